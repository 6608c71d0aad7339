package formcheck.evaluation;

import formcheck.exercise.Rep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs found with labelled repetitions one to one, by the most shared time. A pair shares at least half of the shorter one's
 * time.
 */
record Pairing(List<RepPair> pairs, List<LabelledRep> missed, List<Rep> added) {
    private static final double SHARED = 0.5;

    record RepPair(LabelledRep labelled, Rep found) {}

    private record PairCandidate(LabelledRep labelled, Rep found, double likeness) {}

    static Pairing of(List<LabelledRep> labelled, List<Rep> found) {
        List<PairCandidate> candidates = new ArrayList<>();
        for (LabelledRep rep : labelled) {
            for (Rep other : found) {
                double shared = Math.min(rep.to(), other.bottom()) - Math.max(rep.from(), other.begin());
                double shorter = Math.min(rep.to() - rep.from(), other.bottom() - other.begin());
                double both = Math.max(rep.to(), other.bottom()) - Math.min(rep.from(), other.begin());
                if (shared >= SHARED * shorter && shared > 0) {
                    candidates.add(new PairCandidate(rep, other, shared / both));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(PairCandidate::likeness).reversed());
        Set<LabelledRep> takenLabels = new HashSet<>();
        Set<Rep> takenReps = new HashSet<>();
        List<RepPair> pairs = new ArrayList<>();
        for (PairCandidate candidate : candidates) {
            if (!takenLabels.contains(candidate.labelled) && !takenReps.contains(candidate.found)) {
                takenLabels.add(candidate.labelled);
                takenReps.add(candidate.found);
                pairs.add(new RepPair(candidate.labelled, candidate.found));
            }
        }
        pairs.sort(Comparator.comparingDouble(pair -> pair.labelled.from()));
        return new Pairing(
                List.copyOf(pairs),
                labelled.stream().filter(rep -> !takenLabels.contains(rep)).toList(),
                found.stream().filter(rep -> !takenReps.contains(rep)).toList());
    }
}

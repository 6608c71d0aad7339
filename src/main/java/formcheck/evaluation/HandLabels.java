package formcheck.evaluation;

import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads {@code labels.json}: footage of real people, labelled by eye. One object a clip: {@code file}, {@code role},
 * {@code reps}, {@code reps_accept}, {@code attempts}, {@code tops_s} and {@code bottoms_s} in seconds, {@code descent_s}
 * (null where cut off), {@code elbows_above_90} (true, false or "at").
 */
final class HandLabels {
    /** Name of the file. */
    static final String FILE = "labels.json";

    /** By eye, with an unknown range: a shorter descent is fast whatever the range, seconds. */
    private static final double SURELY_FAST = 0.75;

    private static final double SURELY_CONTROLLED = 2;

    /** Time from its top that a repetition without a labelled bottom covers, seconds. */
    private static final double REACH = 1.5;

    private static final Set<String> KINDS = Set.of(RuleKind.ELBOW_HEIGHT.id(), RuleKind.FAST_DESCENT.id());

    private HandLabels() {}

    static LabelledClip read(Path folder, Node clip) throws LabelException {
        String file = clip.in("file").text();
        Role role = Role.ofId(clip.in("role").text())
                .orElseThrow(() -> clip.in("role").wrong("positive, partial, fast, offview or negative"));
        Set<Integer> accepted = clip.counts("reps_accept");
        if (accepted.isEmpty()) {
            accepted.add(clip.in("reps").count());
        }
        Set<Integer> attempted =
                clip.has("attempts") ? Set.of(clip.in("attempts").count()) : accepted;
        String name = clip.in("id").text();
        return new LabelledClip(
                LabelledSet.name(folder),
                name,
                LabelledSet.beside(folder, file),
                "hand-labelled",
                role,
                Optional.empty(),
                Optional.empty(),
                attempted,
                accepted,
                reps(clip),
                KINDS,
                List.of(),
                role == Role.OFFVIEW
                        ? Optional.of(List.of(
                                new Unjudgeable(Unjudgeable.EVERYTHING, Reason.TURNED_AWAY.id(), 0, Double.MAX_VALUE)))
                        : Optional.empty(),
                Optional.empty(),
                List.of(),
                false);
    }

    private static List<LabelledRep> reps(Node clip) throws LabelException {
        List<Double> tops = clip.numbers("tops_s");
        List<Double> bottoms = clip.numbers("bottoms_s");
        List<OptionalDouble> descents = clip.someNumbers("descent_s");
        List<Node> heights = tops.isEmpty() ? List.of() : clip.list("elbows_above_90");
        List<LabelledRep> reps = new ArrayList<>();
        for (int i = 0; i < tops.size(); i++) {
            double top = tops.get(i);
            OptionalDouble before =
                    bottoms.stream().mapToDouble(b -> b).filter(b -> b < top).max();
            OptionalDouble after =
                    bottoms.stream().mapToDouble(b -> b).filter(b -> b > top).min();
            Set<String> faults = new LinkedHashSet<>();
            Set<String> either = new LinkedHashSet<>();
            height(i < heights.size() ? Optional.of(heights.get(i)) : Optional.empty(), faults, either);
            OptionalDouble descent = i < descents.size() ? descents.get(i) : OptionalDouble.empty();
            descent(descent, faults, either);
            OptionalDouble loweringStart = after.isPresent() && descent.isPresent()
                    ? OptionalDouble.of(after.getAsDouble() - descent.getAsDouble())
                    : OptionalDouble.empty();
            reps.add(new LabelledRep(
                    before.orElse(top - REACH),
                    after.orElse(top + REACH),
                    OptionalDouble.of(top),
                    loweringStart,
                    after,
                    descent,
                    true,
                    faults,
                    either));
        }
        return reps;
    }

    private static void height(Optional<Node> above, Set<String> faults, Set<String> either) {
        String kind = RuleKind.ELBOW_HEIGHT.id();
        if (above.isEmpty() || !(above.get().isTrue() || above.get().isFalse())) {
            either.add(kind);
        } else if (above.get().isFalse()) {
            faults.add(kind);
        }
    }

    private static void descent(OptionalDouble seconds, Set<String> faults, Set<String> either) {
        String kind = RuleKind.FAST_DESCENT.id();
        if (seconds.isPresent() && seconds.getAsDouble() <= SURELY_FAST) {
            faults.add(kind);
        } else if (seconds.isEmpty() || seconds.getAsDouble() < SURELY_CONTROLLED) {
            either.add(kind);
        }
    }
}

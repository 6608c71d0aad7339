package formcheck.web;

import formcheck.capture.SourceInfo;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pose.PostureModel;
import formcheck.session.KeptProof;
import formcheck.session.ProofPlace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is proven of the person of one session, in the place where it is done. For one thread. */
final class Proofs {
    /** As many digits of the digest as a session keeps of it. */
    private static final int DIGEST = 12;

    private List<KeptProof> before = List.of();
    private List<KeptProof> today = List.of();
    private Optional<SourceInfo> source = Optional.empty();
    private String model = "";
    private boolean proven;
    private boolean applied;

    /** What was proven on other days, anywhere. */
    void known(List<KeptProof> kept) {
        before = List.copyOf(kept);
    }

    void source(SourceInfo opened) {
        source = Optional.of(opened);
    }

    /** By what is judged. */
    void model(Optional<PostureModel> posture) {
        model = posture.map(judging -> judging.heads().weights().sha256())
                .map(digest -> digest.substring(0, Math.min(DIGEST, digest.length())))
                .orElse("");
    }

    /** What was found in this session, together with what it confirms; once only. */
    List<KeptProof> proven(List<ProvenVerdict> found, Baseline seat) {
        if (proven || source.isEmpty()) {
            return List.of();
        }
        proven = true;
        ProofPlace place = place(source.get(), seat);
        today = found.stream()
                .map(verdict -> KeptProof.today(verdict, place, model))
                .map(this::confirmed)
                .toList();
        return today;
    }

    private KeptProof confirmed(KeptProof now) {
        return before.stream()
                .filter(earlier -> earlier.rule() == now.rule() && earlier.holds(now.place(), now.posture()))
                .findFirst()
                .map(now::after)
                .orElse(now);
    }

    boolean applied() {
        return applied;
    }

    /**
     * What holds in this session, from now on.
     *
     * @param seat where the person sits; empty if that was not taken
     * @param raisesShown whether both raises were shown: what was proven before was proven with as much to compare with
     */
    Map<RuleKind, Proof> apply(Optional<Baseline> seat, boolean raisesShown) {
        applied = true;
        Map<RuleKind, Proof> proofs = new EnumMap<>(RuleKind.class);
        if (source.isPresent() && seat.isPresent() && raisesShown) {
            ProofPlace here = place(source.get(), seat.get());
            before.stream()
                    .filter(kept -> kept.holds(here, model))
                    .forEach(kept -> proofs.put(kept.rule(), kept.proof()));
        }
        today.forEach(kept -> proofs.put(kept.rule(), kept.proof()));
        return proofs;
    }

    private static ProofPlace place(SourceInfo source, Baseline seat) {
        return new ProofPlace(source.name(), source.width(), source.height(), seat);
    }
}

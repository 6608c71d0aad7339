package formcheck.live;

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

/** Proofs of the person of one session, at the place of the session. For one thread. */
final class SessionProofs {
    /** Number of stored digits of the digest of the model. */
    private static final int DIGEST = 12;

    private List<KeptProof> before = List.of();
    private List<KeptProof> today = List.of();
    private Optional<SourceInfo> source = Optional.empty();
    private String model = "";
    private boolean proven;
    private boolean applied;

    /** Sets proofs from earlier sessions, at any place. */
    void known(List<KeptProof> kept) {
        before = List.copyOf(kept);
    }

    void source(SourceInfo opened) {
        source = Optional.of(opened);
    }

    /** Sets the model that judges. */
    void model(Optional<PostureModel> posture) {
        model = posture.map(judging -> judging.heads().weights().sha256())
                .map(digest -> digest.substring(0, Math.min(DIGEST, digest.length())))
                .orElse("");
    }

    /** Returns what was proven in this session, once, merged with earlier proofs that it confirms. */
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
     * Returns the proofs that apply to this session from now on.
     *
     * @param seat position of the person; empty without a baseline
     * @param raisesShown whether both calibration raises were done. Earlier proofs hold only then, because they were
     *     made with both
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

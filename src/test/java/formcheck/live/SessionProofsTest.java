package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.SourceInfo;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.KeptProof;
import formcheck.session.ProofPlace;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Proofs of a session, and which proofs of earlier sessions apply to it. */
class SessionProofsTest {
    private static final Baseline SEAT = new Baseline(320, 200, 110, OptionalDouble.empty(), 18);
    private static final Baseline ELSEWHERE = new Baseline(100, 200, 60, OptionalDouble.empty(), 18);
    private static final ProvenVerdict FOUR = new ProvenVerdict(Contrast.ELBOWS, 4, 0, 4);

    private static SessionProofs in(String camera) {
        SessionProofs proofs = new SessionProofs();
        proofs.source(new SourceInfo(camera, 640, 480, OptionalDouble.empty(), Optional.empty(), true));
        return proofs;
    }

    private static KeptProof before(ProvenVerdict told, Baseline seat) {
        return new KeptProof(
                RuleKind.of(told.contrast()),
                new Proof(LocalDate.of(2026, 11, 1), told),
                new ProofPlace("camera", 640, 480, seat),
                "");
    }

    @Test
    void whatPassedOnTwoDaysInOnePlaceIsTakenTogether() {
        SessionProofs proofs = in("camera");
        proofs.known(List.of(before(FOUR, SEAT)));
        List<KeptProof> kept = proofs.proven(List.of(FOUR), SEAT);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).proof().verdict()).isEqualTo(new ProvenVerdict(Contrast.ELBOWS, 8, 0, 8));
        assertThat(proofs.proven(List.of(FOUR), SEAT)).as("once only").isEmpty();
        Map<RuleKind, Proof> holds = proofs.apply(Optional.of(SEAT), false);
        assertThat(holds.get(RuleKind.ELBOWS_BACK)).isEqualTo(kept.get(0).proof());
        assertThat(proofs.applied()).isTrue();
    }

    @Test
    void whatWasProvenElsewhereConfirmsNothing() {
        for (SessionProofs proofs : List.of(in("camera"), in("another camera"))) {
            proofs.known(List.of(before(FOUR, ELSEWHERE)));
            assertThat(proofs.proven(List.of(FOUR), SEAT).get(0).proof().verdict())
                    .isEqualTo(FOUR);
        }
    }

    @Test
    void whatFailsTodayTakesThePlaceOfWhatPassedBefore() {
        SessionProofs proofs = in("camera");
        proofs.known(List.of(before(FOUR, SEAT)));
        ProvenVerdict failed = new ProvenVerdict(Contrast.ELBOWS, 2, 2, 4);
        proofs.proven(List.of(failed), SEAT);
        assertThat(proofs.apply(Optional.of(SEAT), true))
                .hasEntrySatisfying(
                        RuleKind.ELBOWS_BACK,
                        proof -> assertThat(proof.verdict()).isEqualTo(failed));
    }

    @Test
    void withoutTheRaisesOrASeatOrACameraNothingOfOtherDaysHolds() {
        SessionProofs proofs = in("camera");
        proofs.known(List.of(before(FOUR, SEAT)));
        assertThat(proofs.apply(Optional.of(SEAT), true)).hasSize(1);
        assertThat(proofs.apply(Optional.of(SEAT), false)).isEmpty();
        assertThat(proofs.apply(Optional.empty(), true)).isEmpty();
        assertThat(proofs.apply(Optional.of(ELSEWHERE), true)).isEmpty();
        SessionProofs blind = new SessionProofs();
        blind.known(List.of(before(FOUR, SEAT)));
        assertThat(blind.apply(Optional.of(SEAT), true)).isEmpty();
        assertThat(blind.proven(List.of(FOUR), SEAT)).isEmpty();
    }
}

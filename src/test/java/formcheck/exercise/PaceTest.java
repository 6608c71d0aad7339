package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final FastDescent RULE =
            (FastDescent) RuleKind.FAST_DESCENT.rule(new Limit(1.5, 0.2, "s"), "Lower slowly");

    private static Rep rep(double way, double seconds, Check check) {
        return rep(OptionalDouble.of(way), seconds, check);
    }

    private static Rep rep(OptionalDouble way, double seconds, Check check) {
        return new Rep(
                1,
                1,
                OptionalDouble.of(0),
                1,
                2,
                2 + seconds,
                Map.of(),
                Map.of(),
                way,
                OptionalDouble.of(60),
                Verdict.VALID,
                Map.of(RULE, check),
                Squeeze.notAssessed(Reason.NOT_WATCHED));
    }

    @Test
    void theGradeFollowsTheSecondsForNinetyDegrees() {
        assertThat(Pace.of(rep(90, 2, new Check.Ok()))).isEqualTo(Pace.CONTROLLED);
        assertThat(Pace.of(rep(45, 1, new Check.Ok()))).isEqualTo(Pace.CONTROLLED);
        assertThat(Pace.of(rep(90, 1.9, new Check.Ok()))).isEqualTo(Pace.QUICK);
        assertThat(Pace.of(rep(90, 1.6, new Check.Ok()))).isEqualTo(Pace.CLOSE_TO_LIMIT);
        assertThat(Pace.of(rep(90, 9, new Check.Ok()))).isEqualTo(Pace.CONTROLLED);
    }

    @Test
    void aFaultIsTooFastAndWhatWasNotSeenHasNoGrade() {
        Fault fault = new Fault(RULE, BodySide.BOTH, 2, 3, OptionalDouble.empty(), 1, RULE.limit());
        assertThat(Pace.of(rep(90, 1, new Check.Broken(fault)))).isEqualTo(Pace.TOO_FAST);
        assertThat(Pace.of(rep(90, 1, new Check.NotAssessed(Reason.FRAME_RATE_TOO_LOW))))
                .isEqualTo(Pace.NOT_ASSESSED);
        assertThat(Pace.of(rep(0, 1, new Check.Ok()))).isEqualTo(Pace.NOT_ASSESSED);
        assertThat(Pace.of(rep(OptionalDouble.empty(), 1, new Check.Ok()))).isEqualTo(Pace.NOT_ASSESSED);
    }
}

package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Rep;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LiveSetTest {

    private static Rep rep(Squeeze squeeze) {
        return new Rep(
                1,
                1,
                OptionalDouble.of(0),
                1,
                2,
                4,
                Map.of(),
                Map.of(),
                OptionalDouble.of(80),
                OptionalDouble.of(60),
                Verdict.CLEAN,
                Map.of(),
                squeeze);
    }

    private static Squeeze held(double seconds) {
        return new Squeeze(
                OptionalDouble.empty(), OptionalDouble.of(seconds), Optional.of(Reason.NOT_SURE), Optional.empty());
    }

    @Test
    void theSqueezeOfASetIsTheUsualOneOfThoseThatWereJudged() {
        LiveSet set = LiveSet.begun(1, 0)
                .with(rep(held(1.1)))
                .with(rep(Squeeze.notAssessed(Reason.TURNED_AWAY)))
                .with(rep(held(0)))
                .with(rep(held(1.4)));
        assertThat(set.squeezeSeconds()).hasValue(1.1);
        assertThat(set.squeezeShare()).isEmpty();
        assertThat(LiveSet.begun(1, 0)
                        .with(rep(Squeeze.notAssessed(Reason.NOT_SURE)))
                        .squeezeSeconds())
                .isEmpty();
    }
}

package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.guide.LiveGuide.Command;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whenever a set is ended, what one more second of stillness would have finished is kept, and what was under way is not. */
class FinishedRepetitionTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);

    /** Frames by which the filter of the keypoints lets both differ. */
    private static final int FRAMES = 2;

    /** Ends a set. */
    private interface Ending {
        void on(Played played);
    }

    private static final List<Ending> ENDINGS = List.of(
            played -> played.command(Command.END),
            played -> played.command(Command.NEXT),
            played -> played.command(Command.PAIN),
            Played::close,
            played -> played.command(Command.PAUSE).command(Command.END),
            played -> played.command(Command.PAUSE).close());

    private static Movement oneAndALowering(double seconds) {
        return Movement.from(REST)
                .hold(0.9)
                .repetition(TOP, 1, 1.8)
                .to(TOP, 1.2)
                .hold(0.5)
                .to(REST, seconds);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1.2, 2.8, 4})
    void keepsWhatASecondOfStillnessWouldHaveFinished(double lowering) {
        double down = oneAndALowering(lowering).seconds();
        List<Integer> kept = new ArrayList<>();
        List<Integer> confirmed = new ArrayList<>();
        for (double end = down - 0.5 * lowering; end < down + 0.7; end += 1 / 30.0) {
            Movement until = oneAndALowering(lowering).hold(1);
            double at = end;
            List<PoseFrame> frames = Figure.FRONTAL.film(until, t -> t <= at);
            confirmed.add(new Played()
                    .source(Figure.FRONTAL.film(stoppedAt(until, at, 1)))
                    .reps());
            List<Integer> each = new ArrayList<>();
            for (Ending ending : ENDINGS) {
                Played played = new Played().source(frames);
                ending.on(played);
                each.add(played.reps());
            }
            assertThat(each)
                    .as("however it ends, %.2f s after the arms were down", end - down)
                    .containsOnly(each.get(0));
            kept.add(each.get(0));
        }
        assertThat(confirmed).startsWith(1, 1, 1).endsWith(2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(kept).isSorted();
        assertThat(kept.indexOf(2))
                .as("the frame from which it is kept")
                .isCloseTo(confirmed.indexOf(2), within(FRAMES));
    }

    /** A movement that stops at a second of it. */
    private static Movement stoppedAt(Movement movement, double seconds, double still) {
        double step = 1 / 120.0;
        Movement stopped = Movement.from(movement.at(0));
        for (double t = 0; t < seconds; t += step) {
            double next = Math.min(seconds, t + step);
            stopped.steadyTo(movement.at(next), next - t);
        }
        return stopped.hold(still);
    }
}

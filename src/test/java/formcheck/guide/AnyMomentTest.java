package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.guide.LiveGuide.Command;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A set is paused, ended or stopped at any moment of a repetition: raising, held, lowering, at the bottom. What was done before is
 * kept, the repetition of that moment counts once or not at all, and nothing of the pause counts.
 */
class AnyMomentTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);
    private static final int BEFORE = 3;

    private static final double TAKES = 6; // seconds, with the rest after it

    private static Movement movement() {
        return Movement.from(REST).hold(6).repetitions(BEFORE, TOP, 1.2, 2.8);
    }

    /** Moments that are 0.4 s apart. */
    private static List<Double> moments(double begins) {
        List<Double> moments = new ArrayList<>();
        for (double at = 0; at < TAKES; at += 0.4) {
            moments.add(begins + at);
        }
        return moments;
    }

    private static double seconds(Movement movement) {
        return Figure.FRONTAL.film(movement).size() / 30.0;
    }

    @Test
    void aPauseAtAnyMomentLosesNothingAndCountsNothingTwice() {
        double begins = seconds(movement());
        for (double at : moments(begins)) {
            Movement movement = movement()
                    .repetitions(1, TOP, 1.2, 2.8)
                    .hold(6)
                    .repetitions(1, TOP, 1.2, 2.8) // in the pause
                    .hold(6);
            double goesOn = seconds(movement) - 1;
            movement.repetitions(2, TOP, 1.2, 2.8).hold(2);
            Played played = new Played()
                    .source(
                            Figure.FRONTAL.film(movement),
                            new TreeMap<>(Map.of(at, Command.PAUSE, goesOn, Command.PAUSE)));
            assertThat(played.count())
                    .as("paused %.1f s after it began", at - begins)
                    .isBetween(BEFORE + 2, BEFORE + 3);
            assertThat(played.last().stage()).isEqualTo(Stage.SET);
            assertThat(played.guide.sets()).isEmpty();
        }
    }

    @Test
    void anEndAtAnyMomentKeepsWhatWasDone() {
        double begins = seconds(movement());
        for (Command command : List.of(Command.END, Command.PAIN)) {
            for (double at : moments(begins)) {
                Movement movement = movement().repetitions(1, TOP, 1.2, 2.8).hold(6);
                Played played = new Played().source(Figure.FRONTAL.film(movement), new TreeMap<>(Map.of(at, command)));
                assertThat(played.guide.sets()).hasSize(1);
                LiveSet set = played.guide.sets().get(0);
                assertThat(set.count())
                        .as("%s %.1f s after it began", command, at - begins)
                        .isBetween(BEFORE, BEFORE + 1);
                assertThat(set.ending())
                        .contains(command == Command.END ? LiveSet.SetEnding.ASKED : LiveSet.SetEnding.PAIN);
            }
        }
    }
}

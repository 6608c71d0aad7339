package formcheck.coach;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set that tires from its first repetition to its last, as a camera sees it: each one only a little less than the one before. */
class TiringSetTest {
    private static final int MANY = 15;

    /**
     * A set as the person does it.
     *
     * @param fromTop elevation of the first top, degrees; of the last one {@code toTop}
     * @param fromSeconds duration of the first lowering; of the last one {@code toSeconds}
     * @param seed of what one repetition differs from the other by: 0.08 s and 1 degree (SD)
     */
    private static List<String> cues(double fromTop, double toTop, double fromSeconds, double toSeconds, int seed) {
        Random random = new Random(seed);
        Movement movement = Movement.from(Posture.arms(18)).hold(2);
        for (int i = 0; i < MANY; i++) {
            double share = i / (MANY - 1.0);
            double top = fromTop + (toTop - fromTop) * share + random.nextGaussian();
            double seconds = fromSeconds + (toSeconds - fromSeconds) * share + 0.08 * random.nextGaussian();
            movement.repetition(Posture.arms(top), 1.2, seconds);
        }
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        List<String> cues = new ArrayList<>();
        for (PoseFrame frame : Figure.FRONTAL.seed(seed).film(movement.hold(1))) {
            pipeline.process(frame).cue().map(Cue::id).ifPresent(cues::add);
        }
        return cues;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void lowersFasterAndFaster(int seed) {
        assertThat(cues(105, 105, 2.5, 0.8, seed)).containsOnlyOnce(Cue.FASTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void raisesLowerAndLower(int seed) {
        assertThat(cues(105, 88, 2.5, 2.5, seed)).containsOnlyOnce(Cue.LOWER).doesNotContain(Cue.FASTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void doesBoth(int seed) {
        assertThat(cues(105, 88, 2.5, 0.8, seed)).contains(Cue.FASTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void doesNot(int seed) {
        assertThat(cues(105, 105, 2.5, 2.5, seed)).doesNotContain(Cue.FASTER, Cue.LOWER);
        assertThat(cues(95, 105, 1.9, 3, seed)).doesNotContain(Cue.FASTER, Cue.LOWER);
    }
}

package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.SourceSpec;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pose.DjlPoseEstimator;
import formcheck.testkit.Estimators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A set that begins with the full model and ends with the lite one, as on a slow machine. */
class FasterModelIT {
    private static final Path SAMPLE = Path.of("samples/perfect-form.mp4");

    /** Repetition after which the model changes. */
    private static final int CHANGED_AFTER = 2;

    private static List<Rep> play(DjlPoseEstimator estimator, boolean change) throws Exception {
        Runnable faster = change ? estimator.loadFaster().orElseThrow() : () -> {};
        List<Rep> reps = new ArrayList<>();
        try (PipelineRunner runner =
                PipelineRunner.of(new SourceSpec.VideoFile(SAMPLE).open(CaptureLimits.DEFAULT), estimator)) {
            runner.run(new FormPipeline(ExerciseFile.builtIn().variant()), result -> {
                for (RepEvent event : result.events()) {
                    if (event instanceof RepEvent.RepCompleted completed) {
                        reps.add(completed.rep());
                        if (reps.size() == CHANGED_AFTER) {
                            faster.run();
                        }
                    }
                }
            });
        }
        return reps;
    }

    @Test
    void noRepetitionIsLostWhenTheModelChangesInASet() throws Exception {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> usual = play(estimator, false);
            assertThat(usual).hasSizeGreaterThan(CHANGED_AFTER + 2);
            String full = estimator.modelId();
            List<Rep> changed = play(estimator, true);
            assertThat(estimator.modelId()).isNotEqualTo(full).isEqualTo("blazepose-lite");
            assertThat(changed).hasSameSizeAs(usual);
            for (int i = 0; i < usual.size(); i++) {
                assertThat(changed.get(i).verdict().isValid())
                        .isEqualTo(usual.get(i).verdict().isValid());
                assertThat(Math.abs(
                                changed.get(i).eccentricSeconds() - usual.get(i).eccentricSeconds()))
                        .isLessThan(0.3);
            }
            assertThat(estimator.loadFaster()).as("the fastest has none").isEmpty();
        }
    }
}

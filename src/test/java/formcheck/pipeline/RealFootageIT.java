package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.motion.Reason;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.EstimatedPoses;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real people, labelled by hand: the whole line from file to verdict. The clips are other people's, so they lie beside the
 * project and not in it.
 */
class RealFootageIT {
    private static final double DESCENT_TOLERANCE = 0.25;

    /** A label's top and a measured one this near are the same repetition, seconds. */
    private static final double SAME_TOP = 0.6;

    @TestFactory
    Stream<DynamicTest> everyLabelledClipIsCountedAndTimed() throws IOException {
        Path labels = BesideProject.file("clips/labels.json");
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode label : new JsonMapper().readTree(labels.toFile())) {
            tests.add(DynamicTest.dynamicTest(
                    label.get("id").textValue(),
                    () -> check(label, labels.resolveSibling(label.get("file").textValue()))));
        }
        return tests.stream();
    }

    private static void check(JsonNode label, Path clip) throws Exception {
        Watched watched = watch(clip);
        switch (label.get("role").textValue()) {
            case "negative" -> assertThat(watched.attempted()).as("attempted").isZero();
            case "partial" -> {
                assertThat(watched.valid()).as("valid").isZero();
                assertThat(watched.attempted()).as("attempted").isGreaterThanOrEqualTo(1);
            }
            case "offview" ->
                assertThat(accepted(label).contains(watched.valid())
                                || watched.events(RepEvent.CouldNotJudge.class).stream()
                                        .anyMatch(blind -> blind.reason() == Reason.TURNED_AWAY))
                        .as("counted, or the view named as the reason")
                        .isTrue();
            default -> {
                assertThat(accepted(label)).as("valid").contains(watched.valid());
                descents(label, watched);
            }
        }
    }

    private static void descents(JsonNode label, Watched watched) {
        for (Rep rep : watched.reps()) {
            Optional<Double> labelled = descent(label, rep);
            if (labelled.isPresent()) {
                double seconds = labelled.get();
                assertThat(rep.eccentricSeconds())
                        .as("descent of repetition %d", rep.index())
                        .isBetween(seconds - DESCENT_TOLERANCE, seconds + DESCENT_TOLERANCE);
                boolean fast = rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
                if (seconds <= 0.75) {
                    assertThat(fast).as("repetition %d is fast", rep.index()).isTrue();
                }
                if (seconds >= 2) {
                    assertThat(fast).as("repetition %d is fast", rep.index()).isFalse();
                    assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
                }
            }
        }
    }

    private static Optional<Double> descent(JsonNode label, Rep rep) {
        JsonNode tops = label.get("tops_s");
        JsonNode descents = label.get("descent_s");
        for (int i = 0; i < Math.min(tops.size(), descents.size()); i++) {
            if (Math.abs(tops.get(i).doubleValue() - rep.top()) < SAME_TOP
                    && !descents.get(i).isNull()) {
                return Optional.of(descents.get(i).doubleValue());
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> accepted(JsonNode label) {
        Set<Integer> counts = new HashSet<>();
        label.get("reps_accept").forEach(count -> counts.add(count.intValue()));
        return counts;
    }

    private static Watched watch(Path clip) throws CaptureException, ModelException {
        List<PoseFrame> poses = new ArrayList<>();
        try (DjlPoseEstimator estimator = DjlPoseEstimator.open(ModelCatalog.find(), "full");
                FrameSource frames = SourceSpec.parse(clip.toString()).open(CaptureLimits.DEFAULT);
                EstimatedPoses source = new EstimatedPoses(frames, estimator)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                poses.add(frame.get());
            }
        }
        return Watched.of(poses);
    }
}

package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.EstimatedPoses;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Estimators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** No gesture is seen in real people who exercise, in whatever they do: presses, raises, dips behind the head, jumping jacks. */
@Tag("long")
class GesturesInFootageIT {
    /** Frames a second of slow machines. */
    private static final List<Double> SLOW = List.of(1.0, 1.3, 2.0, 3.0, 5.0);

    /** Sees as many of the frames as a slow machine. */
    private static final class SlowView {
        private final double rate;
        private final GestureMonitor monitor = new GestureMonitor();
        private double next;

        SlowView(double rate) {
            this.rate = rate;
        }

        void see(PoseFrame frame) {
            if (frame.seconds() >= next) {
                next += 1 / rate;
                assertThat(monitor.see(frame.pose(), frame.seconds()))
                        .as("second %.1f at %.1f frames/s", frame.seconds(), rate)
                        .isEmpty();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> noClipContainsAGesture() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("clips", "clips2")) {
            Path labels = BesideProject.file(folder + "/labels.json");
            for (JsonNode label : new JsonMapper().readTree(labels.toFile())) {
                Path clip = labels.resolveSibling(label.get("file").textValue());
                tests.add(DynamicTest.dynamicTest(label.get("id").textValue(), () -> noGesture(clip)));
            }
        }
        return tests.stream();
    }

    private static void noGesture(Path clip) throws Exception {
        GestureMonitor monitor = new GestureMonitor();
        List<SlowView> slow = SLOW.stream().map(SlowView::new).toList();
        double longest = 0;
        try (DjlPoseEstimator estimator = Estimators.open("lite");
                FrameSource source = new SourceSpec.VideoFile(clip).open(CaptureLimits.DEFAULT);
                EstimatedPoses poses = new EstimatedPoses(source, estimator)) {
            for (Optional<PoseFrame> next = poses.next(); next.isPresent(); next = poses.next()) {
                PoseFrame frame = next.get();
                assertThat(monitor.see(frame.pose(), frame.seconds()))
                        .as("second %.1f", frame.seconds())
                        .isEmpty();
                slow.forEach(view -> view.see(frame));
                longest = Math.max(
                        longest,
                        monitor.held(frame.seconds()).map(Gesture.Held::share).orElse(0.0));
            }
        }
        System.out.printf("%s: the nearest to a gesture was %.0f %% of it%n", clip.getFileName(), 100 * longest);
    }
}

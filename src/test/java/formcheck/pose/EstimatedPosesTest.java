package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EstimatedPosesTest {

    private final List<String> events = new ArrayList<>();

    private final PoseEstimator nose = new PoseEstimator() {
        @Override
        public Optional<Pose> estimate(Frame frame) {
            return frame.index() == 0
                    ? Optional.of(new Pose(Map.of(Joint.NOSE, new Keypoint(1, 2))))
                    : Optional.empty();
        }

        @Override
        public void reset() {
            events.add("estimator reset");
        }

        @Override
        public void close() {
            events.add("estimator closed");
        }
    };

    private final FrameSource twoFrames = new FrameSource() {
        private final Deque<Frame> frames =
                new ArrayDeque<>(List.of(TestFrames.plain(64, 48, 77, 0), TestFrames.plain(64, 48, 77, 1)));

        @Override
        public SourceInfo info() {
            return new SourceInfo("two", 64, 48, OptionalDouble.empty(), Optional.empty(), false);
        }

        @Override
        public Optional<Frame> next() {
            return Optional.ofNullable(frames.poll());
        }

        @Override
        public Optional<String> damage() {
            return Optional.of("it breaks off");
        }

        @Override
        public void close() {
            events.add("frames closed");
        }
    };

    @Test
    void eachFrameGetsItsPoseAndItsBrightness() throws Exception {
        try (PoseSource poses = new EstimatedPoses(twoFrames, nose)) {
            PoseFrame first = poses.next().orElseThrow();
            assertThat(first.pose()).isPresent();
            assertThat(first.brightness()).hasValue(77);
            assertThat(first.width()).isEqualTo(64);
            assertThat(poses.next().orElseThrow().pose()).isEmpty();
            assertThat(poses.next()).isEmpty();
            assertThat(poses.info().name()).isEqualTo("two");
            assertThat(poses.damage()).contains("it breaks off");
        }
    }

    @Test
    void theEstimatorIsResetAtTheStartAndOutlivesTheSource() {
        new EstimatedPoses(twoFrames, nose).close();
        assertThat(events).containsExactly("estimator reset", "frames closed");
    }
}

package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Which frames of a recording are estimated, and what the others contain. Shoulders are 100 pixels apart. */
class BridgedPosesTest {

    private static final int FRAMES = 21;

    private final List<Long> looked = new ArrayList<>();
    private LongToDoubleFunction elbowY = index -> 300;
    private long lostFrom = Long.MAX_VALUE;
    private long breaksAt = Long.MAX_VALUE;
    private Duration apart = TestFrames.THIRTIETH;
    private boolean reset;

    private final PoseEstimator estimator = new PoseEstimator() {
        @Override
        public Optional<Pose> estimate(Frame frame) {
            looked.add(frame.index());
            return frame.index() >= lostFrom
                    ? Optional.empty()
                    : Optional.of(pose(elbowY.applyAsDouble(frame.index())));
        }

        @Override
        public void reset() {
            reset = true;
        }

        @Override
        public void close() {}
    };

    private final FrameSource frames = new FrameSource() {
        private long index;

        @Override
        public SourceInfo info() {
            return new SourceInfo("film", 4, 4, OptionalDouble.empty(), Optional.empty(), false);
        }

        @Override
        public Optional<Frame> next() throws CaptureException {
            if (index == breaksAt) {
                throw new CaptureException("it is damaged");
            }
            return index == FRAMES ? Optional.empty() : Optional.of(frame(index++));
        }

        @Override
        public Optional<String> damage() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    private Frame frame(long index) {
        return new Frame(index, apart.multipliedBy(index), 4, 4, new byte[48]);
    }

    private static Pose pose(double elbowY) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        points.put(Joint.LEFT_SHOULDER, new Keypoint(350, 200));
        points.put(Joint.RIGHT_SHOULDER, new Keypoint(250, 200));
        points.put(
                Joint.LEFT_ELBOW, new Keypoint(380, elbowY, OptionalDouble.of(elbowY / 1000), OptionalDouble.empty()));
        points.put(Joint.RIGHT_ELBOW, new Keypoint(220, 300));
        points.put(Joint.LEFT_WRIST, new Keypoint(390, 350));
        points.put(Joint.RIGHT_WRIST, new Keypoint(210, 350));
        Map<Joint, WorldPoint> world = Map.of(Joint.LEFT_ELBOW, new WorldPoint(elbowY, 0, -elbowY));
        return new Pose(points, world, 0.9, List.of(new Pose.Bystander(elbowY, 1, 1)));
    }

    private List<PoseFrame> all() throws CaptureException {
        List<PoseFrame> given = new ArrayList<>();
        try (BridgedPoses poses = new BridgedPoses(frames, estimator)) {
            for (Optional<PoseFrame> next = poses.next(); next.isPresent(); next = poses.next()) {
                given.add(next.get());
            }
        }
        return given;
    }

    @Test
    void atRestEveryOtherFrameIsEstimatedAndAllAreReturnedInOrder() throws Exception {
        List<PoseFrame> given = all();
        assertThat(reset).isTrue();
        assertThat(looked).containsExactly(0L, 1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L, 19L, 20L);
        assertThat(given).extracting(PoseFrame::index).containsExactlyElementsOf(counting());
        assertThat(given).allMatch(frame -> frame.pose().isPresent());
    }

    @Test
    void whileTheArmsMoveEveryFrameIsEstimated() throws Exception {
        elbowY = index -> 300 - 2 * index; // 0.6 shoulder widths a second
        all();
        assertThat(looked).containsExactlyElementsOf(counting());
    }

    @Test
    void aFrameBetweenLiesOnTheStraightLine() throws Exception {
        elbowY = index -> 300 + 0.5 * index; // 0.15 shoulder widths a second
        PoseFrame between = all().get(4);
        assertThat(looked).doesNotContain(4L);
        Pose pose = between.pose().orElseThrow();
        Keypoint elbow = pose.keypoint(Joint.LEFT_ELBOW).orElseThrow();
        assertThat(elbow.y()).isEqualTo(302, within(1e-9));
        assertThat(elbow.visibility().orElseThrow()).isEqualTo(0.302, within(1e-9));
        assertThat(elbow.presence()).isEmpty();
        assertThat(pose.world()).containsEntry(Joint.LEFT_ELBOW, new WorldPoint(302, 0, -302));
        assertThat(pose.bystanders()).containsExactly(new Pose.Bystander(302.5, 1, 1)); // of the frame after
        assertThat(between.at()).isEqualTo(apart.multipliedBy(4));
    }

    @Test
    void aMovementThatBeginsIsFollowedFromTheNextFrameOn() throws Exception {
        elbowY = index -> index <= 4 ? 300 : 300 + 10 * (index - 4);
        List<PoseFrame> given = all();
        assertThat(looked)
                .containsExactly(0L, 1L, 3L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        double elbow = given.get(4)
                .pose()
                .orElseThrow()
                .keypoint(Joint.LEFT_ELBOW)
                .orElseThrow()
                .y();
        assertThat(elbow).isEqualTo(305, within(1e-9));
    }

    @Test
    void framesFarApartAreAllEstimated() throws Exception {
        apart = Duration.ofMillis(66);
        all();
        assertThat(looked).containsExactlyElementsOf(counting());
    }

    @Test
    void ofWhoIsGoneInTheNextFrameNothingIsInvented() throws Exception {
        lostFrom = 5;
        List<PoseFrame> given = all();
        assertThat(given.get(3).pose()).isPresent();
        assertThat(given.get(4).pose()).isEmpty();
        assertThat(looked).containsSubsequence(5L, 6L, 7L);
    }

    @Test
    void whatCameBeforeTheDamageIsGivenFirst() throws Exception {
        breaksAt = 5; // 4 would have been bridged
        try (BridgedPoses poses = new BridgedPoses(frames, estimator)) {
            for (int index = 0; index < 5; index++) {
                assertThat(poses.next().orElseThrow().index()).isEqualTo(index);
            }
            assertThatThrownBy(poses::next).isInstanceOf(CaptureException.class).hasMessage("it is damaged");
            assertThatThrownBy(poses::next).isInstanceOf(CaptureException.class);
        }
        assertThat(looked).containsExactly(0L, 1L, 3L, 4L);
    }

    private static List<Long> counting() {
        List<Long> numbers = new ArrayList<>();
        for (long number = 0; number < FRAMES; number++) {
            numbers.add(number);
        }
        return numbers;
    }
}

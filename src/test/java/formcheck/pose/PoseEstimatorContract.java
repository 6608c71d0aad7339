package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every pose estimator guarantees. A subclass only creates it. */
@Timeout(60)
abstract class PoseEstimatorContract {

    abstract PoseEstimator create() throws Exception;

    @Test
    void findsNobodyInAGreyImage() throws Exception {
        try (PoseEstimator estimator = create()) {
            assertThat(estimator.estimate(TestFrames.plain(640, 480, 128, 0))).isEmpty();
        }
    }

    @Test
    void findsThePersonWithAllJointsAsProbabilitiesAndPixels() throws Exception {
        try (PoseEstimator estimator = create()) {
            Pose pose = estimator
                    .estimate(TestFrames.ofFixture("still-raised.png", 0))
                    .orElseThrow();
            assertThat(pose.keypoints()).hasSize(33);
            assertThat(pose.presence()).isBetween(0.5, 1.0);
            assertThat(pose.keypoints().values()).allSatisfy(keypoint -> {
                assertThat(keypoint.visibility().orElseThrow()).isBetween(0.0, 1.0);
                assertThat(keypoint.presence().orElseThrow()).isBetween(0.0, 1.0);
            });
            assertThat(pose.bystanders()).isEmpty();
        }
    }

    @Test
    void leftAndRightAreThePersonsOwn() throws Exception {
        try (PoseEstimator estimator = create()) {
            Pose pose = estimator
                    .estimate(TestFrames.ofFixture("still-lowered.png", 0))
                    .orElseThrow();
            assertThat(pose.keypoint(Joint.LEFT_SHOULDER).orElseThrow().x())
                    .isGreaterThan(
                            pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow().x() + 50);
        }
    }

    @Test
    void theSameImagesGiveExactlyTheSamePosesAfterReset() throws Exception {
        try (PoseEstimator estimator = create()) {
            List<Optional<Pose>> first = moving(estimator);
            estimator.reset();
            assertThat(moving(estimator)).isEqualTo(first);
        }
    }

    @Test
    void imagesOfAnyShapeAreNoError() throws Exception {
        try (PoseEstimator estimator = create()) {
            for (int[] size : new int[][] {{1, 1}, {2, 2000}, {2000, 3}, {1919, 1081}}) {
                assertThat(estimator.estimate(TestFrames.plain(size[0], size[1], 90, 0)))
                        .isEmpty();
            }
        }
    }

    @Test
    void closingTwiceIsNoError() throws Exception {
        PoseEstimator estimator = create();
        estimator.close();
        estimator.close();
    }

    @Test
    void aClosedEstimatorSaysSo() throws Exception {
        PoseEstimator estimator = create();
        estimator.close();
        assertThatThrownBy(() -> estimator.estimate(TestFrames.plain(64, 48, 0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anotherThreadMayCloseItWhileItWorks() throws Exception {
        Frame frame = TestFrames.ofFixture("still-raised.png", 0);
        PoseEstimator estimator = create();
        CountDownLatch working = new CountDownLatch(3);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            while (true) {
                estimator.estimate(frame);
                working.countDown();
            }
        });
        worker.setUncaughtExceptionHandler((thread, thrown) -> end.set(thrown));
        worker.start();
        working.await();
        estimator.close();
        worker.join();
        assertThat(end.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    private static List<Optional<Pose>> moving(PoseEstimator estimator) throws Exception {
        List<Optional<Pose>> poses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            poses.add(estimator.estimate(TestFrames.ofFixture("moving-0" + i + ".png", i)));
        }
        assertThat(poses).allMatch(Optional::isPresent);
        return poses;
    }
}

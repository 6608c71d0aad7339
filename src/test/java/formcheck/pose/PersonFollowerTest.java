package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The logic between the two networks, with scripted networks. */
class PersonFollowerTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final byte[] BLACK = new byte[3 * WIDTH * HEIGHT];
    private static final Detection NEAR = person(320, 300, 120);
    private static final Detection FAR = person(100, 280, 60);

    private final List<Duration> detections = new ArrayList<>();
    private final List<Region> looks = new ArrayList<>();
    private List<Detection> persons = List.of(NEAR);
    private Landmarks landmarks = body(0.99, 320, 300, 120);
    private @Nullable RuntimeException failure;
    private final PersonFollower follower = new PersonFollower(
            frame -> {
                detections.add(frame.at());
                if (failure != null) {
                    throw failure;
                }
                return persons;
            },
            (frame, region) -> {
                looks.add(region);
                return landmarks;
            },
            DjlPoseEstimator.Settings.DEFAULT,
            Runnable::run);

    private int index;

    @Test
    void nobodyIsNobody() {
        persons = List.of();
        assertThat(follow(0)).isEmpty();
        assertThat(looks).isEmpty();
    }

    @Test
    void aPersonIsLocatedWhereTheDetectorFoundOne() {
        Optional<Pose> pose = follow(0);
        assertThat(looks).containsExactly(NEAR.region());
        assertThat(pose.orElseThrow().presence()).isEqualTo(0.99);
        assertThat(pose.orElseThrow().keypoint(Joint.NOSE)).isPresent();
    }

    @Test
    void whoIsFollowedIsNotDetectedAgain() {
        for (int frame = 0; frame < 25; frame++) {
            landmarks = body(0.99, 320 + frame, 300, 120);
            follow(frame * 33);
        }
        assertThat(detections).hasSize(1);
        assertThat(looks).hasSize(25);
        assertThat(looks.get(24).x()).isBetween(330.0, 343.0);
    }

    @Test
    void theNextRegionIsTheSmoothedBodyOfThisFrame() {
        follow(0);
        landmarks = body(0.99, 330, 300, 120);
        follow(33);
        follow(66);
        assertThat(looks.get(1)).isEqualTo(Region.around(320, 300, 320, 180));
        assertThat(looks.get(2).x()).isBetween(320.5, 329.5);
    }

    @Test
    void whoIsLostIsNotSeenAndIsDetectedInTheNextFrame() {
        follow(0);
        landmarks = body(0.49, 320, 300, 120);
        assertThat(follow(33)).isEmpty();
        landmarks = body(0.99, 320, 300, 120);
        assertThat(follow(66)).isEmpty();
        assertThat(looks).hasSize(2);
        assertThat(follow(99)).isPresent();
        assertThat(detections).containsExactly(Duration.ZERO, Duration.ofMillis(66));
        assertThat(looks.get(2)).isEqualTo(NEAR.region());
    }

    @Test
    void noFrameOfAStreamRunsBothNetworksWhenSomebodyComesBack() {
        persons = List.of();
        follow(0);
        follow(33);
        persons = List.of(NEAR);
        for (int at = 66; at < 300; at += 33) {
            int before = detections.size() + looks.size();
            follow(at);
            assertThat(detections.size() + looks.size() - before).isEqualTo(1);
        }
        assertThat(looks.get(0)).isEqualTo(NEAR.region());
    }

    @Test
    void framesFarApartAreLocatedAtOnce() {
        persons = List.of();
        follow(0);
        persons = List.of(NEAR);
        assertThat(follow(500)).isPresent();
    }

    @Test
    void whoWasFoundBeforeAPauseIsDetectedAnew() {
        persons = List.of();
        follow(0);
        persons = List.of(NEAR);
        assertThat(follow(33)).isEmpty();
        assertThat(follow(800)).isPresent();
        assertThat(detections).containsExactly(Duration.ZERO, Duration.ofMillis(33), Duration.ofMillis(800));
    }

    @Test
    void aPresenceThatIsNoNumberIsNobody() {
        landmarks = body(Double.NaN, 320, 300, 120);
        assertThat(follow(0)).isEmpty();
    }

    @Test
    void aBodyThatTheModelPutsAtAnAbsurdPlaceIsDetectedAnew() {
        follow(0);
        landmarks = body(0.99, Double.NaN, 300, 120);
        follow(200);
        landmarks = body(0.99, 5_000, 300, 120);
        follow(400);
        landmarks = body(0.99, 320, 300, 0);
        follow(600);
        landmarks = body(0.99, 320, 300, 120);
        follow(800);
        assertThat(detections)
                .containsExactly(Duration.ZERO, Duration.ofMillis(400), Duration.ofMillis(600), Duration.ofMillis(800));
        assertThat(looks.get(4)).isEqualTo(NEAR.region());
    }

    @Test
    void anAbsurdDetectionIsNobody() {
        persons = List.of(person(320, 300, 1e6));
        assertThat(follow(0)).isEmpty();
        assertThat(looks).isEmpty();
    }

    @Test
    void atThirtyFramesASecondASearchRunsOnEveryFrame() {
        persons = List.of();
        for (int frame = 0; frame < 10; frame++) {
            follow(frame * 33);
        }
        assertThat(detections).hasSize(10);
    }

    @Test
    void atSixtyFramesASecondTheSearchSkipsFramesAndStillFindsWithinAFifthOfASecond() {
        persons = List.of();
        for (int frame = 0; frame < 60; frame++) {
            follow(frame * 1000 / 60);
        }
        assertThat(detections).hasSizeBetween(25, 31);
        persons = List.of(NEAR);
        int frame = 60;
        while (follow(frame * 1000 / 60).isEmpty()) {
            frame++;
        }
        assertThat(frame - 60).isLessThan(12);
    }

    @Test
    void resetForgetsThePerson() {
        follow(0);
        follower.reset();
        follow(33);
        assertThat(detections).hasSize(2);
    }

    @Test
    void timeThatStartsAnewIsAnotherSource() {
        follow(500);
        follow(0);
        assertThat(detections).containsExactly(Duration.ofMillis(500), Duration.ZERO);
    }

    @Test
    void anImageOfAnotherSizeIsAnotherSource() {
        follow(0);
        follower.follow(new Frame(1, Duration.ofMillis(10), 320, 240, new byte[3 * 320 * 240]));
        assertThat(detections).hasSize(2);
    }

    @Test
    void twoFramesOfTheSameMomentAreNoError() {
        follow(0);
        landmarks = body(0.99, 330, 300, 120);
        assertThat(follow(0)).isPresent();
        assertThat(follow(33)).isPresent();
        assertThat(detections).hasSize(1);
    }

    @Test
    void theOthersThatTheFirstDetectionSawAreBystandersWithTheirSize() {
        persons = List.of(NEAR, FAR);
        assertThat(follow(0).orElseThrow().bystanders()).containsExactly(new Pose.Bystander(100, 280, 0.5));
    }

    @Test
    void bystandersAreDetectedOnceASecondAndKeptUntilThen() {
        follow(0);
        persons = List.of(FAR, NEAR);
        for (int at = 33; at < 1000; at += 33) {
            assertThat(follow(at).orElseThrow().bystanders()).isEmpty();
        }
        assertThat(follow(1000).orElseThrow().bystanders()).hasSize(1);
        persons = List.of(NEAR);
        assertThat(follow(1033).orElseThrow().bystanders()).hasSize(1);
        assertThat(follow(2000).orElseThrow().bystanders()).isEmpty();
        assertThat(detections).hasSize(3);
    }

    @Test
    void searchingForOthersDoesNotMoveTheFollowedRegion() {
        follow(0);
        persons = List.of(FAR);
        follow(1000);
        follow(1033);
        assertThat(looks.get(2).x()).isCloseTo(320, within(1e-9));
    }

    @Test
    void aPersonWhomTheDetectorMissesIsTheUnitOfSizeAllTheSame() {
        follow(0);
        persons = List.of(FAR);
        assertThat(follow(1000).orElseThrow().bystanders()).containsExactly(new Pose.Bystander(100, 280, 0.5));
    }

    @Test
    void aSecondDetectionOfTheSameBodyIsNoBystander() {
        persons = List.of(NEAR, person(330, 310, 118));
        assertThat(follow(0).orElseThrow().bystanders()).isEmpty();
    }

    /** The detector ends once the joints are being looked for, and those end once it has begun: one after the other would wait. */
    @Test
    void othersAreDetectedWhileTheJointsAreLocated() {
        CountDownLatch detecting = new CountDownLatch(1);
        CountDownLatch locating = new CountDownLatch(1);
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            PersonFollower both = new PersonFollower(
                    frame -> {
                        if (!frame.at().isZero()) {
                            detecting.countDown();
                        }
                        return frame.at().isZero() || ended(locating) ? List.of(NEAR, FAR) : List.of();
                    },
                    (frame, region) -> {
                        if (!frame.at().isZero()) {
                            locating.countDown();
                        }
                        return frame.at().isZero() || ended(detecting) ? landmarks : body(0, 320, 300, 120);
                    },
                    DjlPoseEstimator.Settings.DEFAULT,
                    beside);
            both.follow(new Frame(0, Duration.ZERO, WIDTH, HEIGHT, BLACK));
            Pose pose = both.follow(new Frame(1, Duration.ofSeconds(1), WIDTH, HEIGHT, BLACK))
                    .orElseThrow();
            assertThat(pose.bystanders()).hasSize(1);
        } finally {
            beside.shutdown();
        }
    }

    @Test
    void aDetectorThatFailsBesideFailsAsItWouldAlone() {
        follow(0);
        failure = new IllegalStateException("the network is closed");
        assertThatThrownBy(() -> follow(1000)).isSameAs(failure);
    }

    private static boolean ended(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Pose> follow(int millis) {
        return follower.follow(new Frame(index++, Duration.ofMillis(millis), WIDTH, HEIGHT, BLACK));
    }

    private static Detection person(double x, double y, double reach) {
        return new Detection(0.9, x - 20, y - reach - 20, x + 20, y - reach + 20, x, y, x, y - reach);
    }

    private static Landmarks body(double presence, double x, double y, double reach) {
        return new Landmarks(presence, Map.of(Joint.NOSE, new Keypoint(320, 200)), Map.of(), x, y, x, y - reach);
    }
}

package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Posture.Hands;
import formcheck.testkit.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepTrackerTest {
    private static final Posture REST = Posture.arms(12);
    private static final Posture TOP = Posture.arms(115);

    private static Movement start() {
        return Movement.from(REST).hold(1.0);
    }

    private static Watched watch(Movement movement) {
        return Watched.of(Figure.FRONTAL.film(movement));
    }

    @Test
    void countsSlowFullRaisesAsClean() {
        Watched watched = watch(start().repetitions(5, TOP, 1.6, 3.2));
        assertThat(watched.reps()).hasSize(5).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(rep.faults()).isEmpty();
        });
    }

    @Test
    void measuresTopBottomAndTimes() {
        Rep rep = watch(start().repetition(TOP, 1.6, 3.2)).reps().get(0);
        assertThat(rep.peakElevation().values())
                .allSatisfy(peak -> assertThat(peak).isBetween(112.0, 118.0));
        assertThat(rep.bottomElevation().values())
                .allSatisfy(low -> assertThat(low).isBetween(7.0, 17.0));
        // The movement begins at 1.0 and the lowering at 3.1 s; an eye does not see the first and last of it.
        assertThat(rep.start().orElseThrow()).isBetween(1.05, 1.45);
        assertThat(rep.eccentricStart()).isBetween(3.1, 3.75);
        assertThat(rep.bottom()).isBetween(5.6, 6.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {70, 73, 75})
    void countsARaiseThatStopsBelowTheHeightAsAttemptedOnly(double top) {
        Watched watched = watch(start().repetitions(3, Posture.arms(top), 1.4, 2.4));
        assertThat(watched.attempted()).isEqualTo(3);
        assertThat(watched.valid()).isZero();
        assertThat(watched.faults(0)).contains("elbow-height");
    }

    @ParameterizedTest
    @ValueSource(doubles = {88, 92, 100, 150, 170})
    void countsARaiseThatReachesTheHeight(double top) {
        assertThat(watch(start().repetitions(3, Posture.arms(top), 1.4, 3.0)).valid())
                .isEqualTo(3);
    }

    @Test
    void countsNoRepWhenTheArmsStopRisingAtTwentyDegrees() {
        assertThat(watch(start().repetitions(3, Posture.arms(32), 1.4, 2.0)).attempted())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {55, 70, 85, 100})
    void countsPressesWhoseBottomIsHigh(double bottom) {
        Posture w = Posture.arms(bottom).hands(Hands.UP);
        Movement presses = Movement.from(w).hold(0.6);
        for (int i = 0; i < 4; i++) {
            presses.to(Posture.arms(165).hands(Hands.UP), 1.2)
                    .hold(0.2)
                    .to(w, 2.2)
                    .hold(0.1);
        }
        assertThat(watch(presses).valid()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 75, 90})
    void countsPressesThatBeganFromHangingArms(double bottom) {
        Posture w = Posture.arms(bottom).hands(Hands.UP);
        Movement presses = start();
        for (int i = 0; i < 4; i++) {
            presses.to(Posture.arms(165).hands(Hands.UP), 1.3).hold(0.2).to(w, 2.2);
        }
        presses.to(REST, 1.5).hold(1);
        assertThat(watch(presses).valid()).isEqualTo(4);
    }

    @Test
    void takesRisingAgainBeforeComingBackAsTheSameRepetition() {
        Movement movement = start().to(TOP, 1.5)
                .to(Posture.arms(80), 1.0)
                .to(TOP, 0.8)
                .hold(0.3)
                .to(REST, 3)
                .hold(1);
        Watched watched = watch(movement);
        assertThat(watched.attempted()).isEqualTo(1);
        assertThat(watched.reps().get(0).verdict().isValid()).isTrue();
    }

    @Test
    void callsTurningUpInMidWayAHalfRepetition() {
        Movement movement = start().to(TOP, 1.5)
                .to(Posture.arms(65), 1.5)
                .to(TOP, 1.2)
                .hold(0.3)
                .to(REST, 3)
                .hold(1);
        Watched watched = watch(movement);
        assertThat(watched.attempted()).isEqualTo(1);
        assertThat(watched.faults(0)).contains("half-repetition");
    }

    @Test
    void callsASmallRangeAFault() {
        Posture high = Posture.arms(70);
        Movement movement = Movement.from(high).hold(1).repetitions(2, Posture.arms(108), 1.0, 1.6);
        assertThat(watch(movement).faults(1)).contains("range-of-motion");
    }

    @Test
    void countsARecordingThatBeginsAtTheTopWithoutAConcentricPart() {
        Movement movement = Movement.from(TOP).hold(0.5).to(REST, 3).hold(1).repetition(TOP, 1.5, 3);
        Watched watched = watch(movement);
        assertThat(watched.valid()).isEqualTo(2);
        assertThat(watched.reps().get(0).concentricSeconds()).isEmpty();
        assertThat(watched.reps().get(1).concentricSeconds()).isPresent();
    }

    @Test
    void doesNotCountALoweringWhoseTopWasNotSeen() {
        Movement movement = Movement.from(REST).to(TOP, 0.01).to(REST, 2.0).hold(1);
        List<PoseFrame> late = new ArrayList<>();
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            if (frame.seconds() > 0.7) {
                late.add(frame);
            }
        }
        assertThat(Watched.of(late).attempted()).isZero();
    }

    @Test
    void doesNotCountARepetitionThatEndsBeforeTheReturn() {
        assertThat(watch(start().to(TOP, 1.5).hold(0.5).to(Posture.arms(95), 0.8))
                        .attempted())
                .isZero();
    }

    @Test
    void findsTheArmThatStaysLower() {
        Posture uneven = Posture.arms(115, 80);
        Watched watched = watch(start().repetitions(2, uneven, 1.5, 3));
        assertThat(watched.attempted()).isEqualTo(2);
        Fault fault = watched.reps().get(0).faults().stream()
                .filter(f -> f.rule() instanceof Asymmetry)
                .findFirst()
                .orElseThrow();
        assertThat(fault.side()).isEqualTo(BodySide.RIGHT);
        assertThat(fault.value()).isBetween(30.0, 40.0);
    }

    @Test
    void leavesADifferenceOfTenDegreesAlone() {
        assertThat(watch(start().repetitions(2, Posture.arms(105, 95), 1.5, 3)).faults(0))
                .isEmpty();
    }

    @Test
    void countsNothingWhileOneArmStaysDown() {
        assertThat(watch(start().repetitions(3, Posture.arms(110, 14), 1.2, 2)).attempted())
                .isZero();
    }

    @Test
    void countsNothingWhenTheArmsTakeTurns() {
        Movement turns = start();
        for (int i = 0; i < 3; i++) {
            turns.to(Posture.arms(110, 12), 1).to(Posture.arms(12, 110), 1);
        }
        turns.to(REST, 1).hold(1);
        assertThat(watch(turns).attempted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 20, 45})
    void countsElbowsUpToFortyFiveDegreesForward(double forward) {
        Posture top = TOP.forward(forward);
        Posture rest = REST.forward(forward);
        assertThat(watch(Movement.from(rest).hold(1).repetitions(2, top, 1.5, 3))
                        .attempted())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 90, 100})
    void countsNothingWhenTheArmsAreSwungForward(double forward) {
        Movement movement = Movement.from(REST.forward(forward).hands(Hands.STRAIGHT))
                .hold(1)
                .repetitions(3, Posture.arms(100).forward(forward).hands(Hands.STRAIGHT), 1.2, 2);
        assertThat(watch(movement).attempted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {90, 100})
    void countsNothingWhenTheArmsAreSwungForwardInARecordedStream(double forward) {
        Movement movement = Movement.from(REST.forward(forward).hands(Hands.STRAIGHT))
                .hold(1)
                .repetitions(3, Posture.arms(100).forward(forward).hands(Hands.STRAIGHT), 1.2, 2);
        assertThat(Watched.of(Figure.FRONTAL.withoutDepth().film(movement)).attempted())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-25, 0, 25})
    void countsNothingForAPecFly(double yaw) {
        Posture open = Posture.arms(88).hands(Hands.UP);
        Movement fly = Movement.from(open).hold(1);
        for (int i = 0; i < 4; i++) {
            fly.to(open.forward(85), 1.2).hold(0.2).to(open, 1.5);
        }
        assertThat(Watched.of(Figure.FRONTAL.turned(yaw).film(fly)).attempted()).isZero();
        assertThat(Watched.of(Figure.FRONTAL.turned(yaw).pitched(12).film(fly)).attempted())
                .isZero();
    }

    @Test
    void countsNothingForShrugs() {
        Movement shrugs = start();
        for (int i = 0; i < 4; i++) {
            shrugs.to(REST.shrug(0.07), 0.6).hold(0.3).to(REST, 0.6).hold(0.2);
        }
        assertThat(watch(shrugs).attempted()).isZero();
    }

    @Test
    void countsNothingForCurls() {
        Movement curls = start();
        for (int i = 0; i < 4; i++) {
            curls.to(Posture.arms(22).forward(60).hands(Hands.CURLED), 0.9).to(REST.hands(Hands.STRAIGHT), 1.2);
        }
        assertThat(watch(curls).attempted()).isZero();
    }

    @Test
    void countsNothingForSmallArmCircles() {
        Posture out = Posture.arms(88).hands(Hands.STRAIGHT);
        Movement circles = start().to(out, 1.2);
        for (int i = 0; i < 6; i++) {
            circles.to(Posture.arms(98).forward(15).hands(Hands.STRAIGHT), 0.4)
                    .to(Posture.arms(80).forward(15).hands(Hands.STRAIGHT), 0.4)
                    .to(out, 0.3);
        }
        // Going up once and coming down once at the end is a raise.
        assertThat(watch(circles.to(REST, 1.5).hold(1)).attempted()).isLessThanOrEqualTo(1);
    }

    @Test
    void countsNothingForLargeArmCircles() {
        Movement circles = start();
        for (int i = 0; i < 3; i++) {
            circles.to(Posture.arms(90).forward(88).hands(Hands.STRAIGHT), 0.8)
                    .to(Posture.arms(165).forward(40).hands(Hands.STRAIGHT), 0.6)
                    .to(Posture.arms(90).forward(0).hands(Hands.STRAIGHT), 0.6)
                    .to(REST.hands(Hands.STRAIGHT), 0.8);
        }
        assertThat(watch(circles.hold(1)).attempted()).isZero();
    }

    @Test
    void countsNothingForAnUprightRow() {
        Movement rows = Movement.from(Posture.arms(12).hands(Hands.PULLING)).hold(1);
        rows.repetitions(4, Posture.arms(92).hands(Hands.PULLING), 1.0, 1.6);
        assertThat(watch(rows).attempted()).isZero();
    }

    @Test
    void countsNothingWhenTheHandsGoToTheHead() {
        Movement movement = start().repetitions(3, Posture.arms(100).hands(Hands.AT_HEAD), 1, 1.2);
        assertThat(watch(movement).attempted()).isZero();
    }

    @Test
    void countsNothingForGettingIntoPositionAndOut() {
        Posture w = Posture.arms(60).hands(Hands.UP);
        Movement movement = start().to(w, 1.2).hold(2).to(w.aside(0.1), 1).hold(1);
        assertThat(watch(movement).attempted()).isZero();
    }

    @Test
    void countsNothingForSquatsWithArmsHeldStill() {
        Posture held = Posture.arms(35).forward(60).hands(Hands.CURLED);
        Movement squats = Movement.from(held).hold(1);
        for (int i = 0; i < 4; i++) {
            squats.to(held.down(0.4), 1.1).to(held, 1.0).hold(0.3);
        }
        assertThat(watch(squats).attempted()).isZero();
    }

    @Test
    void countsNothingForTripsAcrossThePictureWithStillArms() {
        Movement walk = start().to(REST.aside(0.5), 1.5).to(REST.aside(-0.5), 2).to(REST, 1);
        assertThat(watch(walk).attempted()).isZero();
    }

    @Test
    void dropsAMovementThatASceneCutInterrupts() {
        List<PoseFrame> frames = new ArrayList<>(Figure.FRONTAL.film(start().to(TOP, 1.5)));
        List<PoseFrame> other =
                Figure.FRONTAL.at(3.2).film(Movement.from(REST.aside(0.8)).hold(2));
        double from = frames.get(frames.size() - 1).seconds() + 0.03;
        for (PoseFrame frame : other) {
            frames.add(moved(frame, frames.size(), from));
        }
        assertThat(Watched.of(frames).attempted()).isZero();
    }

    @Test
    void survivesOneFrameInWhichTheModelJumps() {
        List<PoseFrame> frames = new ArrayList<>(Figure.FRONTAL.film(start().repetitions(2, TOP, 1.5, 3)));
        List<PoseFrame> other =
                Figure.FRONTAL.at(3.2).film(Movement.from(REST.aside(0.8)).hold(1));
        for (int i : new int[] {50, 95, 140}) {
            PoseFrame was = frames.get(i);
            frames.set(
                    i,
                    new PoseFrame(
                            was.index(),
                            was.at(),
                            was.width(),
                            was.height(),
                            was.brightness(),
                            other.get(3).pose()));
        }
        assertThat(Watched.of(frames).valid()).isEqualTo(2);
    }

    @Test
    void tellsAboutAGapInTheRecording() {
        List<PoseFrame> frames = Figure.FRONTAL.film(start().repetitions(2, TOP, 1.5, 3), t -> t < 3 || t > 5);
        Watched watched = Watched.of(frames);
        assertThat(watched.valid()).isEqualTo(1);
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .singleElement()
                .satisfies(blind -> {
                    assertThat(blind.reason()).isEqualTo(Reason.INTERRUPTED);
                    assertThat(blind.from()).isBetween(2.9, 3.0);
                    assertThat(blind.to()).isBetween(5.0, 5.1);
                });
    }

    @Test
    void countsNothingWithoutAHeadInThePicture() {
        List<PoseFrame> frames = Figure.FRONTAL.film(start().repetitions(2, TOP, 1.5, 3)).stream()
                .map(frame -> shifted(frame, 0, -160))
                .toList();
        Watched watched = Watched.of(frames);
        assertThat(watched.attempted()).isZero();
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .anySatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.HEAD_OUTSIDE));
    }

    @Test
    void leavesHeightUnjudgedWhenAnElbowIsOutsideThePictureAtTheTop() {
        List<PoseFrame> frames = Figure.FRONTAL.film(start().repetitions(2, TOP, 1.5, 3)).stream()
                .map(frame -> shifted(frame, 240, 0))
                .toList();
        Watched watched = Watched.of(frames);
        assertThat(watched.attempted()).isEqualTo(2);
        assertThat(watched.reps().get(0).verdict()).isEqualTo(Verdict.NOT_ASSESSED);
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .anySatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.ELBOWS_OUTSIDE));
    }

    /** As the model does it: an elbow outside of the picture is drawn at its border, on an arm that is too short. */
    @Test
    void judgesNothingOfArmsForWhichThePictureHasNoRoom() {
        List<PoseFrame> whole = Figure.FRONTAL.film(start().repetitions(2, TOP, 1.5, 0.5));
        Keypoint left = keypoint(whole.get(0), Joint.LEFT_SHOULDER);
        Keypoint right = keypoint(whole.get(0), Joint.RIGHT_SHOULDER);
        double margin = 0.3 * left.distanceTo(right);
        List<PoseFrame> cropped = whole.stream()
                .map(frame -> cropped(
                        frame,
                        Math.min(left.x(), right.x()) - margin,
                        0,
                        Math.max(left.x(), right.x()) + margin,
                        left.y() + margin))
                .toList();
        Watched watched = Watched.of(cropped);
        assertThat(watched.reps())
                .allSatisfy(rep -> assertThat(rep.faults()).isEmpty())
                .allSatisfy(rep -> assertThat(rep.verdict()).isEqualTo(Verdict.NOT_ASSESSED));
        assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .anySatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.ELBOWS_OUTSIDE));
        assertThat(Watched.of(whole).events(RepEvent.FaultFlagged.class)).hasSize(2);
    }

    @Test
    void saysTurnedAwayInsteadOfCountingFromTheSide() {
        Watched watched = Watched.of(Figure.FRONTAL.turned(75).film(start().repetitions(3, TOP, 1.5, 3)));
        assertThat(watched.valid()).isZero();
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .anySatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.TURNED_AWAY));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-40, -30, -15, 15, 30, 40})
    void countsFromAnObliqueView(double yaw) {
        Watched watched = Watched.of(Figure.FRONTAL.turned(yaw).film(start().repetitions(4, TOP, 1.5, 3)));
        assertThat(watched.valid()).isEqualTo(4);
    }

    @Test
    void doesNotHoldALowCameraAgainstThePerson() {
        Posture back = Posture.arms(92).forward(-25);
        Watched watched = Watched.of(
                Figure.FRONTAL.pitched(24).film(Movement.from(REST).hold(3).repetitions(2, back, 1.5, 3)));
        assertThat(watched.reps())
                .hasSize(2)
                .noneSatisfy(rep -> assertThat(rep.verdict()).isEqualTo(Verdict.ATTEMPTED));
    }

    @Test
    void beginsANewSetAfterALongRest() {
        Movement movement = start().repetitions(2, TOP, 1.5, 3).hold(25).repetitions(2, TOP, 1.5, 3);
        assertThat(watch(movement).reps().stream().map(Rep::set)).containsExactly(1, 1, 2, 2);
    }

    @Test
    void judgesByThePersonsOwnHeightLimit() {
        Exercise own = ExerciseFile.builtIn().variant().withHeightLimit(70);
        Watched watched = Watched.of(Figure.FRONTAL.film(start().repetitions(2, Posture.arms(72), 1.4, 3)), own);
        assertThat(watched.valid()).isEqualTo(2);
    }

    private static PoseFrame moved(PoseFrame frame, int index, double later) {
        return new PoseFrame(
                index,
                frame.at().plus(Duration.ofNanos(Math.round(later * 1e9))),
                frame.width(),
                frame.height(),
                frame.brightness(),
                frame.pose());
    }

    private static Keypoint keypoint(PoseFrame frame, Joint joint) {
        return frame.pose().orElseThrow().keypoint(joint).orElseThrow();
    }

    /** What the model finds in a part of the picture: who is outside of it is drawn at its border. */
    private static PoseFrame cropped(PoseFrame frame, double left, double top, double right, double bottom) {
        Pose pose = frame.pose().orElseThrow();
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        pose.keypoints()
                .forEach((joint, p) -> points.put(
                        joint,
                        new Keypoint(
                                Math.max(left, Math.min(right, p.x())) - left,
                                Math.max(top, Math.min(bottom, p.y())) - top,
                                p.visibility(),
                                p.presence())));
        return new PoseFrame(
                frame.index(),
                frame.at(),
                (int) (right - left),
                (int) (bottom - top),
                frame.brightness(),
                Optional.of(new Pose(points, pose.world(), pose.presence(), List.of())));
    }

    private static PoseFrame shifted(PoseFrame frame, double dx, double dy) {
        Pose pose = frame.pose().orElseThrow();
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        pose.keypoints()
                .forEach((joint, p) ->
                        points.put(joint, new Keypoint(p.x() + dx, p.y() + dy, p.visibility(), p.presence())));
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                frame.brightness(),
                Optional.of(new Pose(points, pose.world(), pose.presence(), List.of())));
    }
}

package formcheck.motion;

import formcheck.motion.posture.PostureTracker;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Turns poses into measures: smooths the keypoints, tracks how the body is turned to the camera, and lists the reasons why a
 * frame cannot be assessed. Frames come in the order of their times. For one thread.
 */
public final class MotionTracker {

    /** Smallest frontal shoulder width that is measured, pixels. Chosen, no data. */
    private static final double FAR_UNIT = 18;

    /** Brightness below which an image without a person is too dark, luma 0 to 255. Chosen, no data. */
    public static final double DARK_LUMA = 45;

    /** Brightness below which any image is too dark, luma 0 to 255. Chosen, no data. */
    private static final double BLACK_LUMA = 12;

    /** Yaw from which nothing is followed, degrees: the side, and the back. */
    public static final double TURNED_AWAY = Facing.AWAY_FROM;

    /** Tilt of the trunk in the image from which the body is not upright, degrees. Chosen, no data. */
    private static final double LEANING = 38;

    /** Inclination towards or from the camera from which the body is not upright, degrees. Chosen, no data. */
    private static final double BENT_OVER = 45;

    /**
     * Camera pitch from which elbows 30 degrees behind or in front of the trunk read too low by more than the tolerance, and from
     * which there is no training data of posture, degrees.
     */
    private static final double PITCHED = 18;

    /** Camera pitch below which {@link #PITCHED} ends, degrees. Chosen, no data. */
    private static final double LEVEL = 15;

    /**
     * Frame rate below which repetitions cannot be counted, frames a second: SlowMachineTest counts right from 6 on, and jitter
     * moves a rate of 6 by up to 8 %.
     */
    static final double SLOWEST_RATE = 5.5;

    /** Least size of another person that makes it unclear who exercises, as a share of the followed person's. Chosen, no data. */
    private static final double RIVAL = 0.85;

    /** Greatest yaw in the training data of posture, degrees. */
    private static final double POSTURE_YAW = 32;

    private final Continuity continuity = new Continuity();
    private final Freeze freeze = new Freeze();
    private final Body body = new Body(PointFilter.KEYPOINT);
    private final BodyOrientation orientation = new BodyOrientation();
    private final Slope leftSlope = new Slope(0.1);
    private final Slope rightSlope = new Slope(0.1);
    private final FrameRate rate;
    private Optional<Double> lastPose = Optional.empty();
    private final PostureMeter posture;
    private final Facing facing;
    private boolean pitched;

    /** @param posture judges posture; empty if it is not judged. Keeps the person's calibration. */
    public MotionTracker(Optional<PostureTracker> posture) {
        this.rate = new FrameRate(FrameRate.Parameters.below(SLOWEST_RATE));
        this.posture = new PostureMeter(posture);
        this.facing = new Facing(Facing.Limits.DEFAULT);
    }

    public MotionTracker() {
        this(Optional.empty());
    }

    /** Processes one frame and returns its measures. */
    public BodyMeasures track(PoseFrame frame) {
        double seconds = frame.seconds();
        Map<Measure, Observation> observations = new EnumMap<>(Measure.class);
        EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        frame.brightness().ifPresent(luma -> observations.put(Measure.BRIGHTNESS, new Observation.Seen(luma, 1)));
        boolean black = frame.brightness().orElse(255) < BLACK_LUMA;
        if (black) {
            reasons.add(Reason.TOO_DARK);
        }
        if (rate.tooLowAt(seconds)) {
            reasons.add(Reason.FRAME_RATE_TOO_LOW);
        }
        if (freeze.stands(frame.luma(), seconds)) {
            reasons.add(Reason.FROZEN);
        }
        if (frame.pose().isEmpty()) {
            boolean dark = frame.brightness().orElse(255) < DARK_LUMA;
            Reason reason = dark ? Reason.TOO_DARK : Reason.NOBODY;
            reasons.add(reason);
            return measures(frame, unseen(observations, reason), reasons, true);
        }
        Pose pose = frame.pose().get();
        Continuity.Continuation continuation = continuity.judge(pose, seconds);
        if (continuation == Continuity.Continuation.DOUBTFUL) {
            reasons.add(Reason.INTERRUPTED);
            return measures(frame, unseen(observations, Reason.INTERRUPTED), reasons, true);
        }
        boolean continuous = continuation == Continuity.Continuation.CARRIES_ON;
        if (!continuous) {
            startAnew();
        }
        double dt = Math.max(1e-3, lastPose.map(last -> seconds - last).orElse(1.0 / 30));
        lastPose = Optional.of(seconds);
        body.update(pose, dt, orientation.unit());
        orientation.update(body, pose, dt, frame.width(), frame.height());
        Facing.View seenFrom = facing.update(orientation.yawDegrees(), dt);
        SeenBody seen = new SeenBody(body, orientation, frame.width(), frame.height());
        observations.putAll(new BodyMeter(seen, seenFrom, pose).measure());
        speeds(observations, seconds);
        reasons.addAll(reasons(pose, observations, frame));
        posture.measure(observations, reasons, offView(), frame);
        BodyMeasures measures = measures(frame, observations, reasons, continuous);
        if (!freeze.leapt(measures.commonElevation(), seconds)) {
            return measures;
        }
        reasons.add(Reason.FROZEN);
        return measures(frame, observations, reasons, continuous);
    }

    private void startAnew() {
        body.reset();
        orientation.reset();
        leftSlope.reset();
        rightSlope.reset();
        lastPose = Optional.empty();
        facing.reset();
        pitched = false;
    }

    private void speeds(Map<Measure, Observation> observations, double seconds) {
        for (Side side : Side.values()) {
            Observation elevation =
                    observations.getOrDefault(Measure.elevation(side), new Observation.Unseen(Reason.NOBODY));
            OptionalDouble value = elevation.followed();
            OptionalDouble speed = value.isPresent()
                    ? (side == Side.LEFT ? leftSlope : rightSlope).update(seconds, value.getAsDouble())
                    : OptionalDouble.empty();
            if (speed.isEmpty()) {
                observations.put(Measure.elevationSpeed(side), new Observation.Unseen(Reason.INTERRUPTED));
            } else if (elevation instanceof Observation.Guessed guessed) {
                observations.put(
                        Measure.elevationSpeed(side), new Observation.Guessed(speed.getAsDouble(), guessed.reason()));
            } else {
                observations.put(Measure.elevationSpeed(side), new Observation.Seen(speed.getAsDouble(), 0.8));
            }
        }
    }

    /** Why the view is outside the range of yaw in the training data of posture; empty if it is inside. */
    private Optional<Reason> offView() {
        if (Math.abs(orientation.yawDegrees()) <= POSTURE_YAW) {
            return Optional.empty();
        }
        return Optional.of(facing.view() == Facing.View.ASLANT ? Reason.ASLANT : Reason.TURNED_AWAY);
    }

    private Set<Reason> reasons(Pose pose, Map<Measure, Observation> observations, PoseFrame frame) {
        EnumSet<Reason> found = EnumSet.noneOf(Reason.class);
        boolean away = facing.view() == Facing.View.AWAY;
        if (orientation.unit() < FAR_UNIT && !away) { // from the side the shoulders give no distance
            found.add(Reason.TOO_FAR);
        }
        if (!headInside(pose, frame)) {
            found.add(Reason.HEAD_OUTSIDE);
        }
        if (away) {
            found.add(Reason.TURNED_AWAY);
        }
        boolean bentOver = Math.abs(orientation.inclinationDegrees().orElse(0)) > BENT_OVER;
        if (bentOver || Math.abs(orientation.leanDegrees()) > LEANING) {
            found.add(Reason.NOT_UPRIGHT);
        }
        double pitch = observations
                .getOrDefault(Measure.CAMERA_PITCH, new Observation.Unseen(Reason.NOT_SURE))
                .seen()
                .orElse(0);
        pitched = Math.abs(pitch) > (pitched ? LEVEL : PITCHED);
        if (pitched) {
            found.add(pitch > 0 ? Reason.CAMERA_TOO_LOW : Reason.CAMERA_TOO_HIGH);
        }
        for (Side side : Side.values()) {
            Observation elevation =
                    observations.getOrDefault(Measure.elevation(side), new Observation.Unseen(Reason.ELBOWS_HIDDEN));
            elevation.notAssessable().ifPresent(found::add);
        }
        if (pose.bystanders().stream().anyMatch(other -> other.size() >= RIVAL)) {
            found.add(Reason.OTHER_PERSON);
        }
        return found;
    }

    /** Whether the nose is inside the image, and one of nose and ears is visible. True for keypoints without a head. */
    private static boolean headInside(Pose pose, PoseFrame frame) {
        Keypoint nose = pose.keypoints().get(Joint.NOSE);
        if (nose == null) {
            return true;
        }
        boolean visible = false;
        for (Joint joint : Joint.HEAD) {
            Keypoint point = pose.keypoints().get(joint);
            visible |= point != null && point.visibility().orElse(1) >= 0.5;
        }
        return visible && nose.x() >= 0 && nose.x() <= frame.width() && nose.y() >= 0 && nose.y() <= frame.height();
    }

    private static Map<Measure, Observation> unseen(Map<Measure, Observation> observations, Reason reason) {
        for (Measure measure : Measure.values()) {
            observations.putIfAbsent(measure, new Observation.Unseen(reason));
        }
        return observations;
    }

    private static BodyMeasures measures(
            PoseFrame frame, Map<Measure, Observation> observations, Set<Reason> reasons, boolean continuous) {
        return new BodyMeasures(frame.index(), frame.at(), observations, reasons, continuous);
    }
}

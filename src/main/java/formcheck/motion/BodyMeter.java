package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The computation of every {@link Measure} that one frame's smoothed body allows. */
final class BodyMeter {
    private final SeenBody seen;
    private final Body body;
    private final BodyOrientation orientation;
    private final ElevationMeter elevations;
    private final ForwardAngleMeter forward;
    private final Map<Measure, Observation> observations = new EnumMap<>(Measure.class);

    BodyMeter(SeenBody seen, Facing.View seenFrom, Pose pose) {
        this.seen = seen;
        this.body = seen.body();
        this.orientation = seen.orientation();
        this.elevations = new ElevationMeter(seen, seenFrom);
        this.forward = new ForwardAngleMeter(seen, pose);
    }

    Map<Measure, Observation> measure() {
        Observation left = elevations.elevation(Side.LEFT);
        Observation right = elevations.elevation(Side.RIGHT);
        observations.put(Measure.LEFT_ELEVATION, left);
        observations.put(Measure.RIGHT_ELEVATION, right);
        observations.put(Measure.ELEVATION_DIFFERENCE, difference(left, right));
        observations.put(Measure.LEFT_ELBOW_ANGLE, elbowAngle(Side.LEFT));
        observations.put(Measure.RIGHT_ELBOW_ANGLE, elbowAngle(Side.RIGHT));
        body.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER).ifPresent(neck -> {
            put(Measure.SHOULDERS_X, neck.x(), 1);
            put(Measure.SHOULDERS_Y, neck.y(), 1);
        });
        span(Measure.SHOULDER_WIDTH, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, 1);
        span(Measure.EYE_DISTANCE, Joint.LEFT_EYE, Joint.RIGHT_EYE, 1);
        span(Measure.WRIST_SPAN, Joint.LEFT_WRIST, Joint.RIGHT_WRIST, orientation.unit());
        put(Measure.UPPER_ARM_LENGTH, orientation.upperArm(), 0.7);
        ratio(Measure.UPPER_ARM_RATIO, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW);
        ratio(Measure.FOREARM_RATIO, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST);
        put(Measure.BODY_YAW, orientation.yawDegrees(), orientation.yawIsSigned() ? 0.8 : 0.4);
        orientation.inclinationDegrees().ifPresent(angle -> put(Measure.TRUNK_INCLINATION, angle, 0.4));
        observations.put(Measure.CAMERA_PITCH, pitch(orientation.pitch()));
        if (orientation.hasTrunk()) {
            put(Measure.TRUNK_LEAN, orientation.leanDegrees(), 0.8);
        } else {
            observations.put(Measure.TRUNK_LEAN, new Observation.Unseen(Reason.HIPS_OUTSIDE));
        }
        new HandMeter(seen, observations).measure();
        observations.put(Measure.FORWARD_ANGLE, forward.forward(left, right));
        return observations;
    }

    private static Observation pitch(CameraPitch pitch) {
        OptionalDouble degrees = pitch.degrees();
        if (degrees.isEmpty()) {
            return new Observation.Unseen(Reason.NOT_SURE);
        }
        return pitch.isPlain()
                ? new Observation.Seen(degrees.getAsDouble(), Measure.CONFIDENT)
                : new Observation.Guessed(degrees.getAsDouble(), Reason.NOT_SURE);
    }

    private Observation elbowAngle(Side side) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        Optional<Keypoint> wrist = body.point(Body.wrist(side));
        if (shoulder.isEmpty() || elbow.isEmpty() || wrist.isEmpty()) {
            return new Observation.Unseen(Reason.ELBOWS_HIDDEN);
        }
        Vector upperArm = Vector.from(elbow.get(), shoulder.get());
        Vector forearm = Vector.from(elbow.get(), wrist.get());
        double angle = Math.toDegrees(Math.abs(Math.atan2(upperArm.cross(forearm), upperArm.dot(forearm))));
        return seen.observation(angle, elbow.get(), wrist.get());
    }

    private static Observation difference(Observation left, Observation right) {
        if (left.seen().isEmpty()) {
            return left;
        }
        if (right.seen().isEmpty()) {
            return right;
        }
        return new Observation.Seen(left.seen().getAsDouble() - right.seen().getAsDouble(), 0.7);
    }

    private void span(Measure measure, Joint a, Joint b, double unit) {
        Optional<Keypoint> p = body.point(a);
        Optional<Keypoint> q = body.point(b);
        if (p.isPresent() && q.isPresent()) {
            put(
                    measure,
                    p.get().distanceTo(q.get()) / unit,
                    Math.min(SeenBody.confidence(p.get()), SeenBody.confidence(q.get())));
        }
    }

    /** Length of one limb over that of the other side's; absent where the model draws either as a point. */
    private void ratio(Measure measure, Joint leftFrom, Joint leftTo, Joint rightFrom, Joint rightTo) {
        Optional<Keypoint> a = body.point(leftFrom);
        Optional<Keypoint> b = body.point(leftTo);
        Optional<Keypoint> c = body.point(rightFrom);
        Optional<Keypoint> d = body.point(rightTo);
        if (a.isEmpty() || b.isEmpty() || c.isEmpty() || d.isEmpty()) {
            observations.put(measure, new Observation.Unseen(Reason.ELBOWS_HIDDEN));
            return;
        }
        double left = a.get().distanceTo(b.get());
        double right = c.get().distanceTo(d.get());
        if (Math.min(left, right) < 1) {
            observations.put(measure, new Observation.Unseen(Reason.ELBOWS_HIDDEN));
            return;
        }
        put(measure, left / right, Math.min(SeenBody.confidence(b.get()), SeenBody.confidence(d.get())));
    }

    private void put(Measure measure, double value, double confidence) {
        observations.put(measure, new Observation.Seen(value, confidence));
    }
}

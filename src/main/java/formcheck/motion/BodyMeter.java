package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The computation of every {@link Measure} that one frame's smoothed body allows. */
final class BodyMeter {
    /** Visibility below which a joint carries no verdict. */
    private static final double VISIBLE = 0.35;

    /** How far outside the picture a joint is still followed, in shoulder widths. */
    private static final double FOLLOWED_OUTSIDE = 1.2;

    /** How far outside it is still judged: the model's own error there. */
    private static final double JUDGED_OUTSIDE = 0.15;

    /** Short for an upper arm, in shoulder widths: usual are 0.75 to 0.85. */
    private static final double SHORT_ARM = 0.7;

    /** Share of the longest upper arm that is surely its length, and shares of that from which it is foreshortened. */
    private static final double FULL_LENGTH = 0.92;

    private static final double RAISED_SHORT = 0.75;
    private static final double HANGING_SHORT = 0.55;
    private static final double SHORT_BAND = 0.15;

    /** Part along the trunk, as a share of the arm, from which an arm counts as hanging. */
    private static final double NOT_HANGING = 0.4;

    private static final double HANGING = 0.65;

    /**
     * Share of a missing length that is put back above horizontal, and the angles in the image, degrees, between which
     * it falls to that. There an arm mostly looks short by errors of its keypoints. The largest gain that harms none of
     * three domains of rendered people (decision 2).
     */
    private static final double RAISED_SHARE = 0.4;

    private static final double WHOLE_SHARE_TO = 80;
    private static final double RAISED_SHARE_FROM = 105;

    /** Degrees of yaw from which the model's depth has a say, and from which it has all of it. */
    private static final double DEPTH_FROM = 8;

    private static final double DEPTH_FULL = 16;
    private static final double DEPTH_OF_FAR_ARM = 0.6;
    private static final double DEPTH_OF_NEAR_ARM = 0.3;

    /**
     * Angles in the image, degrees, between which depth fades out. Of a raised far arm it errs by 10 degrees, the image by 7
     * (the same three domains).
     */
    private static final double DEPTH_TO = 60;

    private static final double NO_DEPTH_FROM = 85;

    private final Body body;
    private final View view;
    private final Facing.View seenFrom;
    private final Pose pose;
    private final int width;
    private final int height;

    /** The trunk's axis, which many measures of the frame ask for. */
    private final double downX;

    private final double downY;
    private final Map<Measure, Sight> sights = new EnumMap<>(Measure.class);

    BodyMeter(Body body, View view, Facing.View seenFrom, Pose pose, int width, int height) {
        this.body = body;
        this.view = view;
        this.seenFrom = seenFrom;
        this.pose = pose;
        this.width = width;
        this.height = height;
        this.downX = view.downX();
        this.downY = view.downY();
    }

    Map<Measure, Sight> measure() {
        Sight left = elevation(Side.LEFT);
        Sight right = elevation(Side.RIGHT);
        sights.put(Measure.LEFT_ELEVATION, left);
        sights.put(Measure.RIGHT_ELEVATION, right);
        sights.put(Measure.ELEVATION_DIFFERENCE, difference(left, right));
        sights.put(Measure.LEFT_ELBOW_ANGLE, elbowAngle(Side.LEFT));
        sights.put(Measure.RIGHT_ELBOW_ANGLE, elbowAngle(Side.RIGHT));
        body.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER).ifPresent(neck -> {
            put(Measure.SHOULDERS_X, neck.x(), 1);
            put(Measure.SHOULDERS_Y, neck.y(), 1);
        });
        span(Measure.SHOULDER_WIDTH, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, 1);
        span(Measure.EYE_DISTANCE, Joint.LEFT_EYE, Joint.RIGHT_EYE, 1);
        span(Measure.WRIST_SPAN, Joint.LEFT_WRIST, Joint.RIGHT_WRIST, view.unit());
        put(Measure.UPPER_ARM_LENGTH, view.upperArm(), 0.7);
        ratio(Measure.UPPER_ARM_RATIO, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW);
        ratio(Measure.FOREARM_RATIO, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST);
        put(Measure.BODY_YAW, view.yawDegrees(), view.yawIsSigned() ? 0.8 : 0.4);
        view.inclinationDegrees().ifPresent(angle -> put(Measure.TRUNK_INCLINATION, angle, 0.4));
        sights.put(Measure.CAMERA_PITCH, pitch(view.pitch()));
        if (view.hasTrunk()) {
            put(Measure.TRUNK_LEAN, view.leanDegrees(), 0.8);
        } else {
            sights.put(Measure.TRUNK_LEAN, new Sight.Unseen(Reason.HIPS_OUTSIDE));
        }
        hands();
        forward(left, right);
        return sights;
    }

    private static Sight pitch(CameraPitch pitch) {
        OptionalDouble degrees = pitch.degrees();
        if (degrees.isEmpty()) {
            return new Sight.Unseen(Reason.NOT_SURE);
        }
        return pitch.isPlain()
                ? new Sight.Seen(degrees.getAsDouble(), Measure.CONFIDENT)
                : new Sight.Guessed(degrees.getAsDouble(), Reason.NOT_SURE);
    }

    /**
     * Elevation by the parts of the upper arm along and across the trunk. An arm that is much shorter than it can be
     * points at the camera: what is missing lies across the trunk too, so that it keeps its elevation. Of a hanging arm
     * a little missing is left alone, since shrugging shoulders and the model's own errors shorten it as well.
     */
    private Sight elevation(Side side) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        if (shoulder.isEmpty() || elbow.isEmpty()) {
            return new Sight.Unseen(Reason.ELBOWS_HIDDEN);
        }
        double dx = elbow.get().x() - shoulder.get().x();
        double dy = elbow.get().y() - shoulder.get().y();
        double seenDown = dx * downX + dy * downY;
        double seenAcross = Math.abs(dx * downY - dy * downX);
        double apparent = Math.toDegrees(Math.atan2(seenAcross, seenDown));
        double turn = view.yawIsSigned() ? (side == Side.LEFT ? 1 : -1) * view.yawDegrees() : 0;
        double down = seenDown - ShoulderJoint.below(apparent, view.breadth()) * view.upperArm();
        double across = seenAcross + ShoulderJoint.inside(apparent, view.breadth(), turn) * view.upperArm();
        double full = FULL_LENGTH * view.upperArm();
        double square = down * down + across * across;
        double missing = Math.max(0, full * full - square);
        double hanging = smoothStep(NOT_HANGING, HANGING, down / full);
        double clearly = RAISED_SHORT + hanging * (HANGING_SHORT - RAISED_SHORT);
        double trust = 1 - smoothStep(clearly, clearly + SHORT_BAND, Math.sqrt(square) / full);
        double share = 1 - smoothStep(WHOLE_SHARE_TO, RAISED_SHARE_FROM, apparent) * (1 - RAISED_SHARE);
        double lateral = Math.sqrt(across * across + share * trust * missing);
        double depth = 1 - smoothStep(DEPTH_TO, NO_DEPTH_FROM, apparent);
        double elevation = withDepth(Math.toDegrees(Math.atan2(lateral, down)), side, turn, depth);
        Sight sight = hasRoom(shoulder.get(), dx, dy)
                ? sightOf(elevation, shoulder.get(), elbow.get())
                : new Sight.Guessed(elevation, Reason.ELBOWS_OUTSIDE);
        if (sight.seen().isEmpty()) {
            return sight;
        }
        if (body.guesses(side)) {
            return new Sight.Guessed(elevation, Reason.ELBOWS_HIDDEN);
        }
        return seenFrom == Facing.View.FRONT ? sight : new Sight.Guessed(elevation, Reason.ASLANT);
    }

    /**
     * Whether the picture has room for an upper arm that way. The model likes to draw an elbow that is outside of the
     * picture just inside of its border, on an arm that is too short.
     */
    private boolean hasRoom(Keypoint shoulder, double dx, double dy) {
        double stretch = SHORT_ARM * view.unit() / Math.max(1e-6, Math.sqrt(dx * dx + dy * dy));
        Keypoint end = new Keypoint(shoulder.x() + stretch * dx, shoulder.y() + stretch * dy);
        return outside(end) <= JUDGED_OUTSIDE * view.unit();
    }

    /**
     * Of a turned body the picture tells less of an arm, most of all of the far one, and the model's own depth helps out:
     * on 32 rendered bodies seen from 15 to 25 degrees aside these shares err least (far 10.7 instead of 12 degrees and
     * more, near 5.1 instead of 5.6), while of a frontal body depth would only do harm.
     */
    private double withDepth(double elevation, Side side, double turn, double weight) {
        double turned = weight * smoothStep(DEPTH_FROM, DEPTH_FULL, Math.abs(turn));
        double share = turned * (turn > 0 ? DEPTH_OF_FAR_ARM : DEPTH_OF_NEAR_ARM);
        OptionalDouble depth = body.depthElevation(side);
        return depth.isPresent() ? elevation + share * (depth.getAsDouble() - elevation) : elevation;
    }

    private static double smoothStep(double from, double to, double x) {
        double u = Math.max(0, Math.min(1, (x - from) / (to - from)));
        return u * u * (3 - 2 * u);
    }

    private Sight elbowAngle(Side side) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        Optional<Keypoint> wrist = body.point(Body.wrist(side));
        if (shoulder.isEmpty() || elbow.isEmpty() || wrist.isEmpty()) {
            return new Sight.Unseen(Reason.ELBOWS_HIDDEN);
        }
        double ux = shoulder.get().x() - elbow.get().x();
        double uy = shoulder.get().y() - elbow.get().y();
        double vx = wrist.get().x() - elbow.get().x();
        double vy = wrist.get().y() - elbow.get().y();
        double angle = Math.toDegrees(Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)));
        return sightOf(angle, elbow.get(), wrist.get());
    }

    private static Sight difference(Sight left, Sight right) {
        if (left.seen().isEmpty()) {
            return left;
        }
        if (right.seen().isEmpty()) {
            return right;
        }
        return new Sight.Seen(left.seen().getAsDouble() - right.seen().getAsDouble(), 0.7);
    }

    private void hands() {
        double aboveElbows = 0;
        double outside = Double.POSITIVE_INFINITY;
        double toHead = 0;
        double y = 0;
        double confidence = 1;
        for (Side side : Side.values()) {
            Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
            Optional<Keypoint> elbow = body.point(Body.elbow(side));
            Optional<Keypoint> wrist = body.point(Body.wrist(side));
            if (shoulder.isEmpty() || elbow.isEmpty() || wrist.isEmpty()) {
                return;
            }
            aboveElbows += (elbow.get().y() - wrist.get().y()) / 2;
            outside = Math.min(
                    outside, outwards(side) * (wrist.get().x() - shoulder.get().x()));
            toHead = Math.max(toHead, distanceToHead(wrist.get()));
            y += wrist.get().y() / 2;
            confidence = Math.min(confidence, confidence(wrist.get()));
        }
        put(Measure.WRISTS_ABOVE_ELBOWS, aboveElbows / view.unit(), confidence);
        put(Measure.WRISTS_OUTSIDE_SHOULDERS, outside / view.unit(), confidence);
        put(Measure.WRISTS_Y, y, confidence);
        if (Double.isFinite(toHead)) {
            put(Measure.WRISTS_TO_HEAD, toHead / view.unit(), confidence);
        }
    }

    private double distanceToHead(Keypoint wrist) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Joint joint : new Joint[] {Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR}) {
            Optional<Keypoint> head = body.point(joint);
            if (head.isPresent()) {
                nearest = Math.min(nearest, wrist.distanceTo(head.get()));
            }
        }
        return nearest;
    }

    /** Coarse horizontal flexion of both arms: by foreshortening, and by the model's depth where it gives one. */
    private void forward(Sight leftElevation, Sight rightElevation) {
        OptionalDouble left = fromPicturePlane(Side.LEFT, leftElevation);
        OptionalDouble right = fromPicturePlane(Side.RIGHT, rightElevation);
        if (left.isEmpty() || right.isEmpty()) {
            sights.put(Measure.FORWARD_ANGLE, new Sight.Unseen(Reason.ELBOWS_HIDDEN));
            return;
        }
        Fold fold = foldYaw(left.getAsDouble(), right.getAsDouble(), view.yawDegrees());
        if (!view.yawIsSigned()) {
            Fold other = foldYaw(left.getAsDouble(), right.getAsDouble(), -view.yawDegrees());
            fold = other.misfit < fold.misfit ? other : fold;
        }
        OptionalDouble leftDeep = flexion(Side.LEFT);
        OptionalDouble rightDeep = flexion(Side.RIGHT);
        if (leftDeep.isPresent() && rightDeep.isPresent()) {
            double angle = (fold.angle + (leftDeep.getAsDouble() + rightDeep.getAsDouble()) / 2) / 2;
            boolean guessed = body.guesses(Side.LEFT) || body.guesses(Side.RIGHT);
            sights.put(
                    Measure.FORWARD_ANGLE,
                    guessed
                            ? new Sight.Guessed(angle, Reason.ELBOWS_HIDDEN)
                            : new Sight.Seen(angle, Measure.CONFIDENT));
        } else {
            put(Measure.FORWARD_ANGLE, fold.angle, 0.3);
        }
    }

    /** Angle of an upper arm's level part from the picture's plane, by its foreshortening; 0 to 180, without its sign. */
    private OptionalDouble fromPicturePlane(Side side, Sight armElevation) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        double elevation = armElevation.followed().orElse(0);
        if (shoulder.isEmpty() || elbow.isEmpty() || elevation < 50 || elevation > 130) {
            return OptionalDouble.empty();
        }
        double dx = elbow.get().x() - shoulder.get().x();
        double dy = elbow.get().y() - shoulder.get().y();
        double down = dx * downX + dy * downY;
        double outwards = (dx * downY - dy * downX) * outwards(side);
        double level = Math.sqrt(Math.max(1, view.upperArm() * view.upperArm() - down * down));
        return OptionalDouble.of(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, outwards / level)))));
    }

    /** Direction away from the trunk: the person's left is on the picture's right, for it is not mirrored. */
    private static int outwards(Side side) {
        return side == Side.LEFT ? 1 : -1;
    }

    private OptionalDouble flexion(Side side) {
        WorldPoint shoulder = pose.world().get(Body.shoulder(side));
        WorldPoint elbow = pose.world().get(Body.elbow(side));
        if (shoulder == null || elbow == null) {
            return OptionalDouble.empty();
        }
        double yaw = Math.toRadians(view.yawDegrees());
        double dx = elbow.x() - shoulder.x();
        double dz = elbow.z() - shoulder.z();
        double lateral = (dx * Math.cos(yaw) + dz * Math.sin(yaw)) * outwards(side);
        double ahead = dx * Math.sin(yaw) - dz * Math.cos(yaw);
        return OptionalDouble.of(Math.toDegrees(Math.atan2(ahead, lateral)));
    }

    /** Misfits that differ by less do not tell the sign, degrees. */
    private static final double AMBIGUOUS = 15;

    /** No arm reaches farther behind the trunk's plane, degrees. */
    private static final double BEHIND = 45;

    /** A flexion, and by how much the two arms disagree about it, or it is more than an arm can do. */
    private record Fold(double angle, double misfit) {}

    /**
     * The flexion that both arms' angles from the picture's plane have in common. Each angle is known without its sign,
     * and the yaw adds to one arm and takes from the other.
     */
    private static Fold foldYaw(double left, double right, double yaw) {
        Fold best = new Fold(0, Double.POSITIVE_INFINITY);
        for (int l = 1; l >= -1; l -= 2) {
            for (int r = 1; r >= -1; r -= 2) {
                double a = l * left + yaw;
                double b = r * right - yaw;
                // Seen from the front both signs fit alike: arms far from the trunk's plane are before it.
                double misfit = Math.abs(a - b) + Math.max(0, -BEHIND - (a + b) / 2);
                if (misfit < best.misfit - AMBIGUOUS) {
                    best = new Fold((a + b) / 2, misfit);
                }
            }
        }
        return best;
    }

    private Sight sightOf(double value, Keypoint a, Keypoint b) {
        double outside = Math.max(outside(a), outside(b)) / view.unit();
        if (outside > FOLLOWED_OUTSIDE) {
            return new Sight.Unseen(Reason.ELBOWS_OUTSIDE);
        }
        if (outside > JUDGED_OUTSIDE) {
            return new Sight.Guessed(value, Reason.ELBOWS_OUTSIDE);
        }
        double confidence = Math.min(confidence(a), confidence(b));
        return confidence < VISIBLE
                ? new Sight.Guessed(value, Reason.ELBOWS_HIDDEN)
                : new Sight.Seen(value, confidence);
    }

    /** How far a point lies outside the picture, pixels; 0 inside. */
    private double outside(Keypoint point) {
        double x = Math.max(0, Math.max(-point.x(), point.x() - width));
        double y = Math.max(0, Math.max(-point.y(), point.y() - height));
        return Math.sqrt(x * x + y * y);
    }

    private static double confidence(Keypoint point) {
        return point.visibility().orElse(1);
    }

    private void span(Measure measure, Joint a, Joint b, double unit) {
        Optional<Keypoint> p = body.point(a);
        Optional<Keypoint> q = body.point(b);
        if (p.isPresent() && q.isPresent()) {
            put(measure, p.get().distanceTo(q.get()) / unit, Math.min(confidence(p.get()), confidence(q.get())));
        }
    }

    /** Length of one limb over that of the other side's; absent where the model draws either as a point. */
    private void ratio(Measure measure, Joint leftFrom, Joint leftTo, Joint rightFrom, Joint rightTo) {
        Optional<Keypoint> a = body.point(leftFrom);
        Optional<Keypoint> b = body.point(leftTo);
        Optional<Keypoint> c = body.point(rightFrom);
        Optional<Keypoint> d = body.point(rightTo);
        if (a.isEmpty() || b.isEmpty() || c.isEmpty() || d.isEmpty()) {
            sights.put(measure, new Sight.Unseen(Reason.ELBOWS_HIDDEN));
            return;
        }
        double left = a.get().distanceTo(b.get());
        double right = c.get().distanceTo(d.get());
        if (Math.min(left, right) < 1) {
            sights.put(measure, new Sight.Unseen(Reason.ELBOWS_HIDDEN));
            return;
        }
        put(measure, left / right, Math.min(confidence(b.get()), confidence(d.get())));
    }

    private void put(Measure measure, double value, double confidence) {
        sights.put(measure, new Sight.Seen(value, confidence));
    }
}

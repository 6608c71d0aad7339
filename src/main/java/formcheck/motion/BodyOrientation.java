package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the body is turned to the camera, averaged over a second or more: trunk axis, yaw, pitch, the size of the body in the
 * image, and its upper arm at full length.
 */
final class BodyOrientation {
    /** Shoulder width over trunk length, and over upper-arm length, of a person seen from the front. */
    private static final double WIDTH_TO_TRUNK = 0.66;

    private static final double WIDTH_TO_ARM = 1.1;

    /**
     * Bounds of the upper arm's length in frontal shoulder widths, and the time constant with which the longest one fades,
     * seconds.
     */
    private static final double SHORTEST_ARM = 0.74;

    private static final double LONGEST_ARM = 1.1;
    private static final double ARM_MEMORY = 60;

    /**
     * Time constant with which the longest upper arm in pixels fades, seconds. The yaw is estimated by it, because a hanging arm
     * is not foreshortened.
     */
    private static final double PIXEL_MEMORY = 10;

    /** Cosine of the yaw beyond which shoulders are too narrow to give their frontal width: 72 degrees. */
    private static final double NARROWEST = 0.31;

    /** Shortest axis of the trunk, as a share of its length. */
    private static final double LEAST_AXIS = 1e-6;

    /** Greatest yaw at which the face gives the pitch, degrees. Chosen, no data. */
    private static final double READABLE_FACE = 20;

    /** Greatest yaw at which shoulders and eyes are foreshortened alike, degrees. Chosen, no data. */
    private static final double TRUE_BREADTH = 10;

    /** Degrees of yaw up to which the trunk's tilt in the image is its own, and from which it is not known. */
    private static final double TILT_IS_TRUE = 8;

    private static final double TILT_IS_LOST = 18;

    private final SlowAverage axisX = new SlowAverage(1.0);
    private final SlowAverage axisY = new SlowAverage(1.0);
    private final SlowAverage yaw = new SlowAverage(0.7);
    private final CameraPitch pitch = new CameraPitch();
    private final SlowAverage inclination = new SlowAverage(0.4);
    private final SlowAverage unit = new SlowAverage(1.5);
    private final SlowAverage breadth = new SlowAverage(15);
    private double longestArm;
    private double longestInPixels;
    private boolean yawSigned;

    void reset() {
        axisX.reset();
        axisY.reset();
        yaw.reset();
        pitch.reset();
        inclination.reset();
        unit.reset();
        breadth.reset();
        longestArm = 0;
        longestInPixels = 0;
    }

    void update(Body body, Pose pose, double dt, int width, int height) {
        Optional<Keypoint> left = body.point(Joint.LEFT_SHOULDER);
        Optional<Keypoint> right = body.point(Joint.RIGHT_SHOULDER);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        double shoulders = left.get().distanceTo(right.get());
        Keypoint neck = body.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER).orElseThrow();
        OptionalDouble trunk = trunk(body, neck, shoulders, dt, width, height);
        incline(pose, trunk.isPresent(), dt);
        double arm = Math.max(apparentArm(body, Side.LEFT), apparentArm(body, Side.RIGHT));
        longestInPixels = Math.max(longestInPixels * Math.exp(-dt / PIXEL_MEMORY), arm);
        turn(body, pose, shoulders, trunk, dt);
        double frontal = shoulders / Math.max(NARROWEST, Math.abs(Math.cos(Math.toRadians(yawDegrees()))));
        unit.update(frontal, dt);
        longestArm = Math.max(longestArm * Math.exp(-dt / ARM_MEMORY), Math.min(arm / unit(), LONGEST_ARM));
        if (Math.abs(yawDegrees()) < TRUE_BREADTH) {
            breadth(body, shoulders, dt);
        }
        pitch.update(body, pose, trunk.isPresent(), Math.abs(yawDegrees()) < READABLE_FACE, dt);
    }

    /** Frontal shoulder width, pixels: the unit of the body in the image. */
    double unit() {
        return Math.max(1, unit.value().orElse(1));
    }

    /** Shoulder width over eye distance. */
    double breadth() {
        return breadth.value().orElse(ShoulderJoint.USUAL_BREADTH);
    }

    private void breadth(Body body, double shoulders, double dt) {
        Optional<Keypoint> left = body.point(Joint.LEFT_EYE);
        Optional<Keypoint> right = body.point(Joint.RIGHT_EYE);
        if (left.isPresent() && right.isPresent()) {
            double eyes = left.get().distanceTo(right.get());
            if (eyes > 1) {
                breadth.update(shoulders / eyes, dt);
            }
        }
    }

    /** Length of the upper arm in the image plane, pixels. */
    double upperArm() {
        return Math.max(SHORTEST_ARM, longestArm) * unit();
    }

    /**
     * 0 frontal, 90 the side, 180 the back, degrees; positive: the left shoulder is farther from the camera. Unsigned without
     * depth.
     */
    double yawDegrees() {
        return Math.IEEEremainder(yaw.value().orElse(0), 360);
    }

    boolean yawIsSigned() {
        return yawSigned;
    }

    /** How steeply the camera looks up (positive) or down at the shoulders. */
    CameraPitch pitch() {
        return pitch;
    }

    /** Whether the trunk's axis is that of shoulders and hips; otherwise it is the image vertical. */
    boolean hasTrunk() {
        return axisX.value().isPresent();
    }

    /** Unit vector down the trunk, x part. */
    double downX() {
        return sideways() / axisLength();
    }

    double downY() {
        return axisY.value().orElse(1) / axisLength();
    }

    private double axisLength() {
        double across = sideways();
        double down = axisY.value().orElse(1);
        // A person who lies along the image and is turned away has no axis.
        return Math.max(LEAST_AXIS, Math.sqrt(across * across + down * down));
    }

    /** The hips of a turned body, which lie in front of or behind the shoulders, appear beside them: its tilt is not seen. */
    private double sideways() {
        double turned = (Math.abs(yawDegrees()) - TILT_IS_TRUE) / (TILT_IS_LOST - TILT_IS_TRUE);
        return axisX.value().orElse(0) * (1 - Math.max(0, Math.min(1, turned)));
    }

    /** Tilt of the trunk in the image, degrees, positive to the person's left (the image's right). */
    double leanDegrees() {
        return Math.toDegrees(Math.atan2(-downX(), downY()));
    }

    /** Length of the trunk, pixels, if the hips are in view. The model guesses hips outside the image with confidence. */
    private OptionalDouble trunk(Body body, Keypoint neck, double shoulders, double dt, int width, int height) {
        Optional<Keypoint> hips = body.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP)
                .filter(h -> h.visibility().orElse(1) >= 0.6)
                .filter(h -> h.y() < height * 0.99 && h.x() > 0 && h.x() < width);
        if (hips.isEmpty()) {
            axisX.reset();
            axisY.reset();
            return OptionalDouble.empty();
        }
        double length = neck.distanceTo(hips.get());
        if (!(length > 0) || length < 0.8 * shoulders) {
            return OptionalDouble.empty();
        }
        axisX.update((hips.get().x() - neck.x()) / length, dt);
        axisY.update((hips.get().y() - neck.y()) / length, dt);
        return OptionalDouble.of(length);
    }

    /** From behind, the left shoulder is on the image's left. */
    private static boolean fromBehind(Body body) {
        return body.point(Joint.LEFT_SHOULDER).orElseThrow().x()
                < body.point(Joint.RIGHT_SHOULDER).orElseThrow().x();
    }

    private void turn(Body body, Pose pose, double shoulders, OptionalDouble trunk, double dt) {
        WorldPoint left = pose.world().get(Joint.LEFT_SHOULDER);
        WorldPoint right = pose.world().get(Joint.RIGHT_SHOULDER);
        if (left != null && right != null) {
            yawSigned = true;
            double now = Math.toDegrees(Math.atan2(left.z() - right.z(), left.x() - right.x()));
            // From behind, 179 and -179 degrees are neighbours: their mean is not the front.
            double before = yaw.value().orElse(now);
            yaw.update(before + Math.IEEEremainder(now - before, 360), dt);
            return;
        }
        // Without depth: the wider of two estimates, so that a long trunk or long arms do not read as turned away.
        yawSigned = false;
        double cosine = shoulders / Math.max(1, longestInPixels) / WIDTH_TO_ARM;
        if (trunk.isPresent()) {
            cosine = Math.max(cosine, shoulders / trunk.getAsDouble() / WIDTH_TO_TRUNK);
        }
        double turned = Math.toDegrees(Math.acos(Math.min(1, cosine)));
        yaw.update(fromBehind(body) ? 180 - turned : turned, dt);
    }

    /** Inclination by the model's depth, only with hips in view: guessed hips sit upright. */
    private void incline(Pose pose, boolean hipsInView, double dt) {
        OptionalDouble angle = hipsInView ? CameraPitch.trunkInclination(pose) : OptionalDouble.empty();
        if (angle.isEmpty()) {
            inclination.reset();
            return;
        }
        inclination.update(angle.getAsDouble(), dt);
    }

    /** How far the trunk is bent towards the camera, degrees; empty without depth or hips. */
    OptionalDouble inclinationDegrees() {
        return inclination.value();
    }

    private static double apparentArm(Body body, Side side) {
        return body.point(Body.shoulder(side))
                .flatMap(s -> body.point(Body.elbow(side)).map(s::distanceTo))
                .orElse(0.0);
    }
}

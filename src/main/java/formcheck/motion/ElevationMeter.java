package formcheck.motion;

import formcheck.pose.Keypoint;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures the elevation of the upper arms in one frame. */
final class ElevationMeter {
    /** Length of a short upper arm, shoulder widths: usual are 0.75 to 0.85. */
    private static final double SHORT_ARM = 0.7;

    /** Share of the longest upper arm that counts as its length, and the shares of that below which it is foreshortened. */
    private static final double FULL_LENGTH = 0.92;

    private static final double RAISED_SHORT = 0.75;
    private static final double HANGING_SHORT = 0.55;
    private static final double SHORT_BAND = 0.15;

    /** Part along the trunk, as a share of the arm, up to which an arm is raised, and from which it hangs. */
    private static final double NOT_HANGING = 0.4;

    private static final double HANGING = 0.65;

    /**
     * Share of a missing length that is restored above horizontal, and the angles in the image, degrees, between which the share
     * falls to that. A raised arm mostly looks short by errors of its keypoints. The largest gain that harms none of three
     * domains of rendered people (decision 2).
     */
    private static final double RAISED_SHARE = 0.4;

    private static final double WHOLE_SHARE_TO = 80;
    private static final double RAISED_SHARE_FROM = 105;

    /** Degrees of yaw from which the model's depth counts, and from which it counts fully. */
    private static final double DEPTH_FROM = 8;

    private static final double DEPTH_FULL = 16;
    private static final double DEPTH_OF_FAR_ARM = 0.6;
    private static final double DEPTH_OF_NEAR_ARM = 0.3;

    /**
     * Angles in the image, degrees, between which depth fades out. On a raised far arm it errs by 10 degrees, the image by 7 (the
     * same three domains).
     */
    private static final double DEPTH_TO = 90;

    private static final double NO_DEPTH_FROM = 115;

    private final SeenBody seen;
    private final Body body;
    private final BodyOrientation orientation;
    private final Facing.View seenFrom;

    ElevationMeter(SeenBody seen, Facing.View seenFrom) {
        this.seen = seen;
        this.body = seen.body();
        this.orientation = seen.orientation();
        this.seenFrom = seenFrom;
    }

    /**
     * Elevation by the parts of the upper arm along and across the trunk. An arm that is much shorter than it can be points at
     * the camera: the missing length lies across the trunk too, so that the arm keeps its elevation. A little missing of a
     * hanging arm is left alone, because a shoulder shrug and the model's errors shorten it as well.
     */
    Observation elevation(Side side) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        if (shoulder.isEmpty() || elbow.isEmpty()) {
            return new Observation.Unseen(Reason.ELBOWS_HIDDEN);
        }
        Vector arm = Vector.from(shoulder.get(), elbow.get());
        double seenDown = arm.dot(seen.down());
        double seenAcross = Math.abs(arm.cross(seen.down()));
        double apparent = Math.toDegrees(Math.atan2(seenAcross, seenDown));
        double turn = orientation.yawIsSigned() ? (side == Side.LEFT ? 1 : -1) * orientation.yawDegrees() : 0;
        double down = seenDown - ShoulderJoint.below(apparent, orientation.breadth()) * orientation.upperArm();
        double across =
                seenAcross + ShoulderJoint.inside(apparent, orientation.breadth(), turn) * orientation.upperArm();
        double full = FULL_LENGTH * orientation.upperArm();
        double square = down * down + across * across;
        double missing = Math.max(0, full * full - square);
        double hanging = smoothStep(NOT_HANGING, HANGING, down / full);
        double clearly = RAISED_SHORT + hanging * (HANGING_SHORT - RAISED_SHORT);
        double trust = 1 - smoothStep(clearly, clearly + SHORT_BAND, Math.sqrt(square) / full);
        double share = 1 - smoothStep(WHOLE_SHARE_TO, RAISED_SHARE_FROM, apparent) * (1 - RAISED_SHARE);
        double lateral = Math.sqrt(across * across + share * trust * missing);
        double depth = 1 - smoothStep(DEPTH_TO, NO_DEPTH_FROM, apparent);
        double elevation = withDepth(Math.toDegrees(Math.atan2(lateral, down)), side, turn, depth);
        Observation found = hasRoom(shoulder.get(), arm)
                ? seen.observation(elevation, shoulder.get(), elbow.get())
                : new Observation.Guessed(elevation, Reason.ELBOWS_OUTSIDE);
        if (found.seen().isEmpty()) {
            return found;
        }
        if (body.guesses(side)) {
            return new Observation.Guessed(elevation, Reason.ELBOWS_HIDDEN);
        }
        return seenFrom == Facing.View.FRONT ? found : new Observation.Guessed(elevation, Reason.ASLANT);
    }

    /**
     * Whether the image has room for an upper arm in that direction. The model tends to put an elbow that is outside the image
     * just inside its border, on an arm that is too short.
     */
    private boolean hasRoom(Keypoint shoulder, Vector arm) {
        double stretch = SHORT_ARM * orientation.unit() / Math.max(1e-6, arm.length());
        Keypoint end = new Keypoint(shoulder.x() + stretch * arm.x(), shoulder.y() + stretch * arm.y());
        return seen.outside(end) <= SeenBody.JUDGED_OUTSIDE * orientation.unit();
    }

    /**
     * Mixes in the model's own depth for a turned body, whose far arm is hardest to read in the image. On 32 rendered bodies seen
     * from 15 to 25 degrees aside these shares err least (far 10.7 instead of 12 degrees and more, near 5.1 instead of 5.6). On a
     * frontal body depth only harms.
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
}

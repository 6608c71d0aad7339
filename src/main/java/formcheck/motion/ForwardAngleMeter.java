package formcheck.motion;

import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures horizontal abduction of the upper arms, coarsely: how far both point forward of the trunk's plane. */
final class ForwardAngleMeter {
    /** Elevations between which an arm's horizontal part is long enough to be read, degrees. Chosen, no data. */
    private static final double LOWEST = 50;

    private static final double HIGHEST = 130;

    /** Confidence by the apparent length alone: below that of two kinds of evidence. Chosen, no data. */
    private static final double BY_LENGTH_ALONE = 0.3;

    /** Least difference of two misfits that decides the sign, degrees. Chosen, no data. */
    private static final double AMBIGUOUS = 15;

    /** Greatest reach of an arm behind the trunk's plane, degrees. */
    private static final double BEHIND = 45;

    private final SeenBody seen;
    private final Body body;
    private final BodyOrientation orientation;
    private final Pose pose;

    ForwardAngleMeter(SeenBody seen, Pose pose) {
        this.seen = seen;
        this.body = seen.body();
        this.orientation = seen.orientation();
        this.pose = pose;
    }

    /** Forward angle of both arms, degrees, by foreshortening, and by the model's depth if there is one. */
    Observation forward(Observation leftElevation, Observation rightElevation) {
        OptionalDouble left = fromImagePlane(Side.LEFT, leftElevation);
        OptionalDouble right = fromImagePlane(Side.RIGHT, rightElevation);
        if (left.isEmpty() || right.isEmpty()) {
            return new Observation.Unseen(Reason.ELBOWS_HIDDEN);
        }
        Fold fold = foldYaw(left.getAsDouble(), right.getAsDouble(), orientation.yawDegrees());
        if (!orientation.yawIsSigned()) {
            Fold other = foldYaw(left.getAsDouble(), right.getAsDouble(), -orientation.yawDegrees());
            fold = other.misfit < fold.misfit ? other : fold;
        }
        OptionalDouble leftDeep = flexion(Side.LEFT);
        OptionalDouble rightDeep = flexion(Side.RIGHT);
        if (leftDeep.isPresent() && rightDeep.isPresent()) {
            double angle = (fold.angle + (leftDeep.getAsDouble() + rightDeep.getAsDouble()) / 2) / 2;
            boolean guessed = body.guesses(Side.LEFT) || body.guesses(Side.RIGHT);
            return guessed
                    ? new Observation.Guessed(angle, Reason.ELBOWS_HIDDEN)
                    : new Observation.Seen(angle, Measure.CONFIDENT);
        }
        return new Observation.Seen(fold.angle, BY_LENGTH_ALONE);
    }

    /**
     * Angle of an upper arm's horizontal part from the image plane, by its foreshortening; 0 to 180 degrees, without
     * sign.
     */
    private OptionalDouble fromImagePlane(Side side, Observation armElevation) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        double elevation = armElevation.followed().orElse(0);
        if (shoulder.isEmpty() || elbow.isEmpty() || elevation < LOWEST || elevation > HIGHEST) {
            return OptionalDouble.empty();
        }
        Vector arm = Vector.from(shoulder.get(), elbow.get());
        double down = arm.dot(seen.down());
        double outwards = arm.cross(seen.down()) * SeenBody.outwards(side);
        double level = Math.sqrt(Math.max(1, orientation.upperArm() * orientation.upperArm() - down * down));
        return OptionalDouble.of(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, outwards / level)))));
    }

    private OptionalDouble flexion(Side side) {
        WorldPoint shoulder = pose.world().get(Body.shoulder(side));
        WorldPoint elbow = pose.world().get(Body.elbow(side));
        if (shoulder == null || elbow == null) {
            return OptionalDouble.empty();
        }
        double yaw = Math.toRadians(orientation.yawDegrees());
        double dx = elbow.x() - shoulder.x();
        double dz = elbow.z() - shoulder.z();
        double lateral = (dx * Math.cos(yaw) + dz * Math.sin(yaw)) * SeenBody.outwards(side);
        double ahead = dx * Math.sin(yaw) - dz * Math.cos(yaw);
        return OptionalDouble.of(Math.toDegrees(Math.atan2(ahead, lateral)));
    }

    /** A forward angle, and by how much both arms disagree about it, or it exceeds what an arm can do, degrees. */
    private record Fold(double angle, double misfit) {}

    /**
     * The forward angle that both arms' angles from the image plane have in common. Each is known without its sign, and the yaw
     * adds to one arm and subtracts from the other.
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
}

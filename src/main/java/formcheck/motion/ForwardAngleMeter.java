package formcheck.motion;

import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures how far both upper arms point forward of the trunk's plane. */
final class ForwardAngleMeter {
    /** Elevations between which an arm's level part is long enough to be read, degrees. Chosen, no data. */
    private static final double LOWEST = 50;

    private static final double HIGHEST = 130;

    /** Confidence where the apparent length alone tells. Chosen, no data: below that of two kinds of evidence. */
    private static final double BY_LENGTH_ALONE = 0.3;

    /** Misfits that differ by less do not tell the sign, degrees. */
    private static final double AMBIGUOUS = 15;

    /** No arm reaches farther behind the trunk's plane, degrees. */
    private static final double BEHIND = 45;

    private final SeenBody seen;
    private final Body body;
    private final View view;
    private final Pose pose;

    ForwardAngleMeter(SeenBody seen, Pose pose) {
        this.seen = seen;
        this.body = seen.body();
        this.view = seen.view();
        this.pose = pose;
    }

    /** Coarse horizontal flexion of both arms: by foreshortening, and by the model's depth where it gives one. */
    Observation forward(Observation leftElevation, Observation rightElevation) {
        OptionalDouble left = fromPicturePlane(Side.LEFT, leftElevation);
        OptionalDouble right = fromPicturePlane(Side.RIGHT, rightElevation);
        if (left.isEmpty() || right.isEmpty()) {
            return new Observation.Unseen(Reason.ELBOWS_HIDDEN);
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
            return guessed
                    ? new Observation.Guessed(angle, Reason.ELBOWS_HIDDEN)
                    : new Observation.Seen(angle, Measure.CONFIDENT);
        }
        return new Observation.Seen(fold.angle, BY_LENGTH_ALONE);
    }

    /** Angle of an upper arm's level part from the image's plane, by its foreshortening; 0 to 180, without its sign. */
    private OptionalDouble fromPicturePlane(Side side, Observation armElevation) {
        Optional<Keypoint> shoulder = body.point(Body.shoulder(side));
        Optional<Keypoint> elbow = body.point(Body.elbow(side));
        double elevation = armElevation.followed().orElse(0);
        if (shoulder.isEmpty() || elbow.isEmpty() || elevation < LOWEST || elevation > HIGHEST) {
            return OptionalDouble.empty();
        }
        Vector arm = Vector.from(shoulder.get(), elbow.get());
        double down = arm.dot(seen.down());
        double outwards = arm.cross(seen.down()) * SeenBody.outwards(side);
        double level = Math.sqrt(Math.max(1, view.upperArm() * view.upperArm() - down * down));
        return OptionalDouble.of(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, outwards / level)))));
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
        double lateral = (dx * Math.cos(yaw) + dz * Math.sin(yaw)) * SeenBody.outwards(side);
        double ahead = dx * Math.sin(yaw) - dz * Math.cos(yaw);
        return OptionalDouble.of(Math.toDegrees(Math.atan2(ahead, lateral)));
    }

    /** A flexion, and by how much the two arms disagree about it, or it is more than an arm can do. */
    private record Fold(double angle, double misfit) {}

    /**
     * The flexion that both arms' angles from the image's plane have in common. Each angle is known without its sign,
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
}

package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import java.util.Optional;

/**
 * Decides whether a pose continues the one before. A single odd pose is left out; odd poses that stay are a scene cut, or another
 * person.
 */
final class Continuity {

    /** What to do with a pose. */
    enum Continuation {
        /** It continues the pose before. */
        CARRIES_ON,
        /** It may be a slip of the model: leave it out. */
        DOUBTFUL,
        /** The scene is another one: start anew. */
        BROKEN
    }

    /** Greatest movement of the shoulders between two frames, shoulder widths, beside {@link #SPEED}. Chosen, no data. */
    private static final double JUMP = 0.45;

    /** Greatest speed of the shoulders, shoulder widths a second. Chosen, no data. */
    private static final double SPEED = 3.0;

    /** Greatest change of the body's size between two frames, as a factor. Chosen, no data. */
    private static final double SCALE = 1.45;

    /** Longest slip, seconds. Chosen, no data. */
    private static final double PATIENCE = 0.12;

    /** Longest time without a pose within a movement, seconds. Chosen, no data. */
    private static final double GAP = 0.6;

    private record ShoulderPosition(double seconds, double x, double y, double size) {}

    private Optional<ShoulderPosition> last = Optional.empty();
    private Optional<ShoulderPosition> odd = Optional.empty();
    private double oddSince;

    Continuation judge(Pose pose, double seconds) {
        Optional<ShoulderPosition> here = position(pose, seconds);
        if (here.isEmpty()) {
            return Continuation.DOUBTFUL;
        }
        if (last.isEmpty() || seconds - last.get().seconds > GAP) {
            return startAnew(here);
        }
        if (follows(last.get(), here.get())) {
            last = here;
            odd = Optional.empty();
            return Continuation.CARRIES_ON;
        }
        if (odd.isEmpty() || !follows(odd.get(), here.get())) {
            oddSince = seconds;
        }
        odd = here;
        return seconds - oddSince >= PATIENCE ? startAnew(here) : Continuation.DOUBTFUL;
    }

    private Continuation startAnew(Optional<ShoulderPosition> here) {
        last = here;
        odd = Optional.empty();
        return Continuation.BROKEN;
    }

    private boolean follows(ShoulderPosition from, ShoulderPosition to) {
        double dt = to.seconds - from.seconds;
        double size = Math.max(from.size, to.size);
        double across = to.x - from.x;
        double down = to.y - from.y;
        double moved = Math.sqrt(across * across + down * down) / size;
        double grown = size / Math.min(from.size, to.size);
        return moved <= JUMP + SPEED * dt && grown <= SCALE + dt;
    }

    /** Middle of the shoulders, and a size that neither turning nor nodding changes alone. */
    private static Optional<ShoulderPosition> position(Pose pose, double seconds) {
        Keypoint left = pose.keypoints().get(Joint.LEFT_SHOULDER);
        Keypoint right = pose.keypoints().get(Joint.RIGHT_SHOULDER);
        if (left == null || right == null) {
            return Optional.empty();
        }
        double size = left.distanceTo(right);
        Keypoint nose = pose.keypoints().get(Joint.NOSE);
        double x = (left.x() + right.x()) / 2;
        double y = (left.y() + right.y()) / 2;
        if (nose != null) {
            double across = nose.x() - x;
            double down = nose.y() - y;
            size = Math.sqrt(size * size + across * across + down * down);
        }
        return size > 0 ? Optional.of(new ShoulderPosition(seconds, x, y, size)) : Optional.empty();
    }
}

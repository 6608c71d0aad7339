package formcheck.motion;

import formcheck.pose.LumaGrid;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Detects frames that stand still while time goes on, as when a camera, an encoder or a connection stalls. What happened
 * meanwhile is not known. Uses two signs: the image, because no camera gives the same one twice, and arms that stood still and
 * are somewhere else at once. The second one works where an encoder or a network changes the standing image.
 *
 * <p>A standing image is no error by itself: a drawn or filmed screen stands still while no one moves.
 */
final class Freeze {

    /** Shortest freeze, seconds. Frames of a slow camera that are stored two or three times last less. */
    private static final double LEAST = 0.3;

    /**
     * Greatest mean difference of two identical images, luma. On 27 real clips most runs of images closer than this are of one or
     * two frames, the longest of three but for one clip, which holds a standing image of 20 frames.
     */
    private static final double SAME = 0.05;

    /**
     * Shortest interval in which an encoder sends a standing image anew, seconds. A camera of more than four frames a second
     * changes more often.
     */
    private static final double REFRESHED = 0.25;

    /** Greatest movement of arms that stand still, degrees of elevation. Chosen, no data. */
    private static final double STILL = 2;

    /** Greatest step of arms from a standstill between two frames, degrees, beside what acceleration gives. Chosen, no data. */
    private static final double LEAP = 4;

    /** Of arms that are dropped, degrees/s/s: gravity on an arm of 0.6 m. */
    private static final double ACCELERATION = 1500;

    /**
     * Time for which the elevation of arms that leap is kept, seconds: they are not seen for a moment, because they may be a slip
     * of the model ({@link SlipGate}).
     */
    private static final double DOUBTED = 0.3;

    private Optional<LumaGrid> last = Optional.empty();
    private double sameSince;
    private double otherAt = Double.NEGATIVE_INFINITY;

    private OptionalDouble level = OptionalDouble.empty();
    private double levelSince;
    private double armsAt;
    private OptionalDouble leaptFrom = OptionalDouble.empty();

    /** Processes an image and returns whether it has stood still for long enough to be a freeze. */
    boolean stands(Optional<LumaGrid> image, double seconds) {
        Optional<LumaGrid> before = last;
        last = image;
        if (image.isEmpty() || before.isEmpty()) {
            sameSince = seconds;
            otherAt = seconds;
            return false;
        }
        if (image.get().difference(before.get()) >= SAME) {
            if (seconds - otherAt < REFRESHED) {
                sameSince = seconds;
            }
            otherAt = seconds;
            return false;
        }
        return seconds - sameSince >= LEAST - 1e-9;
    }

    /**
     * Processes the arms' elevation, degrees. Returns whether they left a standstill in one step and stayed there for a second
     * frame.
     */
    boolean leapt(OptionalDouble elevation, double seconds) {
        double step = seconds - armsAt;
        if (elevation.isEmpty()) {
            if (step > DOUBTED) {
                level = OptionalDouble.empty();
                leaptFrom = OptionalDouble.empty();
            }
            return false;
        }
        armsAt = seconds;
        double now = elevation.getAsDouble();
        if (leaptFrom.isPresent()) {
            boolean stayed = Math.abs(now - leaptFrom.getAsDouble()) > LEAP;
            if (!stayed) { // a slip of the model, in a single frame
                leaptFrom = OptionalDouble.empty();
                return false;
            }
            stand(now, seconds);
            return true;
        }
        if (level.isPresent() && Math.abs(now - level.getAsDouble()) <= STILL) {
            return false;
        }
        // They may have begun to fall just before the frame in which they still seemed to stand.
        double falling = step + Math.sqrt(2 * STILL / ACCELERATION);
        double most = LEAP + ACCELERATION * falling * falling / 2;
        if (level.isPresent()
                && seconds - step - levelSince >= LEAST - 1e-9
                && Math.abs(now - level.getAsDouble()) > most) {
            leaptFrom = level;
            return false;
        }
        stand(now, seconds);
        return false;
    }

    private void stand(double elevation, double seconds) {
        level = OptionalDouble.of(elevation);
        levelSince = seconds;
        leaptFrom = OptionalDouble.empty();
    }
}

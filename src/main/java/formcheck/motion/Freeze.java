package formcheck.motion;

import formcheck.pose.LumaGrid;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the image stands still while time goes on, as when a camera, an encoder or a connection stalls. What happened meanwhile
 * is not known. Told in two ways: by the image, which no camera gives twice alike, and by arms that stood still and are somewhere
 * else at once, which also tells it where an encoder or a network has changed the image that stands.
 *
 * <p>A still image is no fault of its own: a drawn or filmed screen stands still while nobody moves.
 */
final class Freeze {

    /** Shortest spell that is told, seconds; the images of a slow camera that are stored twice or thrice last less. */
    private static final double LEAST = 0.3;

    /**
     * Mean difference of two images up to which they are the same, luma. On 27 real clips most runs of images closer
     * than this are of one or two images, the longest of three but for one clip, which holds a standing image of 20.
     */
    private static final double SAME = 0.05;

    /**
     * An encoder sends a standing image anew less often than this, seconds; a camera of more than four images a second
     * moves more often.
     */
    private static final double REFRESHED = 0.25;

    /** Degrees by which the elevation of arms that stand still may waver. Chosen, no data. */
    private static final double STILL = 2;

    /**
     * Degrees that arms cannot go from one frame to the next from a standstill, beside what acceleration gives. Chosen, no
     * data.
     */
    private static final double LEAP = 4;

    /** Of arms that are let fall, degrees/s/s: gravity on an arm of 0.6 m. */
    private static final double ACCELERATION = 1500;

    /**
     * Arms that leap are not seen for a moment, since they may be a slip of the model ({@link SlipGate}): for so many
     * seconds what was known of them is kept.
     */
    private static final double DOUBTED = 0.3;

    private Optional<LumaGrid> last = Optional.empty();
    private double sameSince;
    private double otherAt = Double.NEGATIVE_INFINITY;

    private OptionalDouble level = OptionalDouble.empty();
    private double levelSince;
    private double armsAt;
    private OptionalDouble leaptFrom = OptionalDouble.empty();

    /** Takes a image; whether it has stood still for long enough to be told. */
    boolean stands(Optional<LumaGrid> picture, double seconds) {
        Optional<LumaGrid> before = last;
        last = picture;
        if (picture.isEmpty() || before.isEmpty()) {
            sameSince = seconds;
            otherAt = seconds;
            return false;
        }
        if (picture.get().difference(before.get()) >= SAME) {
            if (seconds - otherAt < REFRESHED) {
                sameSince = seconds;
            }
            otherAt = seconds;
            return false;
        }
        return seconds - sameSince >= LEAST - 1e-9;
    }

    /** Takes the arms' elevation, degrees; whether they have leapt out of a standstill and stayed there for a second frame. */
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

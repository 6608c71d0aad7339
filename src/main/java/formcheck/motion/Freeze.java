package formcheck.motion;

import formcheck.pose.LumaGrid;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the picture stands still while time goes on, as when a camera, an encoder or a connection stalls. What happened meanwhile
 * is not known. Told in two ways: by the picture, which no camera gives twice alike, and by arms that stood still and are somewhere
 * else at once, which also tells it where an encoder or a network has changed the picture that stands.
 *
 * <p>A still picture is no fault of its own: a drawn or filmed screen stands still while nobody moves.
 */
final class Freeze {

    /**
     * @param least shortest spell that is told, seconds; the pictures of a slow camera that are stored twice or thrice last less
     * @param same mean difference of two pictures up to which they are the same, luma. On 27 real clips most runs of pictures closer
     *     than this are of one or two pictures, the longest of three but for one clip, which holds a standing picture of 20
     * @param refreshed an encoder sends a standing picture anew less often than this, seconds; a camera of more than
     *     four pictures a second moves more often
     * @param still degrees by which the elevation of arms that stand still may waver
     * @param leap degrees that arms cannot go from one frame to the next from a standstill, beside what acceleration gives
     * @param acceleration of arms that are let fall, degrees/s/s: gravity on an arm of 0.6 m
     * @param doubted arms that leap are not seen for a moment, since they may be a slip of the model ({@link SlipGate}): for so
     *     many seconds what was known of them is kept
     */
    record Parameters(
            double least,
            double same,
            double refreshed,
            double still,
            double leap,
            double acceleration,
            double doubted) {
        static final Parameters DEFAULT = new Parameters(0.3, 0.05, 0.25, 2, 4, 1500, 0.3);
    }

    private final Parameters parameters;
    private Optional<LumaGrid> last = Optional.empty();
    private double sameSince;
    private double otherAt = Double.NEGATIVE_INFINITY;

    private OptionalDouble level = OptionalDouble.empty();
    private double levelSince;
    private double armsAt;
    private OptionalDouble leaptFrom = OptionalDouble.empty();

    Freeze(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Takes a picture; whether it has stood still for long enough to be told. */
    boolean stands(Optional<LumaGrid> picture, double seconds) {
        Optional<LumaGrid> before = last;
        last = picture;
        if (picture.isEmpty() || before.isEmpty()) {
            sameSince = seconds;
            otherAt = seconds;
            return false;
        }
        if (picture.get().difference(before.get()) >= parameters.same) {
            if (seconds - otherAt < parameters.refreshed) {
                sameSince = seconds;
            }
            otherAt = seconds;
            return false;
        }
        return seconds - sameSince >= parameters.least - 1e-9;
    }

    /** Takes the arms' elevation, degrees; whether they have leapt out of a standstill and stayed there for a second frame. */
    boolean leapt(OptionalDouble elevation, double seconds) {
        double step = seconds - armsAt;
        if (elevation.isEmpty()) {
            if (step > parameters.doubted) {
                level = OptionalDouble.empty();
                leaptFrom = OptionalDouble.empty();
            }
            return false;
        }
        armsAt = seconds;
        double now = elevation.getAsDouble();
        if (leaptFrom.isPresent()) {
            boolean stayed = Math.abs(now - leaptFrom.getAsDouble()) > parameters.leap;
            if (!stayed) { // a slip of the model, in a single frame
                leaptFrom = OptionalDouble.empty();
                return false;
            }
            stand(now, seconds);
            return true;
        }
        if (level.isPresent() && Math.abs(now - level.getAsDouble()) <= parameters.still) {
            return false;
        }
        // They may have begun to fall just before the frame in which they still seemed to stand.
        double falling = step + Math.sqrt(2 * parameters.still / parameters.acceleration);
        double most = parameters.leap + parameters.acceleration * falling * falling / 2;
        if (level.isPresent()
                && seconds - step - levelSince >= parameters.least - 1e-9
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

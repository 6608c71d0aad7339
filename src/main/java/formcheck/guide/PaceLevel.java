package formcheck.guide;

import java.util.OptionalDouble;

/**
 * The lowest elevation allowed at each moment of a lowering that takes three seconds.
 *
 * <p>From the top, {@code level(t) = top - (top - rest) * max(u, smoothstep(u)) - 12} degrees with {@code u = t / 3 s}: the
 * linear lowering, or the eased one if that is lower, less a margin that is not noticed. The arms are seen to have left the top
 * when they are some degrees lower, which is late in an eased lowering: the level begins at {@code u = 0.114}.
 */
public final class PaceLevel {

    /**
     * @param seconds of a controlled lowering
     * @param margin how far the level lies below it, degrees
     * @param lead share of the lowering that has passed when it is seen to begin
     */
    public record Parameters(double seconds, double margin, double lead) {
        public static final Parameters DEFAULT = new Parameters(3, 12, 0.114);
    }

    private final Parameters parameters;
    private final double top;
    private final double rest;
    private final double from;

    /**
     * @param top elevation that the arms left, degrees
     * @param rest elevation of the resting arms, degrees
     * @param from when they were seen to leave the top, seconds
     */
    public PaceLevel(Parameters parameters, double top, double rest, double from) {
        this.parameters = parameters;
        this.top = top;
        this.rest = Math.min(rest, top);
        this.from = from;
    }

    /** Degrees, at a time in seconds; empty once a controlled lowering would have ended. */
    public OptionalDouble at(double seconds) {
        double u = parameters.lead + (seconds - from) / parameters.seconds;
        if (u >= 1) {
            return OptionalDouble.empty();
        }
        double gone = Math.max(0, Math.max(u, u * u * (3 - 2 * u)));
        return OptionalDouble.of(top - (top - rest) * gone - parameters.margin);
    }
}

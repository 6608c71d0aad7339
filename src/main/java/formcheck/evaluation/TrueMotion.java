package formcheck.evaluation;

import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The true elevation of both upper arms over time, degrees, and the scapular retraction, one value per frame. */
public final class TrueMotion {
    /** Half of a usual retraction, millimetres: beyond this the scapula counts as retracted. */
    private static final double SQUEEZED = 5;

    private final double framesPerSecond;
    private final List<Double> squeeze;
    private final Map<Side, List<Double>> elevations = new EnumMap<>(Side.class);

    /**
     * @param framesPerSecond above 0
     * @param left one value per frame
     * @param right as many as {@code left}
     * @param squeeze millimetres by which each scapula has moved towards the spine; none if unknown
     */
    public TrueMotion(double framesPerSecond, List<Double> left, List<Double> right, List<Double> squeeze) {
        if (!(framesPerSecond > 0)
                || left.size() != right.size()
                || (!squeeze.isEmpty() && squeeze.size() != left.size())) {
            throw new IllegalArgumentException("a rate above 0, and everything in every frame");
        }
        this.framesPerSecond = framesPerSecond;
        this.squeeze = List.copyOf(squeeze);
        elevations.put(Side.LEFT, List.copyOf(left));
        elevations.put(Side.RIGHT, List.copyOf(right));
    }

    /** Interpolates linearly between two frames; empty before the first and after the last. */
    OptionalDouble elevation(Side side, double at) {
        List<Double> values = elevations.getOrDefault(side, List.of());
        double place = at * framesPerSecond;
        int before = (int) Math.floor(place + 1e-6);
        if (before < 0 || before >= values.size()) {
            return OptionalDouble.empty();
        }
        double share = Math.max(0, place - before);
        double here = values.get(before);
        double next = before + 1 < values.size() ? values.get(before + 1) : here;
        return OptionalDouble.of(here + share * (next - here));
    }

    /** Returns the longest continuous retraction, seconds; empty if unknown. */
    OptionalDouble squeezedSeconds(double from, double to) {
        if (squeeze.isEmpty()) {
            return OptionalDouble.empty();
        }
        int last = Math.min(squeeze.size() - 1, (int) Math.floor(to * framesPerSecond));
        int longest = 0;
        int running = 0;
        for (int k = Math.max(0, (int) Math.ceil(from * framesPerSecond)); k <= last; k++) {
            running = squeeze.get(k) >= SQUEEZED ? running + 1 : 0;
            longest = Math.max(longest, running);
        }
        return OptionalDouble.of(longest / framesPerSecond);
    }

    /** Returns the mean of both arms. */
    OptionalDouble mean(double at) {
        OptionalDouble left = elevation(Side.LEFT, at);
        OptionalDouble right = elevation(Side.RIGHT, at);
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of((left.getAsDouble() + right.getAsDouble()) / 2)
                : OptionalDouble.empty();
    }
}

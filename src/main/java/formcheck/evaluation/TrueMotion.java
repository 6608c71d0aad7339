package formcheck.evaluation;

import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The true elevation of both upper arms over time, degrees, one value a frame. */
public final class TrueMotion {
    private final double framesPerSecond;
    private final Map<Side, List<Double>> elevations = new EnumMap<>(Side.class);

    /**
     * @param framesPerSecond above 0
     * @param left one value a frame
     * @param right as many as {@code left}
     */
    public TrueMotion(double framesPerSecond, List<Double> left, List<Double> right) {
        if (!(framesPerSecond > 0) || left.size() != right.size()) {
            throw new IllegalArgumentException("a rate above 0, and both arms in every frame");
        }
        this.framesPerSecond = framesPerSecond;
        elevations.put(Side.LEFT, List.copyOf(left));
        elevations.put(Side.RIGHT, List.copyOf(right));
    }

    /** Between two frames the straight line; empty before the first and after the last. */
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

    /** Mean of both arms. */
    OptionalDouble mean(double at) {
        OptionalDouble left = elevation(Side.LEFT, at);
        OptionalDouble right = elevation(Side.RIGHT, at);
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of((left.getAsDouble() + right.getAsDouble()) / 2)
                : OptionalDouble.empty();
    }
}

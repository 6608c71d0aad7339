package formcheck.exercise;

import formcheck.motion.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One finished repetition, measured and judged. Times are seconds since the source opened, angles degrees. An unseen value is
 * absent.
 *
 * @param index from 1, over the whole session
 * @param set from 1
 * @param start when the raise began; empty if the recording began at the top
 * @param top first moment within 3 degrees of the highest elevation
 * @param eccentricStart when the lowering began
 * @param bottom when the arms arrived
 * @param peakElevation highest of each arm that was seen
 * @param bottomElevation of each arm that was seen, where it arrived
 * @param range top minus bottom elevation, mean of both arms; empty if a stored session has none
 * @param peakDescentSpeed degrees a second, positive; empty if a stored session has none
 * @param verdict on the repetition
 * @param checks of every rule of the exercise, in its order
 * @param squeeze scapular retraction
 * @param stops how long the arms stood still
 */
public record Rep(
        int index,
        int set,
        OptionalDouble start,
        double top,
        double eccentricStart,
        double bottom,
        Map<Side, Double> peakElevation,
        Map<Side, Double> bottomElevation,
        OptionalDouble range,
        OptionalDouble peakDescentSpeed,
        Verdict verdict,
        Map<FormRule, Check> checks,
        Squeeze squeeze,
        Standstills stops) {

    /**
     * Seconds in which the arms stood still between leaving one end and arriving at the other.
     *
     * @param concentric during the raise
     * @param eccentric during the lowering
     */
    public record Standstills(double concentric, double eccentric) {
        public static final Standstills NONE = new Standstills(0, 0);
    }

    /** A repetition without standstills. */
    public Rep(
            int index,
            int set,
            OptionalDouble start,
            double top,
            double eccentricStart,
            double bottom,
            Map<Side, Double> peakElevation,
            Map<Side, Double> bottomElevation,
            OptionalDouble range,
            OptionalDouble peakDescentSpeed,
            Verdict verdict,
            Map<FormRule, Check> checks,
            Squeeze squeeze) {
        this(
                index,
                set,
                start,
                top,
                eccentricStart,
                bottom,
                peakElevation,
                bottomElevation,
                range,
                peakDescentSpeed,
                verdict,
                checks,
                squeeze,
                Standstills.NONE);
    }

    public Rep {
        peakElevation = copy(peakElevation);
        bottomElevation = copy(bottomElevation);
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    private static Map<Side, Double> copy(Map<Side, Double> degrees) {
        Map<Side, Double> copy = new EnumMap<>(Side.class);
        copy.putAll(degrees);
        return Collections.unmodifiableMap(copy);
    }

    /** Highest elevation of an arm, degrees; empty if it was not seen. */
    public OptionalDouble peakElevation(Side side) {
        return of(peakElevation, side);
    }

    /** Elevation of an arm where it arrived, degrees; empty if it was not seen. */
    public OptionalDouble bottomElevation(Side side) {
        return of(bottomElevation, side);
    }

    private static OptionalDouble of(Map<Side, Double> degrees, Side side) {
        Double seen = degrees.get(side);
        return seen == null ? OptionalDouble.empty() : OptionalDouble.of(seen);
    }

    /** Difference of the highest elevations of both arms, degrees, not negative; empty unless both were seen. */
    public OptionalDouble peakDifference() {
        OptionalDouble left = peakElevation(Side.LEFT);
        OptionalDouble right = peakElevation(Side.RIGHT);
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of(Math.abs(left.getAsDouble() - right.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** When the repetition began, as far as it was seen, seconds. */
    public double begin() {
        return start.orElse(top);
    }

    /** From the start of the raise to the top; empty if the start was not seen. */
    public OptionalDouble concentricSeconds() {
        return start.isPresent() ? OptionalDouble.of(top - start.getAsDouble()) : OptionalDouble.empty();
    }

    /** From the first moment at the top to the start of the lowering. */
    public double holdSeconds() {
        return eccentricStart - top;
    }

    /** From the start of the lowering to the arrival, with stops, as a person would time it. */
    public double eccentricSeconds() {
        return bottom - eccentricStart;
    }

    /** {@link #eccentricSeconds} without stops. */
    public double eccentricMovingSeconds() {
        return eccentricSeconds() - stops.eccentric;
    }

    /** {@link #concentricSeconds} without stops. */
    public OptionalDouble concentricMovingSeconds() {
        OptionalDouble seconds = concentricSeconds();
        return seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() - stops.concentric) : seconds;
    }

    /** Whether only a posture fault keeps it from being clean, found by a verdict that is proven for the person and may decide. */
    public boolean isUncleanByProof() {
        boolean measured = checks.entrySet().stream()
                .filter(check -> !check.getKey().kind().coachesOnly())
                .allMatch(check ->
                        check.getValue() instanceof Check.Ok || check.getValue() instanceof Check.NotApplicable);
        boolean proven = checks.entrySet().stream()
                .anyMatch(check -> check.getValue() instanceof Check.Broken
                        && check.getKey()
                                .proof()
                                .filter(proof -> proof.verdict().mayDecide())
                                .isPresent());
        return verdict == Verdict.VALID && measured && proven;
    }

    /** The broken rules' faults, in the order of the rules. */
    public List<Fault> faults() {
        return checks.values().stream().flatMap(check -> check.found().stream()).toList();
    }
}

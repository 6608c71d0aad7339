package formcheck.exercise;

import formcheck.motion.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One finished repetition, measured and judged. Seconds since the source opened; degrees; what was not seen is empty.
 *
 * @param index from 1, over the whole session
 * @param set from 1
 * @param start when the raising began; empty if the recording began at the top
 * @param top first moment within 3 degrees of the highest elevation
 * @param eccentricStart when the lowering began
 * @param bottom when the arms arrived
 * @param peakElevation highest of each arm
 * @param bottomElevation of each arm where it arrived
 * @param range top minus bottom, mean of both arms
 * @param peakDescentSpeed degrees a second, positive
 * @param verdict what it is worth
 * @param checks every rule of the exercise, in its order
 * @param squeeze of the shoulder blades
 * @param stops how long the arms stood still on their ways
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
        double range,
        double peakDescentSpeed,
        Verdict verdict,
        Map<FormRule, Check> checks,
        Squeeze squeeze,
        Standstills stops) {

    /**
     * Seconds in which the arms stood still between leaving one end of a way and arriving at the other.
     *
     * @param concentric during the raise
     * @param eccentric during the lowering
     */
    public record Standstills(double concentric, double eccentric) {
        public static final Standstills NONE = new Standstills(0, 0);
    }

    /** A repetition without stops on its ways. */
    public Rep(
            int index,
            int set,
            OptionalDouble start,
            double top,
            double eccentricStart,
            double bottom,
            Map<Side, Double> peakElevation,
            Map<Side, Double> bottomElevation,
            double range,
            double peakDescentSpeed,
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

    /** When the repetition began, as far as it was seen. */
    public double begin() {
        return start.orElse(top);
    }

    public OptionalDouble concentricSeconds() {
        return start.isPresent() ? OptionalDouble.of(top - start.getAsDouble()) : OptionalDouble.empty();
    }

    /** From the first moment at the top to the start of lowering. */
    public double holdSeconds() {
        return eccentricStart - top;
    }

    /** From the start of lowering to the arrival, as an eye would time it, stops on the way included. */
    public double eccentricSeconds() {
        return bottom - eccentricStart;
    }

    /** Seconds in which the arms came down: {@link #eccentricSeconds} without the stops on the way. */
    public double eccentricMovingSeconds() {
        return eccentricSeconds() - stops.eccentric;
    }

    /** Seconds in which the arms rose, without the stops on the way. */
    public OptionalDouble concentricMovingSeconds() {
        OptionalDouble seconds = concentricSeconds();
        return seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() - stops.concentric) : seconds;
    }

    /** Whether nothing but a fault of posture, found by a verdict that is proven of the person, keeps it from being clean. */
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

    public List<Fault> faults() {
        return checks.values().stream().flatMap(check -> check.found().stream()).toList();
    }
}

package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;

/** Where a raise may have begun: at its lowest sample, or where the arms stood still before or during it. */
final class RaiseStart {
    /** Shortest stop of hands that get ready for a raise, seconds. Chosen, no data. */
    private static final double READY = 0.4;

    /** Highest stop of hands that get ready, degrees above the lowest sample. Chosen, no data. */
    private static final double READY_NEAR = 20;

    /** Each may be the true start. */
    private final List<CurveSample> stops = new ArrayList<>();

    void clear() {
        stops.clear();
    }

    /** Adds the stops near the lowest sample at which the hands got ready. */
    void addReady(CurveSample low, Curve curve, double band) {
        for (Stops.Stop stop : Stops.of(curve.between(low.seconds(), Double.POSITIVE_INFINITY), band)
                .all()) {
            if (stop.level() > low.value() && stop.level() <= low.value() + READY_NEAR && stop.seconds() >= READY) {
                stops.add(new CurveSample(stop.from(), stop.level()));
            }
        }
    }

    /** Adds a standstill during the raise, in place of the one before at the same level. */
    void addStop(CurveSample now) {
        if (!stops.isEmpty() && Math.abs(stops.get(stops.size() - 1).value() - now.value()) < RaiseUnderWay.TURN) {
            stops.remove(stops.size() - 1);
        }
        stops.add(now);
    }

    /** Elevation that the raise to a top began from, degrees: the highest stop that leaves a whole raise. */
    double level(CurveSample low, double top) {
        double level = low.value();
        for (CurveSample stop : stops) {
            if (top - stop.value() >= RaiseUnderWay.RISE) {
                level = Math.max(level, stop.value());
            }
        }
        return level;
    }

    /** Whether the hands got ready within {@code near} degrees of an elevation. */
    boolean isReadyAt(double elevation, CurveSample low, double near) {
        return stops.stream()
                .anyMatch(
                        stop -> stop.value() <= low.value() + READY_NEAR && Math.abs(elevation - stop.value()) <= near);
    }

    /**
     * The start of a finished raise: the lowest sample, or the stop to which the arms came back. Stops of a raise are no starts.
     *
     * @param back elevation to which the arms came back, degrees
     * @param highest elevation of the raise, degrees
     */
    CurveSample of(CurveSample low, double back, double highest) {
        CurveSample start = low;
        for (CurveSample stop : stops) {
            boolean nearer = Math.abs(back - stop.value()) < Math.abs(back - start.value());
            if (nearer && highest - stop.value() >= RaiseUnderWay.RISE) {
                start = stop;
            }
        }
        return start;
    }
}

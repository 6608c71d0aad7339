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
    private final List<Curve.Sample> stops = new ArrayList<>();

    void clear() {
        stops.clear();
    }

    /** Adds the stops near the lowest sample at which the hands got ready. */
    void addReady(Curve.Sample low, Curve curve, double band) {
        for (Stops.Stop stop : Stops.of(curve.between(low.seconds(), Double.POSITIVE_INFINITY), band)
                .all()) {
            if (stop.level() > low.value() && stop.level() <= low.value() + READY_NEAR && stop.seconds() >= READY) {
                stops.add(new Curve.Sample(stop.from(), stop.level()));
            }
        }
    }

    /** Adds a standstill during the raise, in place of the one before at the same level. */
    void addStop(Curve.Sample now) {
        if (!stops.isEmpty() && Math.abs(stops.get(stops.size() - 1).value() - now.value()) < RaiseUnderWay.TURN) {
            stops.remove(stops.size() - 1);
        }
        stops.add(now);
    }

    /** Elevation that the raise to a top began from, degrees: the highest stop that leaves a whole raise. */
    double level(Curve.Sample low, double top) {
        double level = low.value();
        for (Curve.Sample stop : stops) {
            if (top - stop.value() >= RaiseUnderWay.RISE) {
                level = Math.max(level, stop.value());
            }
        }
        return level;
    }

    /** Whether the hands got ready within {@code near} degrees of an elevation. */
    boolean isReadyAt(double elevation, Curve.Sample low, double near) {
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
    Curve.Sample of(Curve.Sample low, double back, double highest) {
        Curve.Sample start = low;
        for (Curve.Sample stop : stops) {
            boolean nearer = Math.abs(back - stop.value()) < Math.abs(back - start.value());
            if (nearer && highest - stop.value() >= RaiseUnderWay.RISE) {
                start = stop;
            }
        }
        return start;
    }
}

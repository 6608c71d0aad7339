package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;

/**
 * The stops of one movement: stretches in which it gains no more than jitter would, for longer than its own pace allows. What a
 * stop is follows from the movement: one of three seconds that stands still for a third of a second has stopped, one of twenty
 * seconds that gains a degree in that time has not.
 */
final class Stops {

    /**
     * One stop.
     *
     * @param from when it began, seconds
     * @param to when it ended, seconds
     * @param level degrees
     * @param gained progress of the movement meanwhile, degrees
     */
    record Stop(double from, double to, double level, double gained) {
        double seconds() {
            return to - from;
        }
    }

    /** Half of the window of the mean, seconds: jitter would end a long stop. */
    private static final double CALM = 0.1;

    /** Smallest movement that is seen, degrees: less belongs to the stop beside it. */
    private static final double EDGE = 2.5;

    /** Shortest standstill that is seen, seconds. */
    private static final double SHORTEST = 0.25;

    /**
     * Least duration of a stop, in durations of the movement at its own pace. A smooth movement begins and ends at half its mean
     * speed.
     */
    private static final double FACTOR = 3;

    private static final int ROUNDS = 5;

    private final List<Stop> stops;
    private final double pace;

    private Stops(List<Stop> stops, double pace) {
        this.stops = List.copyOf(stops);
        this.pace = pace;
    }

    /**
     * Finds the stops of a movement in one direction.
     *
     * @param samples from its start to its end
     * @param band greatest gain of jitter, degrees
     */
    static Stops of(Curve samples, double band) {
        if (samples.size() < 3) {
            return new Stops(List.of(), 0);
        }
        Curve calmed = samples.averaged(CALM);
        double degrees = calmed.max() - calmed.min();
        double seconds = calmed.last().seconds() - calmed.get(0).seconds();
        double pace = degrees / Math.max(1e-3, seconds);
        List<Stop> stops = List.of();
        // The pace is that of the rest, which is known once the stops are: a long stop hides the short ones at first.
        for (int round = 0; round < ROUNDS; round++) {
            List<Stop> found = find(samples, calmed, band, Math.max(SHORTEST, FACTOR * band / Math.max(1e-3, pace)));
            if (found.size() == stops.size()) {
                break;
            }
            stops = found;
            pace = degrees / Math.max(SHORTEST, seconds - standing(stops, pace));
        }
        return new Stops(stops, pace);
    }

    private static List<Stop> find(Curve samples, Curve calmed, double band, double least) {
        List<Stop> stops = new ArrayList<>();
        double edge = Math.max(EDGE, band);
        int free = 0; // what comes before belongs to the stop before
        int i = 0;
        while (i < calmed.size() - 1) {
            double low = calmed.get(i).value();
            double high = low;
            double sum = low;
            int j = i;
            while (j + 1 < calmed.size()) {
                double next = calmed.get(j + 1).value();
                low = Math.min(low, next);
                high = Math.max(high, next);
                if (high - low > band) {
                    break;
                }
                sum += next;
                j++;
            }
            if (calmed.get(j).seconds() - calmed.get(i).seconds() < least) {
                i++;
                continue;
            }
            // The stop reaches to where the movement is seen on both sides of it.
            double level = sum / (j - i + 1);
            int from = i;
            while (from > free && Math.abs(samples.get(from - 1).value() - level) <= edge) {
                from--;
            }
            int to = j;
            while (to < samples.size() - 1 && Math.abs(samples.get(to + 1).value() - level) <= edge) {
                to++;
            }
            CurveSample first = samples.get(from);
            CurveSample last = samples.get(to);
            stops.add(new Stop(first.seconds(), last.seconds(), level, Math.abs(last.value() - first.value())));
            free = to;
            i = to;
        }
        return stops;
    }

    private static double standing(List<Stop> stops, double pace) {
        // What the movement gained meanwhile took its time.
        return stops.stream()
                .mapToDouble(stop -> Math.max(0, stop.seconds() - stop.gained / Math.max(1e-3, pace)))
                .sum();
    }

    /** All stops, in order. */
    List<Stop> all() {
        return stops;
    }

    /** Seconds of standstill. */
    double seconds() {
        return standing(stops, pace);
    }
}

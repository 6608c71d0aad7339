package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.commons.statistics.descriptive.Median;

/** The frames of the movement under way, and the bottoms of the set's repetitions. */
final class SetMemory {
    /** Time before a movement that belongs to its trace, seconds. */
    private static final double BEFORE = 0.3;

    /** A frame with the common elevation of both arms, degrees. */
    private record Tracked(BodyMeasures measures, double elevation) {}

    /** Longest part of the time before a lowering, and after it, whose frames give its frame interval, seconds. */
    private static final double AROUND = 0.4;

    /** Number of intervals from which the longest is left out: one gap is no frame interval. */
    private static final int WITHOUT_LONGEST = 3;

    private final ArrayDeque<Double> times = new ArrayDeque<>();
    private final ArrayDeque<Tracked> frames = new ArrayDeque<>();
    private final List<Double> bottoms = new ArrayList<>();

    /** A frame came, whether the arms were seen in it or not. */
    void pass(double seconds) {
        times.addLast(seconds);
    }

    /** Mean interval of the frames around a stretch of time, seconds, without the longest; 0 with fewer than two frames. */
    double interval(double from, double to) {
        int count = -1;
        double first = 0;
        double last = 0;
        double longest = 0;
        for (double at : times) {
            if (at >= from - AROUND && at <= to + AROUND) {
                count++;
                first = count == 0 ? at : first;
                longest = count == 0 ? 0 : Math.max(longest, at - last);
                last = at;
            }
        }
        if (count < 1) {
            return 0;
        }
        double total = last - first;
        return count < WITHOUT_LONGEST ? total / count : (total - longest) / (count - 1);
    }

    void add(BodyMeasures measures, double elevation) {
        frames.addLast(new Tracked(measures, elevation));
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /** The newest frame. Needs a frame. */
    BodyMeasures last() {
        return frames.getLast().measures;
    }

    void forgetFrames() {
        frames.clear();
        times.clear();
    }

    void forgetBefore(double seconds) {
        while (!frames.isEmpty() && frames.getFirst().measures.seconds() < seconds - 1e-9) {
            frames.removeFirst();
        }
        while (!times.isEmpty() && times.getFirst() < seconds - AROUND) {
            times.removeFirst();
        }
    }

    void addBottom(double level) {
        bottoms.add(level);
    }

    /** Another set begins. */
    void forgetBottoms() {
        bottoms.clear();
    }

    /** Median bottom of this set's repetitions, degrees; empty before the first. */
    OptionalDouble usualBottom() {
        return bottoms.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults()
                        .evaluate(bottoms.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()));
    }

    /**
     * The trace of a movement, up to the newest frame.
     *
     * @param flagged when a fast lowering was flagged
     * @param band greatest gain of jitter, degrees
     */
    RepTrace trace(Cycle cycle, OptionalDouble flagged, double band) {
        return traceOfNow(cycle, flagged, band).get();
    }

    /** {@link #trace} of the frames up to now, put together when it is asked for. From any thread. */
    Supplier<RepTrace> traceOfNow(Cycle cycle, OptionalDouble flagged, double band) {
        List<Tracked> part = frames.stream()
                .filter(frame -> frame.measures.seconds() >= cycle.begin() - BEFORE)
                .toList();
        OptionalDouble usual = usualBottom();
        double interval = interval(cycle.eccentricStart(), cycle.bottom());
        return () -> {
            Curve both = new Curve();
            part.forEach(frame -> both.add(frame.measures.seconds(), frame.elevation));
            List<BodyMeasures> measures =
                    part.stream().map(frame -> frame.measures).toList();
            return new RepTrace(cycle, measures, both, usual, flagged, band, interval);
        };
    }
}

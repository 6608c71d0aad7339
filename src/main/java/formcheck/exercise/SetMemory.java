package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/** The frames of the movement under way, and the bottoms of the set's repetitions. */
final class SetMemory {
    /** Time before a movement that belongs to its trace, seconds. */
    private static final double BEFORE = 0.3;

    /** A frame with the common elevation of both arms, degrees. */
    private record Tracked(BodyMeasures measures, double elevation) {}

    private final ArrayDeque<Tracked> frames = new ArrayDeque<>();
    private final List<Double> bottoms = new ArrayList<>();

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
    }

    void forgetBefore(double seconds) {
        while (!frames.isEmpty() && frames.getFirst().measures.seconds() < seconds - 1e-9) {
            frames.removeFirst();
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
        List<BodyMeasures> part = new ArrayList<>();
        Curve both = new Curve();
        for (Tracked frame : frames) {
            double at = frame.measures.seconds();
            if (at >= cycle.begin() - BEFORE) {
                part.add(frame.measures);
                both.add(at, frame.elevation);
            }
        }
        return new RepTrace(cycle, part, both, usualBottom(), flagged, band);
    }
}

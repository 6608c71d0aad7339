package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;

/** Everything that was measured during one repetition, for the rules. Seconds and degrees. */
final class RepTrace {
    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.LEFT_ELEVATION, Measure.RIGHT_ELEVATION);

    /** Distance from the highest elevation within which the arms are at the top, degrees. Chosen, no data. */
    private static final double TOP_BAND = 6;

    /** Time around the bottom that belongs to it, seconds. Chosen, no data. */
    private static final double NEAR_BOTTOM = 0.2;

    /** Share of frames outside the image from which the others say nothing. Chosen, no data. */
    private static final double MOSTLY_OUTSIDE = 0.7;

    private final Cycle cycle;
    private final List<BodyMeasures> frames;
    private final Curve both;
    private final Map<Side, Curve> arms = new EnumMap<>(Side.class);
    private final OptionalDouble usualBottom;
    private final OptionalDouble flagged;
    private final double band;
    private final double interval;

    /**
     * @param cycle the movement of both arms
     * @param frames from its beginning to its end
     * @param both common elevation of the arms
     * @param usualBottom bottom of the repetitions before in this set
     * @param flagged when a fast lowering was flagged in this repetition
     * @param band greatest gain of jitter, degrees
     * @param interval mean interval of the frames around the lowering, seconds
     */
    RepTrace(
            Cycle cycle,
            List<BodyMeasures> frames,
            Curve both,
            OptionalDouble usualBottom,
            OptionalDouble flagged,
            double band,
            double interval) {
        this.cycle = cycle;
        this.frames = List.copyOf(frames);
        this.both = both;
        this.usualBottom = usualBottom;
        this.flagged = flagged;
        this.band = band;
        this.interval = interval;
        for (Side side : Side.values()) {
            Curve arm = new Curve();
            for (BodyMeasures frame : frames) {
                frame.followed(Measure.elevation(side)).ifPresent(value -> arm.add(frame.seconds(), value));
            }
            arms.put(side, arm);
        }
    }

    Cycle cycle() {
        return cycle;
    }

    Curve both() {
        return both;
    }

    OptionalDouble usualBottom() {
        return usualBottom;
    }

    OptionalDouble flagged() {
        return flagged;
    }

    /** Mean interval of the frames around the lowering, seconds. */
    double interval() {
        return interval;
    }

    /** Seconds of standstill during the raise. */
    double concentricStops() {
        return Stops.of(both.between(cycle.begin(), cycle.top()), band).seconds();
    }

    /** Seconds of standstill during the lowering. */
    double eccentricStops() {
        return Stops.of(both.between(cycle.eccentricStart(), cycle.bottom()), band)
                .seconds();
    }

    /** Seconds of lowering, without stops. */
    double eccentricMoving() {
        return cycle.bottom() - cycle.eccentricStart() - eccentricStops();
    }

    Curve arm(Side side) {
        return arms.getOrDefault(side, new Curve());
    }

    List<BodyMeasures> frames() {
        return frames;
    }

    /** Highest elevation of one arm, seen or guessed. */
    OptionalDouble peak(Side side) {
        Curve arm = arm(side).between(cycle.begin(), cycle.bottom());
        return arm.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(arm.max());
    }

    /** Elevation of one arm where it arrived. */
    OptionalDouble bottom(Side side) {
        Curve arm = arm(side).between(cycle.eccentricStart(), Double.POSITIVE_INFINITY);
        return arm.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(arm.min());
    }

    /** Rise of one arm to its highest. */
    OptionalDouble rise(Side side) {
        OptionalDouble peak = peak(side);
        if (peak.isEmpty() || cycle.start().isEmpty()) {
            return peak.isEmpty() ? peak : OptionalDouble.of(peak.getAsDouble() - cycle.startLevel());
        }
        Curve before = arm(side).between(Double.NEGATIVE_INFINITY, cycle.top());
        return before.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(peak.getAsDouble() - before.min());
    }

    /** Why the arm's highest elevation is not assessed; empty if it was seen. */
    Optional<Reason> hiddenAtTop(Side side) {
        OptionalDouble peak = peak(side);
        if (peak.isEmpty()) {
            return Optional.of(Reason.ELBOWS_HIDDEN);
        }
        int seen = 0;
        int all = 0;
        Optional<Reason> reason = Optional.empty();
        for (BodyMeasures frame : atTop()) {
            Observation observation = frame.observation(Measure.elevation(side));
            all++;
            if (observation.seen().isPresent()) {
                seen++;
            } else {
                reason = observation.notAssessable();
            }
        }
        return 2 * seen > all ? Optional.empty() : Optional.of(reason.orElse(Reason.ELBOWS_HIDDEN));
    }

    /** Whether both elbows were outside the image for so long that these frames' movement is not known. */
    static boolean outside(List<BodyMeasures> frames) {
        long out = frames.stream().filter(RepTrace::outside).count();
        return !frames.isEmpty() && out >= MOSTLY_OUTSIDE * frames.size();
    }

    /** Whether both elbows are outside the image. */
    static boolean outside(BodyMeasures frame) {
        for (Side side : Side.values()) {
            if (!frame.observation(Measure.elevation(side))
                    .notAssessable()
                    .equals(Optional.of(Reason.ELBOWS_OUTSIDE))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both elbows were outside the image at the top, or where they arrived. */
    boolean endsOutside() {
        return outside(atTop()) || outside(between(cycle.bottom() - NEAR_BOTTOM, cycle.bottom() + NEAR_BOTTOM));
    }

    /** Whether an elbow was hidden at the top: height and range are not known. */
    boolean hiddenAtTop() {
        Optional<Reason> hidden = Optional.of(Reason.ELBOWS_HIDDEN);
        return hiddenAtTop(Side.LEFT).equals(hidden) || hiddenAtTop(Side.RIGHT).equals(hidden);
    }

    /** Whether both elbows were hidden in more than half of some frames. */
    static boolean hidden(List<BodyMeasures> frames) {
        Optional<Reason> hidden = Optional.of(Reason.ELBOWS_HIDDEN);
        long both = frames.stream()
                .filter(frame -> frame.observation(Measure.LEFT_ELEVATION)
                                .notAssessable()
                                .equals(hidden)
                        && frame.observation(Measure.RIGHT_ELEVATION)
                                .notAssessable()
                                .equals(hidden))
                .count();
        return 2 * both > frames.size();
    }

    /** The frames with the arms at the top. */
    List<BodyMeasures> atTop() {
        double from = both.between(cycle.begin(), cycle.bottom()).firstAtOrAbove(cycle.topLevel() - TOP_BAND);
        double to = both.between(cycle.begin(), cycle.bottom()).lastAtOrAbove(cycle.topLevel() - TOP_BAND);
        return between(from, to);
    }

    /** Median of a measure over frames, of seen and guessed values; of an even number the mean of the middle two. */
    static OptionalDouble median(List<BodyMeasures> frames, Measure measure) {
        double[] values = frames.stream()
                .flatMapToDouble(frame -> {
                    OptionalDouble value = frame.followed(measure);
                    return value.isPresent() ? DoubleStream.of(value.getAsDouble()) : DoubleStream.empty();
                })
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(values));
    }

    /** Whether more than half of some frames have a reason. */
    static boolean mostly(List<BodyMeasures> frames, Reason reason) {
        long hit = frames.stream()
                .filter(frame -> frame.reasons().contains(reason))
                .count();
        return 2 * hit > frames.size();
    }

    /** Whether the image stood still in one of some frames, or had until then. */
    static boolean frozen(List<BodyMeasures> frames) {
        return frames.stream().anyMatch(frame -> frame.reasons().contains(Reason.FROZEN));
    }

    /** The most frequent reason why a measure is not assessed. */
    static Reason mainReason(List<BodyMeasures> frames, Measure measure) {
        Map<Reason, Integer> votes = new EnumMap<>(Reason.class);
        frames.forEach(frame ->
                frame.observation(measure).notAssessable().ifPresent(reason -> votes.merge(reason, 1, Integer::sum)));
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(Reason.NOT_SURE);
    }

    List<BodyMeasures> between(double from, double to) {
        return frames.stream()
                .filter(frame -> frame.seconds() >= from - 1e-9 && frame.seconds() <= to + 1e-9)
                .toList();
    }

    List<BodyMeasures> concentric() {
        return between(cycle.begin(), cycle.top());
    }

    List<BodyMeasures> eccentric() {
        return between(cycle.eccentricStart(), cycle.bottom());
    }
}

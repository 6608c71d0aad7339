package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds ways up and down in the common elevation of both arms. A top is judged by the fall from it, relative to the rise
 * before it, so that presses whose bottom lies at 60 degrees count like raises from hanging arms.
 */
final class CycleDetector {

    /**
     * @param rise least rise, degrees
     * @param fall least fall, degrees
     * @param returnShare share of the rise that must be lowered again
     * @param turn change of direction that ends a raise or a lowering, degrees
     * @param stillSpeed speed below which the arms stand still, degrees a second
     * @param anchorSeconds standing still for so long makes a new start for a raise
     * @param arrivedSeconds standing still for so long near the start ends a repetition
     * @param lingerSeconds as {@code arrivedSeconds}, farther from the start: perhaps a pause on the way down
     * @param longestSeconds longest repetition
     * @param workingShare share of the rise after which turning up twice at one level makes that level the bottom
     * @param workingFall as {@code workingShare}, degrees
     */
    record Limits(
            double rise,
            double fall,
            double returnShare,
            double turn,
            double stillSpeed,
            double anchorSeconds,
            double arrivedSeconds,
            double lingerSeconds,
            double longestSeconds,
            double workingShare,
            double workingFall) {
        static final Limits DEFAULT = new Limits(25, 25, 0.6, 8, 12, 0.5, 0.2, 1.2, 60, 0.4, 40);
    }

    /** A place where the arms turned up before they had come back, and the top before it. */
    private record Dip(double level, double at, double top, double topAt) {}

    /** Arms this near above the start have arrived. */
    private static final double NEAR = 15;

    /** Where an unseen start is taken to have been, unless the top is lower still. */
    private static final double USUAL_START = 30;

    /** Two bottoms so close are the same. */
    private static final double SAME_BOTTOM = 15;

    private final Limits limits;
    private final Curve curve = new Curve();
    private final List<Dip> dips = new ArrayList<>();
    private RepPhase phase = RepPhase.REST;
    /** No raise was seen yet since the recording began or broke. */
    private boolean fresh = true;

    private boolean startSeen;
    private double low;
    private double lowAt;
    private double top;
    private double topAt;
    /** Highest since the arms last turned up; lower than {@link #top} after a dip. */
    private double crest;

    private double crestAt;
    private double valley;
    private double valleyAt;
    private OptionalDouble anchor = OptionalDouble.empty();
    private OptionalDouble stillSince = OptionalDouble.empty();

    CycleDetector(Limits limits) {
        this.limits = limits;
    }

    RepPhase phase() {
        return phase;
    }

    /** Elevation that this raise began from. */
    double startLevel() {
        if (!startSeen) {
            return Math.min(USUAL_START, top - limits.rise);
        }
        boolean pausedBelow = anchor.isPresent() && top - anchor.getAsDouble() >= limits.rise;
        return pausedBelow ? Math.max(low, anchor.getAsDouble()) : low;
    }

    /** Whether the raise itself was seen; otherwise the recording began at its top. */
    boolean startSeen() {
        return startSeen;
    }

    /** Highest elevation of this raise. */
    double topLevel() {
        return top;
    }

    /** When this raise, or the rest before it, began. */
    double began() {
        return startSeen ? lowAt : topAt;
    }

    /** The samples since shortly before this raise. */
    Curve curve() {
        return curve;
    }

    /** Forgets everything: the next sample is not a continuation. */
    void reset() {
        curve.clear();
        dips.clear();
        phase = RepPhase.REST;
        fresh = true;
        anchor = OptionalDouble.empty();
        stillSince = OptionalDouble.empty();
    }

    /** Takes a sample; returns the cycles that it completes: none, mostly. */
    List<Cycle> update(double seconds, double value) {
        if (curve.isEmpty()) {
            curve.add(seconds, value);
            startFrom(seconds, value);
            return List.of();
        }
        curve.add(seconds, value);
        trackStillness(seconds, value);
        List<Cycle> completed = switch (phase) {
            case REST -> rest(seconds, value);
            case CONCENTRIC, HOLD -> raised(seconds, value);
            case ECCENTRIC -> lowering(seconds, value);
        };
        if (seconds - curve.get(0).seconds() > limits.longestSeconds) {
            if (phase == RepPhase.REST) {
                curve.dropBefore(seconds - limits.longestSeconds / 2);
            } else {
                reset();
            }
        }
        return completed;
    }

    /** The repetition under way if the arms have come back, when no more samples will come. */
    List<Cycle> finish() {
        List<Cycle> last = phase == RepPhase.ECCENTRIC && returned() ? List.of(complete()) : List.of();
        reset();
        return last;
    }

    private void startFrom(double seconds, double value) {
        low = value;
        lowAt = seconds;
        top = value;
        topAt = seconds;
        startSeen = true;
        anchor = OptionalDouble.empty();
        dips.clear();
    }

    private void trackStillness(double seconds, double value) {
        Curve recent = curve.between(seconds - 0.25, seconds);
        double band = limits.stillSpeed * 0.25;
        boolean still = recent.max() - recent.min() < band
                && Math.abs(value - recent.get(0).value()) < band;
        if (!still) {
            stillSince = OptionalDouble.empty();
        } else if (stillSince.isEmpty()) {
            stillSince = OptionalDouble.of(recent.get(0).seconds());
        }
    }

    private boolean stillFor(double duration, double seconds) {
        return stillSince.isPresent() && seconds - stillSince.getAsDouble() >= duration;
    }

    private List<Cycle> rest(double seconds, double value) {
        if (value > top) {
            top = value;
            topAt = seconds;
        }
        boolean settled = stillFor(limits.anchorSeconds, seconds) && value - low < limits.rise;
        if (value <= low || settled) {
            low = value;
            lowAt = seconds;
        }
        if (value - low >= limits.rise) {
            phase = RepPhase.CONCENTRIC;
            fresh = false;
            startSeen = true;
            top = value;
            topAt = seconds;
            crest = value;
            crestAt = seconds;
            curve.dropBefore(lowAt - 0.5);
        } else if (fresh && top - value >= limits.rise && beganAtTop()) {
            phase = RepPhase.ECCENTRIC;
            fresh = false;
            startSeen = false;
            crest = top;
            crestAt = topAt;
            valley = value;
            valleyAt = seconds;
        }
        return List.of();
    }

    /** The first samples stood at the top, so the whole lowering was seen. */
    private boolean beganAtTop() {
        double first = curve.get(0).seconds();
        return curve.get(0).value() >= top - 6 && curve.lastAtOrAbove(top - 6) - first >= 0.12;
    }

    private List<Cycle> raised(double seconds, double value) {
        if (value > crest) {
            crest = value;
            crestAt = seconds;
        }
        if (crest > top) {
            top = crest;
            topAt = crestAt;
        }
        if (stillFor(limits.anchorSeconds, seconds)) {
            anchor = OptionalDouble.of(value);
        }
        if (crest - value >= limits.turn) {
            phase = RepPhase.ECCENTRIC;
            valley = value;
            valleyAt = seconds;
        } else {
            double before = curve.between(seconds - 0.15, seconds).get(0).value();
            phase = value - before > limits.stillSpeed * 0.15 ? RepPhase.CONCENTRIC : RepPhase.HOLD;
        }
        return List.of();
    }

    private List<Cycle> lowering(double seconds, double value) {
        if (value < valley) {
            valley = value;
            valleyAt = seconds;
        }
        boolean turnedUp = value - valley >= limits.turn;
        if (returned()) {
            double patience = valley <= startLevel() + NEAR ? limits.arrivedSeconds : limits.lingerSeconds;
            return turnedUp || stillFor(patience, seconds) ? List.of(complete()) : List.of();
        }
        if (!turnedUp) {
            return List.of();
        }
        Optional<Dip> bottom = workingBottom();
        if (bottom.isPresent()) {
            return splitAt(bottom.get());
        }
        dips.add(new Dip(valley, valleyAt, crest, crestAt));
        crest = value;
        crestAt = seconds;
        phase = RepPhase.CONCENTRIC;
        return raised(seconds, value);
    }

    private boolean returned() {
        return top - valley >= Math.max(limits.fall, limits.returnShare * (top - startLevel()));
    }

    /**
     * The arms turned up at this level before: whoever began from hanging arms is now working from here, and it was the
     * bottom the first time already.
     */
    private Optional<Dip> workingBottom() {
        return dips.stream()
                .filter(dip -> Math.abs(dip.level - valley) <= SAME_BOTTOM)
                .filter(dip -> Math.min(dip.top, crest) - valley
                        >= Math.max(limits.workingFall, limits.workingShare * (top - startLevel())))
                .findFirst();
    }

    private List<Cycle> splitAt(Dip dip) {
        Cycle first = Timing.cycle(
                curve, OptionalDouble.of(lowAt), startLevel(), dip.topAt, dip.top, dip.at, dip.level, List.of());
        low = dip.level;
        lowAt = dip.at;
        dips.clear();
        anchor = OptionalDouble.empty();
        Curve second = curve.between(dip.at, valleyAt);
        top = second.max();
        topAt = second.firstAtOrAbove(top);
        return List.of(first, complete());
    }

    private Cycle complete() {
        Cycle cycle = Timing.cycle(
                curve,
                startSeen ? OptionalDouble.of(lowAt) : OptionalDouble.empty(),
                startLevel(),
                topAt,
                top,
                valleyAt,
                valley,
                dips.stream().map(Dip::level).toList());
        Curve.Sample now = curve.last();
        curve.dropBefore(valleyAt);
        startFrom(valleyAt, valley);
        top = now.value();
        topAt = now.seconds();
        phase = RepPhase.REST;
        return cycle;
    }
}

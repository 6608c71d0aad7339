package formcheck.exercise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds ways up and down in the common elevation of both arms. A top is judged by the fall from it, relative to the rise
 * before it, so that presses whose bottom lies at 60 degrees count like raises from hanging arms.
 *
 * <p>No speed decides: what is slow and what stands still follows from the progress of the movement against the jitter of the
 * measure ({@link WayProgress}, {@link Settling}), so that a way of 0.3 seconds and one of 20 are both one way.
 */
final class CycleDetector {
    /** A rise of so many degrees, and less than {@link RaiseUnderWay#RISE}, was tried and is too small. Chosen, no data. */
    private static final double SMALL = 15;

    /** Standing still on the way up for so long may be a new start, seconds. Chosen, no data. */
    private static final double ANCHOR_SECONDS = 0.5;

    /** Longest repetition, seconds: a hold of 90, 20 each for the ways up and down, and stops. */
    private static final double LONGEST_SECONDS = 300;

    /** How much of a rest is remembered, seconds. Chosen, no data. */
    private static final double REST_SECONDS = 30;

    /** How many times the standard deviation of the jitter its extremes reach within a movement, from one side to the other. */
    private static final double SPREAD = 4;

    /** Bounds of {@link #band}, degrees. */
    private static final double LEAST_BAND = 1.5;

    private static final double MOST_BAND = 5;

    /** A step is overdue after so many times what the steps before took: at the end of a way, and on it. */
    private static final double OVERDUE = 2.5;

    /** Arms that a recording finds so near below their highest, for so many seconds, were at the top: degrees, seconds. */
    private static final double BEGAN_NEAR_TOP = 6;

    private static final double BEGAN_SECONDS = 0.12;

    /** Of the rest before a raise so many seconds are kept. */
    private static final double BEFORE = 0.5;

    private final Curve curve = new Curve();
    private final RaiseUnderWay raise = new RaiseUnderWay();
    private final NoiseMeter noise = new NoiseMeter();
    private final Settling settling = new Settling();
    private WayProgress progress = new WayProgress(1, 0, 0);
    private RepPhase phase = RepPhase.REST;
    /** No raise was seen yet since the recording began or broke. */
    private boolean fresh = true;

    private OptionalDouble lastBottom = OptionalDouble.empty();
    private Optional<Cycle> small = Optional.empty();

    RepPhase phase() {
        return phase;
    }

    /** Elevation that this raise began from. */
    double startLevel() {
        return raise.startLevel();
    }

    /** Whether the raise itself was seen; otherwise the recording began at its top. */
    boolean startSeen() {
        return raise.startSeen();
    }

    /** Highest elevation of this raise. */
    double topLevel() {
        return raise.top().value();
    }

    /** When this raise, or the rest before it, began. */
    double began() {
        return raise.startSeen() ? raise.low().seconds() : raise.top().seconds();
    }

    /** The samples since shortly before this raise. */
    Curve curve() {
        return curve;
    }

    /** What jitter gains at most, degrees: less is no progress. */
    double band() {
        return Math.max(LEAST_BAND, Math.min(MOST_BAND, SPREAD * noise.degrees()));
    }

    /** Forgets everything: the next sample is not a continuation. */
    void reset() {
        curve.clear();
        raise.clear();
        phase = RepPhase.REST;
        fresh = true;
        settling.reset();
        noise.reset();
        small = Optional.empty();
        lastBottom = OptionalDouble.empty();
    }

    /** Takes a sample; returns the cycles that it completes: none, mostly. */
    List<Cycle> update(double seconds, double value) {
        small = Optional.empty();
        noise.update(seconds, value);
        settling.update(seconds, value, band());
        boolean first = curve.isEmpty();
        curve.add(seconds, value);
        if (first) {
            raise.startFrom(curve.last());
            return List.of();
        }
        return switch (phase) {
            case REST -> rest(curve.last());
            case CONCENTRIC, HOLD -> raised(curve.last());
            case ECCENTRIC -> lowering(curve.last());
        };
    }

    /** Whether a movement goes on for longer than a repetition can. */
    boolean endless(double seconds) {
        return phase != RepPhase.REST && seconds - curve.get(0).seconds() > LONGEST_SECONDS;
    }

    /** A rise and fall that the last sample ended and that was too small to be a repetition. */
    Optional<Cycle> tooSmall() {
        return small;
    }

    /** The repetition under way if the arms have come back, when no more samples will come. */
    List<Cycle> finish() {
        List<Cycle> last = phase == RepPhase.ECCENTRIC && raise.returned() ? List.of(complete()) : List.of();
        reset();
        return last;
    }

    private List<Cycle> rest(Curve.Sample now) {
        raise.see(now);
        double seconds = now.seconds();
        double low = raise.low().value();
        boolean rests = settling.rests(seconds, band())
                && now.value() - low < RaiseUnderWay.RISE
                && (settling.level() - low <= RaiseUnderWay.AT_BOTTOM
                        || settling.seconds(seconds) >= RaiseUnderWay.LINGER_SECONDS);
        if (now.value() <= low || rests) {
            boolean settled = rests && settling.level() < now.value();
            raise.restAt(settled ? new Curve.Sample(seconds, settling.level()) : now);
            low = raise.low().value();
            if (raise.crest().value() - low < SMALL || now.value() <= low) {
                raise.crestAt(now);
            }
        }
        if (now.value() - low >= RaiseUnderWay.RISE) {
            phase = RepPhase.CONCENTRIC;
            fresh = false;
            raise.raise(now, curve, band());
            progress = WayProgress.along(curve, raise.low(), 1, band());
            curve.dropBefore(raise.low().seconds() - BEFORE);
        } else if (fresh && raise.top().value() - now.value() >= RaiseUnderWay.RISE && beganAtTop()) {
            phase = RepPhase.ECCENTRIC;
            fresh = false;
            raise.lowerFromUnseenStart(now);
            progress = WayProgress.along(curve, raise.top(), -1, band());
        } else {
            tellSmall(now);
            if (seconds - curve.get(0).seconds() > 2 * REST_SECONDS) {
                curve.dropBefore(seconds - REST_SECONDS);
            }
        }
        return List.of();
    }

    private void tellSmall(Curve.Sample now) {
        Curve.Sample low = raise.low();
        Curve.Sample crest = raise.crest();
        double rise = crest.value() - low.value();
        boolean cameBack = crest.value() - now.value() >= RaiseUnderWay.RETURN_SHARE * rise;
        if (rise >= SMALL && cameBack && crest.seconds() > low.seconds()) {
            small = Optional.of(
                    new Cycle(OptionalDouble.of(low.seconds()), low.value(), crest, crest.seconds(), now, List.of()));
            raise.crestAt(now);
        }
    }

    /** The first samples stood at the top, so the whole lowering was seen. */
    private boolean beganAtTop() {
        double first = curve.get(0).seconds();
        double near = topLevel() - BEGAN_NEAR_TOP;
        return curve.get(0).value() >= near && curve.lastAtOrAbove(near) - first >= BEGAN_SECONDS;
    }

    private List<Cycle> raised(Curve.Sample now) {
        raise.rise(now);
        progress.update(now.seconds(), now.value(), band());
        if (progress.stalled(now.seconds(), band(), OVERDUE, ANCHOR_SECONDS)) {
            raise.standStill(now);
        }
        if (raise.crest().value() - now.value() >= RaiseUnderWay.TURN) {
            phase = RepPhase.ECCENTRIC;
            raise.turnDown(now);
            progress = WayProgress.along(curve, raise.crest(), -1, band());
        } else {
            boolean holds = progress.stalled(now.seconds(), band(), OVERDUE, RaiseUnderWay.ARRIVED_SECONDS);
            phase = holds ? RepPhase.HOLD : RepPhase.CONCENTRIC;
        }
        return List.of();
    }

    private List<Cycle> lowering(Curve.Sample now) {
        raise.fall(now);
        progress.update(now.seconds(), now.value(), band());
        // One sample may be a slip of the model that is too small to be told by its speed.
        double before = curve.get(curve.size() - 2).value();
        double valley = raise.valley().value();
        boolean turnedUp = now.value() - valley >= RaiseUnderWay.TURN && before - valley >= RaiseUnderWay.TURN / 2;
        if (raise.returned()) {
            boolean arrived = progress.stalled(now.seconds(), band(), OVERDUE, raise.patience(lastBottom));
            return turnedUp || arrived ? List.of(complete()) : List.of();
        }
        if (!turnedUp) {
            return List.of();
        }
        Optional<RaiseUnderWay.Dip> bottom = raise.workingBottom();
        if (bottom.isPresent()) {
            Cycle first = RepTiming.cycle(curve, raise.splitAt(bottom.get(), curve), band());
            return List.of(first, complete());
        }
        raise.turnUp(now, curve, band());
        phase = RepPhase.CONCENTRIC;
        progress = WayProgress.along(curve, raise.valley(), 1, band());
        return raised(now);
    }

    private Cycle complete() {
        Cycle cycle = RepTiming.cycle(curve, raise.complete(), band());
        Curve.Sample now = curve.last();
        Curve.Sample valley = raise.valley();
        curve.dropBefore(valley.seconds());
        raise.startFrom(valley);
        raise.topAt(now);
        lastBottom = OptionalDouble.of(valley.value());
        phase = RepPhase.REST;
        return cycle;
    }
}

package formcheck.exercise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds raises and lowerings in the common elevation of both arms. A top is found by the fall from it, relative to the rise before
 * it, so that presses whose bottom lies at 60 degrees count like raises from hanging arms.
 *
 * <p>No fixed speed decides. Whether a movement goes on or stands still follows from its progress against the jitter of the measure
 * ({@link MovementProgress}, {@link Settling}), so that a raise may take 0.3 seconds or 20.
 */
final class CycleDetector {
    /** Shortest standstill during a raise that may be a new start, seconds. Chosen, no data. */
    private static final double ANCHOR_SECONDS = 0.5;

    /** Longest repetition, seconds: a hold of 90, 20 each for raise and lowering, and stops. */
    private static final double LONGEST_SECONDS = 300;

    /** Part of a rest that is kept, seconds. Chosen, no data. */
    private static final double REST_SECONDS = 30;

    /** Range of the jitter within a movement, in standard deviations. */
    private static final double SPREAD = 4;

    /** Bounds of {@link #band}, degrees. */
    private static final double LEAST_BAND = 1.5;

    private static final double MOST_BAND = 5;

    /** A step is overdue after this many times the duration of the steps before. */
    private static final double OVERDUE = 2.5;

    /** Greatest distance from the highest elevation, degrees, of arms that a recording begins with at the top. */
    private static final double BEGAN_NEAR_TOP = 6;

    /** Shortest time that they stay there, seconds. */
    private static final double BEGAN_SECONDS = 0.12;

    /** Part of the rest before a raise that is kept, seconds. */
    private static final double BEFORE = 0.5;

    /** Stillness after which arms that are at the bottom have arrived in any case, seconds. */
    private static final double STILLNESS = 1;

    /** How far the filtered elevation is behind arms that come to rest, seconds: measured with the figures of FinishedRepetitionTest. */
    private static final double BEHIND = 0.06;

    /** The same at most, degrees: the filter follows a dropped arm faster. */
    private static final double MOST_BEHIND = 4;

    private static final double SLOPE_WINDOW = 0.1;

    private static final int SLOPE_SAMPLES = 3;

    private final Curve curve = new Curve();
    private final RaiseUnderWay raise = new RaiseUnderWay();
    private final NoiseMeter noise = new NoiseMeter();
    private final Settling settling = new Settling();
    private MovementProgress progress = new MovementProgress(1, 0, 0);
    private RepPhase phase = RepPhase.REST;
    /** No raise was seen yet since the recording began or broke. */
    private boolean fresh = true;

    private OptionalDouble lastBottom = OptionalDouble.empty();
    private Optional<Cycle> small = Optional.empty();

    RepPhase phase() {
        return phase;
    }

    /** Elevation that this raise began from, degrees. */
    double startLevel() {
        return raise.startLevel();
    }

    /** Whether the raise itself was seen; otherwise the recording began at its top. */
    boolean startSeen() {
        return raise.startSeen();
    }

    /** Highest elevation of this raise, degrees. */
    double topLevel() {
        return raise.topLevel();
    }

    /** When this raise, or the rest before it, began, seconds. */
    double began() {
        return raise.began();
    }

    /** The samples since shortly before this raise. */
    Curve curve() {
        return curve;
    }

    /** Greatest gain of jitter, degrees: less is no progress. */
    double band() {
        return Math.max(LEAST_BAND, Math.min(MOST_BAND, SPREAD * noise.degrees()));
    }

    /** Forgets everything: the next sample continues nothing. */
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

    /** Processes a sample and returns the cycles that it completes, usually none. */
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

    /** Whether a movement lasts longer than a repetition can. */
    boolean endless(double seconds) {
        return phase != RepPhase.REST && seconds - curve.get(0).seconds() > LONGEST_SECONDS;
    }

    /** The movement that the last sample ended and that was too small to be a repetition. */
    Optional<Cycle> tooSmall() {
        return small;
    }

    /** The repetition that one second of stillness would complete; empty while the arms are under way or at rest. Changes nothing. */
    Optional<Cycle> arriving() {
        if (phase != RepPhase.ECCENTRIC || !raise.returned()) {
            return Optional.empty();
        }
        double until = curve.last().seconds() + STILLNESS;
        double speed = Math.max(0, -curve.endSlope(SLOPE_WINDOW, SLOPE_SAMPLES));
        double behind = Math.min(MOST_BEHIND, BEHIND * speed);
        boolean arrives = progress.isOverdue(until, band(), OVERDUE, raise.patience(lastBottom, behind));
        return arrives ? Optional.of(RepTiming.cycle(curve, raise.complete(), band())) : Optional.empty();
    }

    /** Ends the samples. Returns the repetition under way if the arms have come back. */
    List<Cycle> finish() {
        List<Cycle> last = phase == RepPhase.ECCENTRIC && raise.returned() ? List.of(complete()) : List.of();
        reset();
        return last;
    }

    private List<Cycle> rest(CurveSample now) {
        raise.rest(now, settling, band());
        if (raise.hasRisen(now)) {
            phase = RepPhase.CONCENTRIC;
            fresh = false;
            raise.begin(now, curve, band());
            progress = raise.risen(curve, band());
            curve.dropBefore(raise.began() - BEFORE);
        } else if (fresh && raise.hasSunk(now) && beganAtTop()) {
            phase = RepPhase.ECCENTRIC;
            fresh = false;
            raise.lowerFromUnseenStart(now);
            progress = raise.sunk(curve, band());
        } else {
            small = raise.takeSmall(now);
            if (now.seconds() - curve.get(0).seconds() > 2 * REST_SECONDS) {
                curve.dropBefore(now.seconds() - REST_SECONDS);
            }
        }
        return List.of();
    }

    /** Whether the first samples were at the top, so that the whole lowering was seen. */
    private boolean beganAtTop() {
        double first = curve.get(0).seconds();
        double near = topLevel() - BEGAN_NEAR_TOP;
        return curve.get(0).value() >= near && curve.lastAtOrAbove(near) - first >= BEGAN_SECONDS;
    }

    private List<Cycle> raised(CurveSample now) {
        raise.rise(now);
        progress.update(now.seconds(), now.value(), band());
        if (progress.stalled(now.seconds(), band(), OVERDUE, ANCHOR_SECONDS)) {
            raise.standStill(now);
        }
        if (raise.hasTurnedDown(now)) {
            phase = RepPhase.ECCENTRIC;
            raise.turnDown(now);
            progress = raise.sunk(curve, band());
        } else {
            boolean holds = progress.stalled(now.seconds(), band(), OVERDUE, RaiseUnderWay.ARRIVED_SECONDS);
            phase = holds ? RepPhase.HOLD : RepPhase.CONCENTRIC;
        }
        return List.of();
    }

    private List<Cycle> lowering(CurveSample now) {
        raise.fall(now);
        progress.update(now.seconds(), now.value(), band());
        boolean turnedUp = raise.hasTurnedUp(now, curve.get(curve.size() - 2));
        if (raise.returned()) {
            boolean arrived = progress.stalled(now.seconds(), band(), OVERDUE, raise.patience(lastBottom, 0));
            return turnedUp || arrived ? List.of(complete()) : List.of();
        }
        if (!turnedUp) {
            return List.of();
        }
        Optional<UntimedCycle> first = raise.split(curve);
        if (first.isPresent()) {
            return List.of(RepTiming.cycle(curve, first.get(), band()), complete());
        }
        raise.turnUp(now, curve, band());
        phase = RepPhase.CONCENTRIC;
        progress = raise.risenAgain(curve, band());
        return raised(now);
    }

    private Cycle complete() {
        Cycle cycle = RepTiming.cycle(curve, raise.complete(), band());
        raise.startAfter(curve.last());
        curve.dropBefore(raise.began());
        lastBottom = OptionalDouble.of(raise.startLevel());
        phase = RepPhase.REST;
        return cycle;
    }
}

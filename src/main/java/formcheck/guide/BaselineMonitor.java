package formcheck.guide;

import formcheck.exercise.RepPhase;
import formcheck.motion.Baseline;
import formcheck.motion.BaselineMeter;
import formcheck.motion.BodyMeasures;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures the baseline, which is where and how the person sits tall, and notices when person or camera have moved since. */
final class BaselineMonitor {
    /** Elevation below which arms rest, degrees. Chosen, no data. */
    private static final double ARMS_DOWN = 55;

    private final BaselineMeter meter = new BaselineMeter();
    private Optional<Baseline> baseline = Optional.empty();
    private OptionalDouble movedSince = OptionalDouble.empty();

    /** The latest baseline; empty until it is taken. */
    Optional<Baseline> baseline() {
        return baseline;
    }

    /** Share of the time of sitting still that a baseline takes, 0 to 1. */
    double progress() {
        return meter.progress();
    }

    /** How long the person has been elsewhere, seconds. */
    double elsewhere(double now) {
        return movedSince.isPresent() ? now - movedSince.getAsDouble() : 0;
    }

    /** Drops a baseline that is being taken, because another stage or source begins. */
    void startAnew() {
        meter.reset();
        movedSince = OptionalDouble.empty();
    }

    /** Processes a frame; returns the baseline once it is complete. */
    Optional<Baseline> take(BodyMeasures measures) {
        Optional<Baseline> taken = meter.track(measures);
        if (taken.isPresent()) {
            baseline = taken;
            startAnew();
        }
        return taken;
    }

    /** Notices that person or camera have moved, and returns a new baseline once the person sits still again. */
    Optional<Baseline> renew(BodyMeasures measures, RepPhase phase, double now) {
        boolean down = phase == RepPhase.REST && measures.commonElevation().orElse(180) < ARMS_DOWN;
        if (baseline.isEmpty() || !down) {
            meter.reset();
            return Optional.empty();
        }
        Optional<Boolean> moved = baseline.get().movedFrom(measures);
        if (moved.isPresent() && !moved.get()) {
            startAnew();
        } else if (moved.isPresent() && movedSince.isEmpty()) {
            movedSince = OptionalDouble.of(now);
        }
        return movedSince.isPresent() ? take(measures) : Optional.empty();
    }
}

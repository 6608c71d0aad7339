package formcheck.guide;

import formcheck.exercise.RepPhase;
import formcheck.motion.Baseline;
import formcheck.motion.BaselineMeter;
import formcheck.motion.BodyMeasures;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where and how the person sits tall: the baseline, and whether person or camera have moved since it was taken. */
final class BaselineMonitor {
    /** Resting arms hang below this, degrees. */
    private static final double ARMS_DOWN = 55;

    private final BaselineMeter meter = new BaselineMeter();
    private Optional<Baseline> baseline = Optional.empty();
    private OptionalDouble movedSince = OptionalDouble.empty();

    /** How they sat when that was taken last. */
    Optional<Baseline> baseline() {
        return baseline;
    }

    /** How much of the sitting still has passed that a baseline takes, 0 to 1. */
    double progress() {
        return meter.progress();
    }

    /** For how long they have been elsewhere, seconds. */
    double elsewhere(double now) {
        return movedSince.isPresent() ? now - movedSince.getAsDouble() : 0;
    }

    /** What was begun is not gone on with: another stage or another source. */
    void startAnew() {
        meter.reset();
        movedSince = OptionalDouble.empty();
    }

    /** Takes a frame; the baseline once it stands. */
    Optional<Baseline> take(BodyMeasures measures) {
        Optional<Baseline> taken = meter.track(measures);
        if (taken.isPresent()) {
            baseline = taken;
            startAnew();
        }
        return taken;
    }

    /** Notices that person or camera moved, and takes the baseline anew as soon as the person sits still. */
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

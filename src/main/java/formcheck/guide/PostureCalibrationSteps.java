package formcheck.guide;

import formcheck.motion.BodyMeasures;
import formcheck.motion.SittingTall;
import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.TallFrames;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Calibrates the posture tracker with sitting tall and two raises. Keeps few frames of each step, because each holds its image. The
 * one place in which a person is asked for calibration; {@link SittingTall} finds sitting tall if the person was not asked for it.
 */
final class PostureCalibrationSteps {
    private static final int RAISE_FRAMES = 24;
    private static final double RAISE_EVERY = 0.1;

    /** Frames from this elevation on are kept, degrees. */
    private static final double RAISED = 66;

    /** A calibration raise reaches at least this elevation, degrees. */
    private static final double HIGH = 82;

    /** A raise is over below this elevation, degrees. */
    private static final double LOWERED = 50;

    private final TallFrames tall = new TallFrames();
    private final SittingTall unasked = new SittingTall();
    private boolean tallKnown;
    private final List<PoseFrame> raise = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private double every = RAISE_EVERY;
    private double last = Double.NEGATIVE_INFINITY;
    private double highest;
    private boolean raisesWanted;
    private boolean mostShown;
    private boolean shown;

    /**
     * Calibrates a tracker from now on.
     *
     * @param raises whether to ask for two raises, beside sitting tall
     */
    void calibrate(PostureTracker tracker, boolean raises) {
        posture = Optional.of(tracker);
        raisesWanted = raises;
    }

    /** Whether to ask for two raises. */
    boolean raisesWanted() {
        return raisesWanted;
    }

    /** Drops a step that has begun. */
    void startAnew() {
        tall.clear();
        raise.clear();
        every = RAISE_EVERY;
        last = Double.NEGATIVE_INFINITY;
        highest = 0;
    }

    /** Processes a frame of a person who sits still and tall, or is about to. */
    void sitTall(PoseFrame frame, double now) {
        if (posture.isPresent()) {
            tall.add(frame, now);
        }
    }

    /** Calibrates with the latest frames of sitting tall. */
    void takeTall() {
        posture.ifPresent(tracker -> tracker.calibrateSoon(CalibrationStep.TALL, tall.frames()));
        tallKnown = true;
        startAnew();
    }

    /** Whether both raises have been shown since the last {@link #forget}. */
    boolean raisesShown() {
        return shown;
    }

    /** Forgets all steps, because person or camera have moved. */
    void forget() {
        shown = false;
        posture.ifPresent(PostureTracker::forgetSoon);
        tallKnown = false;
    }

    /** Processes a frame of a set or rest. Calibrates sitting tall with it, if that was not asked for or was forgotten. */
    void watch(PoseFrame frame, BodyMeasures measures) {
        if (!tallKnown && posture.isPresent()) {
            unasked.calibrate(posture.get(), frame, measures);
        }
    }

    /** Share of the raise that is done, 0 to 1. */
    double progress() {
        return raise.isEmpty() ? 0 : Math.min(1, raise.size() / (double) (RAISE_FRAMES / 2));
    }

    /**
     * Processes a frame of a calibration raise.
     *
     * @return whether the raise is over and has calibrated the tracker
     */
    boolean raise(CalibrationStep step, PoseFrame frame, BodyMeasures measures, double now) {
        OptionalDouble elevation = measures.commonElevation();
        if (elevation.isEmpty()) {
            return false;
        }
        double degrees = elevation.getAsDouble();
        if (degrees >= RAISED) {
            highest = Math.max(highest, degrees);
            keep(frame, now);
        } else if (degrees < LOWERED && highest >= HIGH) {
            posture.ifPresent(tracker -> tracker.calibrateSoon(step, List.copyOf(raise)));
            shown = mostShown && step == CalibrationStep.FORWARD;
            mostShown = step == CalibrationStep.MAX_RETRACTION;
            startAnew();
            return true;
        }
        return false;
    }

    private void keep(PoseFrame frame, double now) {
        if (now - last < every) {
            return;
        }
        last = now;
        raise.add(frame);
        if (raise.size() > RAISE_FRAMES) { // every second frame of a slow raise is enough
            for (int k = raise.size() - 1; k > 0; k -= 2) {
                raise.remove(k);
            }
            every *= 2;
        }
    }
}

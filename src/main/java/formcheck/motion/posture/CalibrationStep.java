package formcheck.motion.posture;

import java.util.List;

/** A calibration step: what is known of the person's own posture before it is compared. */
public enum CalibrationStep {
    /** Sitting tall and still, arms down, as asked. */
    TALL(1),
    /** Sitting still, arms down, unasked: the reference if sitting tall was not asked for. */
    STILL(0.75),
    /** Arms that hang for a moment: the reference if the person never sat still. */
    RESTS(0.25),
    /** The lowest arms of repetitions in which they never hang. Only changes from there to the top can be assessed. */
    LOW_ARMS(0.1),
    /** A slow raise with the most scapular retraction: elbows as far back and shoulder blades as close as they go. */
    MAX_RETRACTION(0),
    /** A slow raise with the elbows forward. */
    FORWARD(0);

    /** The steps that give the reference of sitting tall, the most certain first. */
    static final List<CalibrationStep> REFERENCES = List.of(TALL, STILL, RESTS, LOW_ARMS);

    private final double certainty;

    CalibrationStep(double certainty) {
        this.certainty = certainty;
    }

    /** Whether the step gives the reference of sitting tall. */
    boolean isReference() {
        return REFERENCES.contains(this);
    }

    /** Whether another reference is more certain than this one. */
    boolean isLessCertainThan(CalibrationStep other) {
        return REFERENCES.indexOf(other) < REFERENCES.indexOf(this);
    }

    /** How certain it is that the reference is sitting tall, 0 to 1. Chosen; only the order of the values has a meaning. */
    double certainty() {
        return certainty;
    }
}

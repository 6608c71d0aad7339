package formcheck.guide;

import java.util.Locale;

/** Where a live session is. */
public enum Stage {
    /** The person turns the chair, so that the head is seen from the side. */
    HEAD_TURN,
    /** The person sits as usual, turned. */
    HEAD_USUAL,
    /** The person sits tall with the chin drawn back, turned. */
    HEAD_TALL,
    /** What that showed is told, while the person turns back. */
    HEAD_RESULT,
    /** The person finds the place from which the camera sees everything. */
    PLACEMENT,
    /** The person sits tall and still, to be compared with later. */
    BASELINE,
    /** One slow raise with the elbows as far back and the shoulder blades as close as they go. */
    RAISE_MOST,
    /** One slow raise with the elbows forward. */
    RAISE_FORWARD,
    /** The person shows contrasts, to prove verdicts. */
    PROVE,
    /** What that showed is told. */
    PROVE_RESULT,
    /** Seconds until the set. */
    COUNTDOWN,
    /** Repetitions count. */
    SET,
    /** A set is over; the next one begins after a rest, when the arms rise. */
    REST,
    /** The person stopped because of pain. */
    PAIN,
    /** The session is over. */
    DONE;

    /** Whether what is learned of the person can still change before a set begins. */
    public boolean isBeforeSet() {
        return compareTo(COUNTDOWN) < 0;
    }

    /** Whether contrasts are shown, or what they proved. */
    public boolean proves() {
        return this == PROVE || this == PROVE_RESULT;
    }

    /** Whether it belongs to the check of the head with the chair turned. */
    public boolean checksHead() {
        return this == HEAD_TURN || this == HEAD_USUAL || this == HEAD_TALL || this == HEAD_RESULT;
    }

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

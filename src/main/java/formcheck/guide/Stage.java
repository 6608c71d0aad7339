package formcheck.guide;

import java.util.Locale;

/** The stages of a live session. */
public enum Stage {
    /** The person turns the chair, so that the camera sees the head from the side. */
    HEAD_TURN,
    /** The person sits as usual, turned. */
    HEAD_USUAL,
    /** The person sits tall with the chin drawn back, turned. */
    HEAD_TALL,
    /** The page shows the result of the head check while the person turns back. */
    HEAD_RESULT,
    /** The person finds the place from which the camera sees everything. */
    PLACEMENT,
    /** The person sits tall and still, while the baseline is taken. */
    BASELINE,
    /** One slow raise with the elbows as far back and the shoulder blades as close as they go. */
    RAISE_MOST,
    /** One slow raise with the elbows forward. */
    RAISE_FORWARD,
    /** The person shows contrasts, to prove verdicts. */
    PROVE,
    /** The page shows the result of the contrasts. */
    PROVE_RESULT,
    /** The countdown to the set. */
    COUNTDOWN,
    /** Repetitions count. */
    SET,
    /** A set is over. The next one begins after the rest, with the first raise. */
    REST,
    /** The person stopped because of pain. */
    PAIN,
    /** The session is over. */
    DONE;

    /** Whether it comes before the countdown, so that calibration can still change. */
    public boolean isBeforeSet() {
        return compareTo(COUNTDOWN) < 0;
    }

    /** Whether the person shows contrasts, or the page their result. */
    public boolean proves() {
        return this == PROVE || this == PROVE_RESULT;
    }

    /** Whether it belongs to the head check with the chair turned. */
    public boolean checksHead() {
        return this == HEAD_TURN || this == HEAD_USUAL || this == HEAD_TALL || this == HEAD_RESULT;
    }

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

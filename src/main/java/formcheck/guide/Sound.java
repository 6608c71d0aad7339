package formcheck.guide;

import java.util.Locale;

/** A sound that is played once. */
public enum Sound {
    /** A valid repetition. */
    COUNT,
    /** One of the last three valid repetitions of a full set. */
    COUNT_LAST,
    /** A second of a lowering. */
    BEAT,
    /** A fault was corrected. */
    CORRECTED,
    /** A check is right, or a step is done. */
    STEP,
    /** A second of the countdown. */
    TICK,
    /** Begin. */
    GO,
    SET_DONE,
    /** Judging pauses. */
    PAUSE,
    /** Ten seconds of rest are left. */
    REST_SOON,
    REST_OVER;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

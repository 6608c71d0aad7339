package formcheck.guide;

import java.util.Locale;

/** Something to be heard once. */
public enum Sound {
    /** A repetition that counts. */
    COUNT,
    /** One of the last three up to the target. */
    COUNT_LAST,
    /** A second of a descent. */
    BEAT,
    /** A fault is gone. */
    CORRECTED,
    /** A check is right, a step is done. */
    STEP,
    /** A second of the countdown. */
    TICK,
    /** Begin. */
    GO,
    SET_DONE,
    /** Nothing is judged just now. */
    PAUSE,
    /** Ten seconds of rest are left. */
    REST_SOON,
    REST_OVER;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

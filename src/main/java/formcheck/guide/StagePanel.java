package formcheck.guide;

import java.util.Locale;

/** The panels of the page that show the stages of a live session. */
public enum StagePanel {
    /** The head check with the chair turned. */
    HEAD,
    PLACEMENT,
    /** The baseline and the calibration raises. */
    BASELINE,
    /** The contrasts and their result. */
    PROVE,
    COUNTDOWN,
    SET,
    /** The rest, the pain question and the end of the session. */
    REST;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package formcheck.session;

import java.util.Locale;

/** The two moments of a repetition that are worth a picture. */
public enum Moment {
    /** The arms at their highest. */
    TOP,
    /** Where its first fault is; there is none without one. */
    WORST;

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

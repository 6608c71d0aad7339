package formcheck.session;

import java.util.Locale;

/** The moments of a repetition that are shown afterwards. */
public enum Moment {
    /** Where the arms were highest. */
    TOP,
    /** Where its worst fault was plainest. */
    WORST;

    /** The name in addresses and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

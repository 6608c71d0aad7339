package formcheck.guide;

import java.util.Locale;

/** Why nothing is judged just now, beside what the body or the light are the reason of. */
public enum Obstacle {
    /** No pictures come. */
    LOST,
    /** The same picture comes again and again. */
    FROZEN,
    /** Person or camera are no longer where the baseline was taken. */
    MOVED;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

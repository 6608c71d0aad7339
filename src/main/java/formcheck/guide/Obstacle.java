package formcheck.guide;

import java.util.Locale;

/** Why nothing is judged at present, other than the reasons of the measures. */
public enum Obstacle {
    /** No frames arrive. */
    LOST,
    /** All frames are identical. */
    FROZEN,
    /** Person or camera have moved since the baseline was taken. */
    MOVED;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

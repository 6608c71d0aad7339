package formcheck.guide;

import java.util.Locale;

/** Why a live session pauses, beside the reasons of a frame, {@link formcheck.motion.Reason}. No motion file holds these. */
public enum PauseReason {
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

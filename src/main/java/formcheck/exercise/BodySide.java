package formcheck.exercise;

import formcheck.motion.Side;
import java.util.Locale;

/** Whom a fault concerns: one arm of the person's own left or right, or both. */
public enum BodySide {
    LEFT,
    RIGHT,
    BOTH;

    public static BodySide of(Side side) {
        return side == Side.LEFT ? LEFT : RIGHT;
    }

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

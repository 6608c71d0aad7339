package formcheck.exercise;

import formcheck.motion.Side;
import java.util.Locale;

/** The arm that a fault is about, by the person's own left and right, or both arms. */
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

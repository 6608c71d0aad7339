package formcheck.motion;

/** The person's own left or right. */
public enum Side {
    LEFT,
    RIGHT
}

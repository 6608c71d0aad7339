package formcheck.evaluation;

/** What the labels say of one kind of fault in one repetition. */
public enum Label {
    /** It was made. */
    FAULT,
    /** It was not made. */
    NONE,
    /** So near the limit, or so little known, that either verdict is right. */
    EITHER
}

package formcheck.evaluation;

/** The label of one kind of fault in one repetition. */
public enum Label {
    /** The fault is present. */
    FAULT,
    /** The fault is absent. */
    NONE,
    /** So near the limit, or so uncertain, that both verdicts are accepted. */
    EITHER
}

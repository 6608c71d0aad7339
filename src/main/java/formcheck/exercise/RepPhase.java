package formcheck.exercise;

/** The phase of the arms within a repetition. */
public enum RepPhase {
    /** Down, or not known yet. */
    REST,
    /** Raising. */
    CONCENTRIC,
    /** Top hold. */
    HOLD,
    /** Lowering. */
    ECCENTRIC
}

package formcheck.exercise;

/** Where the arms are in a repetition. */
public enum RepPhase {
    /** Down, or not yet understood. */
    REST,
    /** Raising. */
    CONCENTRIC,
    /** Staying at the top. */
    HOLD,
    /** Lowering. */
    ECCENTRIC
}

package formcheck.exercise;

/**
 * Something that a good repetition does. The rule owns its limit; its numbers come from the exercise file.
 *
 * <p>Elbows back, chest opening, blade squeeze and posture join here once {@code motion} measures them: each a record with
 * its limit and its {@link #check}, named in {@link RuleKind}.
 */
public sealed interface FormRule permits Asymmetry, ElbowHeight, FastDescent, HalfRepetition, RangeOfMotion {

    RuleKind kind();

    /** The bound, as the person is told it. */
    Limit limit();

    /** What to do about it, in a few words, read from two metres away. */
    String cue();

    /** Holds a finished repetition against the rule. */
    Check check(RepTrace rep);

    /** The name in files. */
    default String id() {
        return kind().id();
    }
}

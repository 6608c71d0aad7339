package formcheck.exercise;

import java.util.Optional;

/**
 * Something that a good repetition does. The rule owns its limit; its numbers come from the exercise file. */
public sealed interface FormRule
        permits Asymmetry, ElbowHeight, FastDescent, HalfRepetition, Posture, RangeOfMotion, TrunkSwing {

    RuleKind kind();

    /** The bound, as the person is told it. */
    Limit limit();

    /** What to do about it, in a few words, read from two metres away. */
    String cue();

    /** Holds a finished repetition against the rule. */
    Check check(RepTrace rep);

    /** Whether its faults are said while a set goes on: those of posture only where the rule is proven of the person. */
    default boolean isCued() {
        return kind().leads() || proof().filter(Proof::passed).isPresent();
    }

    /** How right it is about this person, where that was tried. */
    default Optional<Proof> proof() {
        return Optional.empty();
    }

    /** The name in files. */
    default String id() {
        return kind().id();
    }
}

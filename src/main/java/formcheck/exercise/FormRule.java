package formcheck.exercise;

import java.util.Optional;

/** Something that a good repetition does. The rule owns its limit; its numbers come from the exercise file. */
public sealed interface FormRule
        permits Asymmetry, ElbowHeight, FastDescent, HalfRepetition, Posture, RangeOfMotion, TrunkSwing {

    RuleKind kind();

    /** The bound, as the person sees it. */
    Limit limit();

    /** What to do about it, in a few words that can be read from two metres away. */
    String cue();

    /** Checks a finished repetition. */
    Check check(RepTrace rep);

    /** Whether its faults are cued during a set: posture faults only if the rule is proven for the person. */
    default boolean isCued() {
        return kind().leads() || proof().filter(Proof::passed).isPresent();
    }

    /** How often it was right about this person; empty if that was not tried. */
    default Optional<Proof> proof() {
        return Optional.empty();
    }

    /** The name in files. */
    default String id() {
        return kind().id();
    }
}

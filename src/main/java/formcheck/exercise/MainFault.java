package formcheck.exercise;

import java.util.Arrays;
import java.util.Optional;

/** The fault by which a repetition is listed: the most important one of those that are measured. From most to least important. */
public enum MainFault {
    FAST(RuleKind.FAST_DESCENT),
    LOW(RuleKind.ELBOW_HEIGHT),
    HALF(RuleKind.HALF_REPETITION),
    UNEVEN(RuleKind.ASYMMETRY),
    SHORT(RuleKind.RANGE_OF_MOTION);

    private final RuleKind rule;

    MainFault(RuleKind rule) {
        this.rule = rule;
    }

    /** The rule that was broken. */
    public RuleKind rule() {
        return rule;
    }

    /** The main fault of a repetition; empty if it has none that is measured. */
    public static Optional<MainFault> of(Rep rep) {
        return Arrays.stream(values())
                .filter(main ->
                        rep.faults().stream().anyMatch(fault -> fault.rule().kind() == main.rule))
                .findFirst();
    }
}

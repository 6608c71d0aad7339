package formcheck.evaluation;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * A labelled repetition. Seconds from the clip's first frame; empty where not measured.
 *
 * @param from start of the period that contains the repetition
 * @param to end of that period
 * @param top first moment at the top
 * @param loweringStart when the arms began to come down
 * @param bottom when they arrived
 * @param descentSeconds duration of the lowering
 * @param attempted whether it must be counted at all
 * @param faults kinds of fault that are certainly present
 * @param either kinds of fault for which both verdicts are accepted
 */
public record LabelledRep(
        double from,
        double to,
        OptionalDouble top,
        OptionalDouble loweringStart,
        OptionalDouble bottom,
        OptionalDouble descentSeconds,
        boolean attempted,
        Set<String> faults,
        Set<String> either) {

    public LabelledRep {
        faults = Set.copyOf(faults);
        either = Set.copyOf(either);
    }

    /** Returns the label of one kind of fault; empty if the clip's labels do not cover that kind. */
    public Label label(String kind) {
        if (either.contains(kind)) {
            return Label.EITHER;
        }
        return faults.contains(kind) ? Label.FAULT : Label.NONE;
    }
}

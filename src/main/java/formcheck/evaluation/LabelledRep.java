package formcheck.evaluation;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * One repetition as its labels tell it. Seconds from the clip's first frame; what nobody measured is empty.
 *
 * @param from the repetition lies between this ...
 * @param to ... and this
 * @param top first moment at the top
 * @param loweringStart when the arms began to come down
 * @param bottom when they arrived
 * @param descentSeconds how long they took
 * @param attempted whether it is to be counted at all
 * @param faults kinds that were made beyond doubt
 * @param either kinds of which either verdict is right
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

    /** What is said of one kind, if the clip's labels speak of that kind at all. */
    public Label label(String kind) {
        if (either.contains(kind)) {
            return Label.EITHER;
        }
        return faults.contains(kind) ? Label.FAULT : Label.NONE;
    }
}

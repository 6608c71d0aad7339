package formcheck.evaluation;

import java.util.OptionalDouble;
import java.util.Set;

/** Counts how far counts are from the nearest accepted one. */
public final class CountScore {
    private final Differences errors = new Differences();
    private int exact;
    private int offByOne;

    /**
     * @param least fewest repetitions that the result may stand for
     * @param most the same, with those that were not assessed for a true reason
     */
    static int error(int least, int most, Set<Integer> accepted) {
        return accepted.stream()
                .mapToInt(right -> right < least ? least - right : Math.max(0, right - most))
                .min()
                .orElse(0);
    }

    void add(int error) {
        errors.add(error);
        exact += error == 0 ? 1 : 0;
        offByOne += error <= 1 ? 1 : 0;
    }

    public int clips() {
        return errors.samples();
    }

    public OptionalDouble meanAbsoluteError() {
        return errors.meanAbsolute();
    }

    /** Returns the share of clips whose count is off by one at most. */
    public OptionalDouble offByOneAccuracy() {
        return Share.of(offByOne, clips());
    }

    /** Returns the share of clips whose count is right. */
    public OptionalDouble exactAccuracy() {
        return Share.of(exact, clips());
    }
}

package formcheck.evaluation;

import java.util.OptionalDouble;
import java.util.Set;

/** How far counts lie from the nearest count that is right. */
public final class CountScore {
    private final Differences errors = new Differences();
    private int exact;
    private int offByOne;

    /**
     * @param least fewest repetitions that the answer may mean
     * @param most as many, and those that it left unjudged for a true reason
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

    /** Share of clips whose count is off by one at most. */
    public OptionalDouble offByOneAccuracy() {
        return Share.of(offByOne, clips());
    }

    /** Share of clips whose count is right. */
    public OptionalDouble exactAccuracy() {
        return Share.of(exact, clips());
    }
}

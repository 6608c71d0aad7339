package formcheck.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Pairs the repetitions of two judgements of one motion: those that overlap. */
public final class RepPairs {
    private RepPairs() {}

    /**
     * A repetition of both judgements, or of one.
     *
     * @param was of the first; empty if it has none there
     * @param now of the second; empty if it has none there
     */
    public record OverlappingReps<T>(Optional<T> was, Optional<T> now) {}

    /**
     * Returns the pairs in the order of time. Each repetition is in one of them.
     *
     * @param before in the order of time
     * @param after in the order of time
     * @param begin start of a repetition, seconds
     * @param bottom end of a repetition, seconds
     */
    public static <T> List<OverlappingReps<T>> of(
            List<T> before, List<T> after, ToDoubleFunction<T> begin, ToDoubleFunction<T> bottom) {
        List<OverlappingReps<T>> pairs = new ArrayList<>();
        int was = 0;
        int now = 0;
        while (was < before.size() || now < after.size()) {
            boolean onlyBefore = now == after.size()
                    || (was < before.size()
                            && bottom.applyAsDouble(before.get(was)) <= begin.applyAsDouble(after.get(now)));
            boolean onlyAfter = was == before.size()
                    || (now < after.size()
                            && bottom.applyAsDouble(after.get(now)) <= begin.applyAsDouble(before.get(was)));
            if (onlyBefore) {
                pairs.add(new OverlappingReps<>(Optional.of(before.get(was++)), Optional.empty()));
            } else if (onlyAfter) {
                pairs.add(new OverlappingReps<>(Optional.empty(), Optional.of(after.get(now++))));
            } else {
                pairs.add(new OverlappingReps<>(Optional.of(before.get(was++)), Optional.of(after.get(now++))));
            }
        }
        return List.copyOf(pairs);
    }
}

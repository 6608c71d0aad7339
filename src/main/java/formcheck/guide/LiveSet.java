package formcheck.guide;

import formcheck.exercise.DropReason;
import formcheck.exercise.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Median;

/**
 * One set of a live session. Times are seconds of the session; those of the repetitions are seconds of their source.
 *
 * @param number from 1
 * @param start when it began
 * @param end when it ended; empty while it goes on
 * @param ending why it ended
 * @param reps every attempted repetition
 * @param pain from 0 to 10, if the person rated it
 * @param dropped why movements were not counted, one reason for each
 */
public record LiveSet(
        int number,
        double start,
        Optional<Double> end,
        Optional<SetEnding> ending,
        List<Rep> reps,
        OptionalInt pain,
        List<DropReason> dropped) {

    /** Why a set ended. */
    public enum SetEnding {
        /** The set was full. */
        COMPLETE,
        /** The arms rested. */
        RESTED,
        /** The person asked for it. */
        ASKED,
        /** The person stopped because of pain. */
        PAIN,
        /** The person, or the image, did not come back. */
        GONE;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LiveSet {
        reps = List.copyOf(reps);
        dropped = List.copyOf(dropped);
    }

    static LiveSet begun(int number, double start) {
        return new LiveSet(
                number, start, Optional.empty(), Optional.empty(), List.of(), OptionalInt.empty(), List.of());
    }

    LiveSet with(Rep rep) {
        List<Rep> more = new ArrayList<>(reps);
        more.add(rep);
        return new LiveSet(number, start, end, ending, more, pain, dropped);
    }

    LiveSet with(DropReason why) {
        List<DropReason> more = new ArrayList<>(dropped);
        more.add(why);
        return new LiveSet(number, start, end, ending, reps, pain, more);
    }

    LiveSet ended(double at, SetEnding why) {
        return new LiveSet(number, start, Optional.of(at), Optional.of(why), reps, pain, dropped);
    }

    LiveSet rated(int level) {
        return new LiveSet(number, start, end, ending, reps, OptionalInt.of(level), dropped);
    }

    /** Number of valid repetitions, which the person sees. */
    public int count() {
        return (int) reps.stream().filter(rep -> rep.verdict().isValid()).count();
    }

    /** How long the shoulder blades were usually together, seconds, coarsely; empty if it was never judged. */
    public OptionalDouble squeezeSeconds() {
        return median(rep -> rep.squeeze().heldSeconds());
    }

    /** How far they usually came together, as a share of what the person showed; empty if it was never judged. */
    public OptionalDouble squeezeShare() {
        return median(rep -> rep.squeeze().share());
    }

    private OptionalDouble median(Function<Rep, OptionalDouble> value) {
        double[] values =
                reps.stream().flatMapToDouble(rep -> value.apply(rep).stream()).toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(values));
    }

    /** Every attempted repetition as a mark, in order. */
    public List<LiveRepMark> marks() {
        List<LiveRepMark> marks = new ArrayList<>();
        for (Rep rep : reps) {
            marks.add(LiveRepMark.of(marks.size() + 1, rep));
        }
        return List.copyOf(marks);
    }
}

package formcheck.web;

import formcheck.coach.SetAdvice;
import formcheck.coach.SetTrend;
import formcheck.exercise.DropReason;
import formcheck.guide.LiveRepMark;
import formcheck.guide.LiveSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A set in a message. The components are the names in the message.
 *
 * @param ending id of the reason why it ended; absent while it runs
 * @param advice absent while it runs
 */
record SetJson(
        int number,
        int count,
        Optional<String> ending,
        OptionalInt pain,
        OptionalDouble squeezeSeconds,
        OptionalDouble squeezeShare,
        Optional<AdviceJson> advice,
        List<DroppedJson> dropped,
        List<MarkJson> marks) {

    static SetJson of(LiveSet set) {
        return new SetJson(
                set.number(),
                set.count(),
                set.ending().map(LiveSet.SetEnding::id),
                set.pain(),
                PageJson.round(set.squeezeSeconds(), 1),
                PageJson.round(set.squeezeShare(), 2),
                set.end().map(end -> AdviceJson.of(SetAdvice.of(set.reps()))),
                DropReason.counted(set.dropped()).entrySet().stream()
                        .map(counted -> new DroppedJson(counted.getKey().id(), counted.getValue()))
                        .toList(),
                set.marks().stream().map(MarkJson::of).toList());
    }

    /**
     * Advice after the set.
     *
     * @param seconds mean duration of the lowering
     * @param lowering change of its duration over the set, seconds
     * @param height change of the top over the set, degrees
     */
    record AdviceJson(
            String kind,
            List<Integer> reps,
            OptionalDouble seconds,
            Optional<ChangeJson> lowering,
            Optional<ChangeJson> height) {

        static AdviceJson of(SetAdvice advice) {
            return new AdviceJson(
                    advice.kind().id(),
                    advice.reps(),
                    PageJson.round(advice.seconds(), 3),
                    advice.trend().lowering().map(ChangeJson::of),
                    advice.trend().height().map(ChangeJson::of));
        }
    }

    /** From the first third of the repetitions to the last. */
    record ChangeJson(double first, double last) {
        static ChangeJson of(SetTrend.Change change) {
            return new ChangeJson(PageJson.round(change.first(), 3), PageJson.round(change.last(), 3));
        }
    }

    /** How many movements were not counted for a reason. */
    record DroppedJson(String reason, int times) {}

    /**
     * A repetition.
     *
     * @param down duration of the lowering, seconds
     * @param pace its grade
     */
    record MarkJson(String kind, boolean counts, double down, String pace) {
        static MarkJson of(LiveRepMark mark) {
            return new MarkJson(
                    mark.kind().id(),
                    mark.counts(),
                    PageJson.round(mark.eccentricSeconds(), 2),
                    mark.pace().id());
        }
    }
}

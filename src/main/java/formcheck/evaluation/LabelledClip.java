package formcheck.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recording with its labels.
 *
 * @param set name of its folder
 * @param name its own
 * @param recording a video, or a keypoint stream
 * @param part of its set: {@code tuning}, {@code validation}, or another word
 * @param role purpose of the clip
 * @param person id of the person
 * @param variant id of the exercise's variant; empty for the usual one
 * @param attempted accepted counts; empty if nobody counted
 * @param valid accepted counts; empty if nobody counted
 * @param reps in the order of time
 * @param kinds kinds of fault that the labels cover: one of these without a label is absent
 * @param injected every kind of fault put in, as often as it occurs, also those without a rule
 * @param unjudgeable what the camera could not support; empty if unknown
 * @param motion true motion; empty if unknown
 * @param poses postures shown on purpose, to prove verdicts on
 * @param satTall whether the person was asked to sit tall and still before the first raise; false where no one says so
 */
public record LabelledClip(
        String set,
        String name,
        Path recording,
        String part,
        Role role,
        Optional<String> person,
        Optional<String> variant,
        Set<Integer> attempted,
        Set<Integer> valid,
        List<LabelledRep> reps,
        Set<String> kinds,
        List<String> injected,
        Optional<List<Unjudgeable>> unjudgeable,
        Optional<TrueMotion> motion,
        List<LabelledPose> poses,
        boolean satTall) {

    public LabelledClip {
        attempted = Set.copyOf(attempted);
        valid = Set.copyOf(valid);
        reps = List.copyOf(reps);
        kinds = Set.copyOf(kinds);
        injected = List.copyOf(injected);
        unjudgeable = unjudgeable.map(List::copyOf);
        poses = List.copyOf(poses);
    }

    /** Returns whether the camera could not support a verdict in a period; false if unknown. */
    boolean isUnjudgeable(String check, double from, double to) {
        return unjudgeable.stream().flatMap(List::stream).anyMatch(blind -> blind.covers(check, from, to));
    }

    /** Returns whether abstaining for this reason was right; empty if unknown. */
    Optional<Boolean> wasRightNotToJudge(String check, String reason, double from, double to) {
        return unjudgeable.map(all -> all.stream()
                .anyMatch(
                        blind -> blind.covers(check, from, to) && blind.reason().equals(reason)));
    }

    /** Returns whether this reason applied to any check in a period; empty if unknown. */
    Optional<Boolean> held(String reason, double from, double to) {
        return unjudgeable.map(all ->
                all.stream().anyMatch(blind -> blind.reason().equals(reason) && blind.covers(blind.check(), from, to)));
    }
}

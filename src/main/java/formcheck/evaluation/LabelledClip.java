package formcheck.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A recording and what is known of it.
 *
 * @param set name of the folder it lies in
 * @param name its own
 * @param recording a video, or a key-point stream
 * @param part which part of its set: {@code tuning}, {@code validation}, or another word
 * @param role what it is there for
 * @param person whom it shows
 * @param variant id of the exercise's variant; empty for the usual one
 * @param attempted counts that are right; empty if nobody counted
 * @param valid as {@code attempted}
 * @param reps in the order of time
 * @param kinds the kinds of fault of which the labels speak: one of these that is not named was not made
 * @param injected every kind of fault put in, with how often, those without a rule too
 * @param unjudgeable what the camera could not support; empty if that is not known
 * @param motion the true motion, where it is known
 * @param poses postures that were shown on purpose, to prove verdicts on
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

    /** Whether the camera could not support a verdict there; false where that is not known. */
    boolean isUnjudgeable(String check, double from, double to) {
        return unjudgeable.stream().flatMap(List::stream).anyMatch(blind -> blind.covers(check, from, to));
    }

    /** Whether saying so, for this reason, was right; empty if that is not known. */
    Optional<Boolean> wasRightNotToJudge(String check, String reason, double from, double to) {
        return unjudgeable.map(all -> all.stream()
                .anyMatch(
                        blind -> blind.covers(check, from, to) && blind.reason().equals(reason)));
    }

    /** Whether this reason stood in the way of anything there; empty if that is not known. */
    Optional<Boolean> held(String reason, double from, double to) {
        return unjudgeable.map(all ->
                all.stream().anyMatch(blind -> blind.reason().equals(reason) && blind.covers(blind.check(), from, to)));
    }
}

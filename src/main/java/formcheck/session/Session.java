package formcheck.session;

import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of one source, from its first frame to its last. Times are in seconds from the first frame.
 *
 * @param source in the user's words: a file name, an address without its password, a camera's name
 * @param model id of the pose model; empty for a recorded keypoint stream
 * @param exercise as it was judged, with its variant
 * @param mirrored whether the source was mirrored and has been flipped back
 * @param width of a frame, pixels
 * @param height of a frame, pixels
 * @param duration from the first frame to the last
 * @param frames number of frames
 * @param framesWithPose number of frames with a person
 * @param reps every attempted repetition
 * @param notAssessed periods without an assessment
 * @param dropped movements that were detected and not counted, in order
 * @param cues spoken cues, in order
 * @param curve the elevations over time, downsampled for drawing
 * @param damage of the source, for the user
 */
public record Session(
        String source,
        Optional<String> model,
        Exercise exercise,
        boolean mirrored,
        int width,
        int height,
        Duration duration,
        long frames,
        long framesWithPose,
        List<Rep> reps,
        List<NotAssessedPeriod> notAssessed,
        List<DroppedMovement> dropped,
        List<SaidCue> cues,
        List<CurvePoint> curve,
        Optional<String> damage) {

    public Session {
        reps = List.copyOf(reps);
        notAssessed = List.copyOf(notAssessed);
        dropped = List.copyOf(dropped);
        cues = List.copyOf(cues);
        curve = List.copyOf(curve);
    }

    /** Counts of repetitions. Clean ones are among the valid, valid and unjudged ones among the attempted. */
    public Counts counts() {
        int valid = (int) reps.stream().filter(rep -> rep.verdict().isValid()).count();
        int clean = (int)
                reps.stream().filter(rep -> rep.verdict() == Verdict.CLEAN).count();
        int unjudged = (int) reps.stream()
                .filter(rep -> rep.verdict() == Verdict.NOT_ASSESSED)
                .count();
        return new Counts(reps.size(), valid, clean, unjudged);
    }

    /**
     * Returns where posture was not assessed, and why: once for each set, rule and reason, from the first repetition concerned to
     * the last. {@link #notAssessed} does not contain these.
     */
    public List<NotAssessedPeriod> unjudgedPosture() {
        record SpotKey(int set, String rule, Reason reason) {}
        Map<SpotKey, NotAssessedPeriod> spots = new LinkedHashMap<>();
        for (Rep rep : reps) {
            for (Map.Entry<FormRule, Check> check : rep.checks().entrySet()) {
                whyNoPosture(check.getKey(), check.getValue())
                        .ifPresent(reason -> spots.merge(
                                new SpotKey(rep.set(), check.getKey().id(), reason),
                                new NotAssessedPeriod(check.getKey().id(), reason, rep.begin(), rep.bottom()),
                                (was, is) -> new NotAssessedPeriod(was.check(), reason, was.from(), is.to())));
            }
        }
        return List.copyOf(spots.values());
    }

    /** Returns why a posture rule was not assessed; empty if it was, and for all other rules. */
    public static Optional<Reason> whyNoPosture(FormRule rule, Check check) {
        if (!rule.kind().coachesOnly()) {
            return Optional.empty();
        }
        return check instanceof Check.NotApplicable ? Optional.of(Reason.NOT_WATCHED) : check.notAssessable();
    }

    /** Returns the counts of the session. */
    public record Counts(int attempted, int valid, int clean, int unjudged) {}
}

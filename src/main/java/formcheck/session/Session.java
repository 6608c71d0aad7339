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
 * What is remembered of one source from its first frame to its last. Times are seconds from the first frame.
 *
 * @param source in the user's words: a file name, an address without its password, a camera's name
 * @param model id of the pose model; empty for a recorded key-point stream
 * @param exercise as it was judged, with its variant
 * @param mirrored whether the source was mirrored and has been turned back
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param duration from the first frame to the last
 * @param frames how many came
 * @param framesWithPose in how many of them a person was found
 * @param reps every attempted repetition
 * @param blindSpots what could not be judged
 * @param dropped movements that were seen and not counted, in order
 * @param cues what was said, in order
 * @param curve the elevations over time, thinned for drawing
 * @param damage what was wrong with the source, in words for the user
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
        List<BlindSpot> blindSpots,
        List<DroppedMovement> dropped,
        List<SaidCue> cues,
        List<CurvePoint> curve,
        Optional<String> damage) {

    public Session {
        reps = List.copyOf(reps);
        blindSpots = List.copyOf(blindSpots);
        dropped = List.copyOf(dropped);
        cues = List.copyOf(cues);
        curve = List.copyOf(curve);
    }

    /** How many repetitions came to what; attempted includes valid includes clean; unjudged are among the attempted. */
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
     * Where posture was not judged, and why: once for each set, rule and reason, from the first repetition concerned to the last.
     * {@link #blindSpots} leave it out, for it would be said with every repetition.
     */
    public List<BlindSpot> unjudgedPosture() {
        record SpotKey(int set, String rule, Reason reason) {}
        Map<SpotKey, BlindSpot> spots = new LinkedHashMap<>();
        for (Rep rep : reps) {
            for (Map.Entry<FormRule, Check> check : rep.checks().entrySet()) {
                whyNoPosture(check.getKey(), check.getValue())
                        .ifPresent(reason -> spots.merge(
                                new SpotKey(rep.set(), check.getKey().id(), reason),
                                new BlindSpot(check.getKey().id(), reason, rep.begin(), rep.bottom()),
                                (was, is) -> new BlindSpot(was.check(), reason, was.from(), is.to())));
            }
        }
        return List.copyOf(spots.values());
    }

    /** Why a rule about posture was not judged; empty if it was, and for every other rule. */
    public static Optional<Reason> whyNoPosture(FormRule rule, Check check) {
        if (!rule.kind().coachesOnly()) {
            return Optional.empty();
        }
        return check instanceof Check.NotApplicable ? Optional.of(Reason.NOT_WATCHED) : check.notAssessable();
    }

    /** The four counts of a session. */
    public record Counts(int attempted, int valid, int clean, int unjudged) {}
}

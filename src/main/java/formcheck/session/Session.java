package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import java.time.Duration;
import java.util.List;
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
        List<SaidCue> cues,
        List<CurvePoint> curve,
        Optional<String> damage) {

    public Session {
        reps = List.copyOf(reps);
        blindSpots = List.copyOf(blindSpots);
        cues = List.copyOf(cues);
        curve = List.copyOf(curve);
    }

    /** How many repetitions came to what; attempted includes valid includes clean; unjudged are among the attempted. */
    public Counts counts() {
        int valid = (int) reps.stream().filter(rep -> rep.verdict().isValid()).count();
        int clean = (int)
                reps.stream().filter(rep -> rep.verdict() == Verdict.CLEAN).count();
        int unjudged = (int)
                reps.stream().filter(rep -> rep.verdict() == Verdict.UNJUDGED).count();
        return new Counts(reps.size(), valid, clean, unjudged);
    }

    /** The four counts of a session. */
    public record Counts(int attempted, int valid, int clean, int unjudged) {}
}

package formcheck.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares FormCheck's results with the labels, clip by clip, and adds them up: over all, and over each part of the sets.
 *
 * <p>Strict in case of doubt: a missing result is a miss, an extra one is false, an abstention without a true reason is a miss
 * where there was a fault. Ignores an answer only where the labels accept both, or say that the camera could not support a
 * verdict.
 */
public final class Scoreboard {
    /** Name of the score over everything. */
    public static final String ALL = "all";

    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final List<ClipResult> results = new ArrayList<>();

    /** Judges one clip. Later clips do not change its result. */
    public ClipResult add(LabelledClip clip, ClipRun trial) {
        List<Score> concerned = List.of(score(ALL), score(clip.part()));
        ClipResult result = new ClipTally(clip, trial, concerned).result();
        results.add(result);
        return result;
    }

    /** Returns {@link #ALL}, then the parts in the order in which they came. */
    public Map<String, Score> scores() {
        return Collections.unmodifiableMap(scores);
    }

    public List<ClipResult> results() {
        return Collections.unmodifiableList(results);
    }

    private Score score(String part) {
        return scores.computeIfAbsent(part, p -> new Score());
    }
}

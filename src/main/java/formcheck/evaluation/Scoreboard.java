package formcheck.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds what FormCheck said against what is true, clip by clip, and adds up: over all, and over each part of the sets.
 *
 * <p>Strict where it is in doubt: what was not found is missed, what was found too much is false, 'could not judge' without
 * a true reason is a miss where there was a fault. Only where the labels say that either is right, or that the camera could
 * not support a verdict, neither answer counts.
 */
public final class Scoreboard {
    /** The score over everything. */
    public static final String ALL = "all";

    private final Map<String, Score> scores = new LinkedHashMap<>();
    private final List<ClipResult> results = new ArrayList<>();

    /** Judges one clip; nothing of it changes afterwards. */
    public ClipResult add(LabelledClip clip, ClipRun trial) {
        List<Score> concerned = List.of(score(ALL), score(clip.part()));
        ClipResult result = new ClipTally(clip, trial, concerned).result();
        results.add(result);
        return result;
    }

    /** {@link #ALL}, then the parts in the order in which they came. */
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

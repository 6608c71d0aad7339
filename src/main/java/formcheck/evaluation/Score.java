package formcheck.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The results over several clips. Seconds, degrees; shares from 0 to 1. */
public final class Score {
    final CountScore attempted = new CountScore();
    final CountScore valid = new CountScore();
    final Map<String, FaultScore> faults = new TreeMap<>();
    final Differences elevation = new Differences();
    final Differences top = new Differences();
    final Differences bottom = new Differences();
    final Differences descent = new Differences();
    final Differences squeeze = new Differences();
    final FlagScore flags = new FlagScore();
    final AbstentionScore silence = new AbstentionScore();
    private int squeezeUnjudged;
    private int clips;
    private int negatives;
    private int falseRepetitions;

    void clip() {
        clips++;
    }

    void negative(int repetitions) {
        negatives++;
        falseRepetitions += repetitions;
    }

    FaultScore fault(String kind) {
        return faults.computeIfAbsent(kind, k -> new FaultScore());
    }

    public int clips() {
        return clips;
    }

    /** Returns the score of attempted repetitions. */
    public CountScore attempted() {
        return attempted;
    }

    /** Returns the score of valid repetitions. */
    public CountScore valid() {
        return valid;
    }

    public int negatives() {
        return negatives;
    }

    /** Returns the number of attempted repetitions found in clips that have none. */
    public int falseRepetitions() {
        return falseRepetitions;
    }

    /** Returns the scores by kind of fault; kinds without a rule only count their occurrences. */
    public Map<String, FaultScore> faults() {
        return Collections.unmodifiableMap(faults);
    }

    /** Returns the errors of each arm's elevation where FormCheck measured it with confidence, degrees. */
    public Differences elevation() {
        return elevation;
    }

    /** Returns the errors of the arrival at the top, seconds. */
    public Differences top() {
        return top;
    }

    /** Returns the errors of the arrival at the bottom, seconds. */
    public Differences bottom() {
        return bottom;
    }

    /** Returns the errors of the duration of the lowering, seconds. */
    public Differences descent() {
        return descent;
    }

    /** Returns the errors of the duration of scapular retraction where it was assessed, seconds. */
    public Differences squeeze() {
        return squeeze;
    }

    /** Returns the number of repetitions with known retraction and no measured duration. */
    public int squeezeUnjudged() {
        return squeezeUnjudged;
    }

    void squeezeNotJudged() {
        squeezeUnjudged++;
    }

    public FlagScore flags() {
        return flags;
    }

    public AbstentionScore silence() {
        return silence;
    }
}

package formcheck.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How right FormCheck was on some clips. Seconds, degrees; shares from 0 to 1. */
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

    /** Repetitions that were clearly tried. */
    public CountScore attempted() {
        return attempted;
    }

    /** Repetitions that count. */
    public CountScore valid() {
        return valid;
    }

    public int negatives() {
        return negatives;
    }

    /** Attempted repetitions found in clips that hold none. */
    public int falseRepetitions() {
        return falseRepetitions;
    }

    /** By kind of fault; kinds that FormCheck has no rule for hold only how often they were made. */
    public Map<String, FaultScore> faults() {
        return Collections.unmodifiableMap(faults);
    }

    /** Elevation of each arm, degrees, wherever FormCheck vouched for it. */
    public Differences elevation() {
        return elevation;
    }

    /** When the arms reached the top, seconds. */
    public Differences top() {
        return top;
    }

    /** When the arms arrived at the bottom, seconds. */
    public Differences bottom() {
        return bottom;
    }

    /** How long the lowering took, seconds. */
    public Differences descent() {
        return descent;
    }

    /** How long the shoulder blades were together, seconds, wherever it was told. */
    public Differences squeeze() {
        return squeeze;
    }

    /** Repetitions of known squeeze of which no seconds were told. */
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

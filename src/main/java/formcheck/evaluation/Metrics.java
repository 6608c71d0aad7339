package formcheck.evaluation;

import formcheck.evaluation.Metric.Aim;
import formcheck.evaluation.Metric.Unit;
import formcheck.exercise.RuleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Lists the metrics of a score in the order of table, JSON and floor. Every score has the same rows. */
final class Metrics {
    private final List<Metric> rows = new ArrayList<>();

    private Metrics() {}

    /** A kind of fault without a rule has no row. */
    static List<Metric> of(Score score) {
        Metrics metrics = new Metrics();
        metrics.count("clips", "clips", score.clips());
        metrics.counts("count/valid/", "valid count", score.valid());
        metrics.counts("count/attempted/", "attempted count", score.attempted());
        metrics.negatives(score);
        for (RuleKind kind : RuleKind.values()) {
            metrics.faults(kind.id(), score.faults().getOrDefault(kind.id(), new FaultScore()));
        }
        metrics.degrees("elevation/", "elevation", score.elevation());
        metrics.seconds("top/", "time of the top", score.top());
        metrics.seconds("bottom/", "time of the bottom", score.bottom());
        metrics.seconds("descent/", "duration of the lowering", score.descent());
        metrics.seconds("squeeze/", "duration of the squeeze", score.squeeze());
        metrics.count("squeeze/unjudged", "  repetitions without a verdict", score.squeezeUnjudged());
        metrics.flags(score.flags());
        metrics.silence(score.silence());
        return List.copyOf(metrics.rows);
    }

    private void count(String path, String title, int count) {
        rows.add(Metric.count(path, title, count));
    }

    private void row(String path, String title, Unit unit, Aim aim, OptionalDouble value) {
        rows.add(new Metric(path, title, unit, aim, value));
    }

    private void counts(String path, String title, CountScore count) {
        row(path + "exactAccuracy", title + ": exact", Unit.PERCENT, Aim.HIGHER, count.exactAccuracy());
        row(path + "offByOneAccuracy", "  off by one at most", Unit.PERCENT, Aim.HIGHER, count.offByOneAccuracy());
        row(path + "meanAbsoluteError", "  mean absolute error", Unit.CASES, Aim.LOWER, count.meanAbsoluteError());
        count(path + "clips", "  clips counted", count.clips());
    }

    private void negatives(Score score) {
        count("negatives/clips", "clips without the exercise", score.negatives());
        OptionalDouble found =
                score.negatives() == 0 ? OptionalDouble.empty() : OptionalDouble.of(score.falseRepetitions());
        row("negatives/falseRepetitions", "  repetitions found in them", Unit.COUNT, Aim.LOWER, found);
    }

    private void faults(String kind, FaultScore fault) {
        String path = "faults/" + kind + "/";
        row(path + "f1", kind + ": F1", Unit.CASES, Aim.HIGHER, fault.f1());
        row(path + "precision", "  precision", Unit.CASES, Aim.HIGHER, fault.precision());
        row(path + "recall", "  recall", Unit.CASES, Aim.HIGHER, fault.recall());
        count(path + "truePositives", "  found", fault.truePositives());
        count(path + "falsePositives", "  false", fault.falsePositives());
        count(path + "falseNegatives", "  missed", fault.falseNegatives());
        count(path + "unjudged", "  repetitions not judged", fault.unjudgedRepetitions());
    }

    private void degrees(String path, String title, Differences errors) {
        row(path + "rmsDegrees", title + ": RMS error", Unit.DEGREES, Aim.LOWER, errors.rootMeanSquare());
        row(path + "biasDegrees", "  bias", Unit.DEGREES, Aim.NONE, errors.bias());
        count(path + "samples", "  samples", errors.samples());
    }

    private void seconds(String path, String title, Differences errors) {
        row(path + "meanAbsoluteSeconds", title + ": mean error", Unit.SECONDS, Aim.LOWER, errors.meanAbsolute());
        row(path + "worstSeconds", "  worst", Unit.SECONDS, Aim.LOWER, errors.worst());
        row(path + "biasSeconds", "  bias", Unit.SECONDS, Aim.NONE, errors.bias());
        count(path + "samples", "  samples", errors.samples());
    }

    private void flags(FlagScore flags) {
        OptionalDouble inTime = Share.of(flags.flaggedInTime(), flags.fastDescents());
        OptionalDouble withdrawn = Share.of(flags.withdrawn(), flags.descents());
        count("flags/fastDescents", "fast descents", flags.fastDescents());
        count("flags/flaggedInTime", "  flagged while going on", flags.flaggedInTime());
        row("flags/shareInTime", "  share of them", Unit.PERCENT, Aim.HIGHER, inTime);
        row("flags/medianDelaySeconds", "  median delay", Unit.SECONDS, Aim.LOWER, flags.medianDelay());
        row("flags/medianShareOfWay", "  of the way gone then", Unit.PERCENT, Aim.LOWER, flags.medianShare());
        count("flags/flags", "flags raised", flags.flags());
        count("flags/withdrawn", "  withdrawn", flags.withdrawn());
        count("flags/descents", "  of descents in all", flags.descents());
        row("flags/withdrawnPerDescent", "  withdrawn a descent", Unit.PERCENT, Aim.LOWER, withdrawn);
    }

    private void silence(AbstentionScore silence) {
        String path = "couldNotJudge/";
        count(path + "said", "'could not judge' said", silence.said());
        count(path + "right", "  rightly", silence.rightly());
        row(path + "share", "  share of it", Unit.PERCENT, Aim.HIGHER, silence.share());
        count(path + "unknown", "  said, truth unknown", silence.unknownCases());
        count(path + "verdictsWhereUnjudgeable", "  verdicts given in spite", silence.verdictsWhereUnjudgeable());
        row(
                path + "wrongVerdictsWhereUnjudgeable",
                "  of them wrong",
                Unit.COUNT,
                Aim.LOWER,
                OptionalDouble.of(silence.wrongVerdictsWhereUnjudgeable()));
    }
}

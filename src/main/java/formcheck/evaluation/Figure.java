package formcheck.evaluation;

import formcheck.exercise.RuleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One figure of a score: what table, JSON and floor show, in this order.
 *
 * @param path its name in JSON, a slash between levels
 * @param title in words
 * @param unit how it is shown
 * @param aim which way is better
 * @param of the figure of a score; empty where there was nothing to measure
 */
record Figure(String path, String title, Unit unit, Aim aim, Function<Score, OptionalDouble> of) {

    enum Unit {
        COUNT("%.0f"),
        CASES("%.2f"),
        PERCENT("%.0f %%"),
        DEGREES("%.1f°"),
        SECONDS("%.2f s");

        private final String format;

        Unit(String format) {
            this.format = format;
        }

        String text(double value) {
            return String.format(Locale.ROOT, format, this == PERCENT ? 100 * value : value + 0.0);
        }
    }

    enum Aim {
        HIGHER,
        LOWER,
        NONE
    }

    /** Every figure there is; kinds of fault that no rule judges have only how often they were made. */
    static List<Figure> all() {
        List<Figure> all = new ArrayList<>();
        all.add(new Figure("clips", "clips", Unit.COUNT, Aim.NONE, score -> OptionalDouble.of(score.clips())));
        counts(all, "valid", "valid count", Score::valid);
        counts(all, "attempted", "attempted count", Score::attempted);
        all.add(new Figure(
                "negatives/clips", "clips without the exercise", Unit.COUNT, Aim.NONE, s -> count(s.negatives())));
        all.add(new Figure(
                "negatives/falseRepetitions",
                "  repetitions found in them",
                Unit.COUNT,
                Aim.LOWER,
                s -> s.negatives() == 0 ? OptionalDouble.empty() : count(s.falseRepetitions())));
        Stream.of(RuleKind.values()).map(RuleKind::id).forEach(kind -> fault(all, kind));
        errors(all, "elevation", "elevation", Score::elevation);
        seconds(all, "top", "time of the top", Score::top);
        seconds(all, "bottom", "time of the bottom", Score::bottom);
        seconds(all, "descent", "duration of the lowering", Score::descent);
        seconds(all, "squeeze", "duration of the squeeze", Score::squeeze);
        all.add(new Figure(
                "squeeze/unjudged",
                "  repetitions without a verdict",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.squeezeUnjudged())));
        flags(all);
        silence(all);
        return all;
    }

    private static void counts(List<Figure> all, String name, String title, Function<Score, CountScore> count) {
        String path = "count/" + name + "/";
        all.add(new Figure(
                path + "exactAccuracy",
                title + ": exact",
                Unit.PERCENT,
                Aim.HIGHER,
                s -> count.apply(s).exactAccuracy()));
        all.add(new Figure(
                path + "offByOneAccuracy",
                "  off by one at most",
                Unit.PERCENT,
                Aim.HIGHER,
                s -> count.apply(s).offByOneAccuracy()));
        all.add(new Figure(
                path + "meanAbsoluteError",
                "  mean absolute error",
                Unit.CASES,
                Aim.LOWER,
                s -> count.apply(s).meanAbsoluteError()));
        all.add(new Figure(
                path + "clips",
                "  clips counted",
                Unit.COUNT,
                Aim.NONE,
                s -> count(count.apply(s).clips())));
    }

    private static void fault(List<Figure> all, String kind) {
        String path = "faults/" + kind + "/";
        Function<Score, FaultScore> fault = s -> s.faults().getOrDefault(kind, new FaultScore());
        all.add(new Figure(
                path + "f1",
                kind + ": F1",
                Unit.CASES,
                Aim.HIGHER,
                s -> fault.apply(s).f1()));
        all.add(new Figure(
                path + "precision",
                "  precision",
                Unit.CASES,
                Aim.HIGHER,
                s -> fault.apply(s).precision()));
        all.add(new Figure(
                path + "recall",
                "  recall",
                Unit.CASES,
                Aim.HIGHER,
                s -> fault.apply(s).recall()));
        all.add(new Figure(
                path + "truePositives",
                "  found",
                Unit.COUNT,
                Aim.NONE,
                s -> count(fault.apply(s).truePositives())));
        all.add(new Figure(
                path + "falsePositives",
                "  false",
                Unit.COUNT,
                Aim.NONE,
                s -> count(fault.apply(s).falsePositives())));
        all.add(new Figure(
                path + "falseNegatives",
                "  missed",
                Unit.COUNT,
                Aim.NONE,
                s -> count(fault.apply(s).falseNegatives())));
        all.add(new Figure(
                path + "unjudged",
                "  repetitions not judged",
                Unit.COUNT,
                Aim.NONE,
                s -> count(fault.apply(s).unjudgedRepetitions())));
    }

    private static void errors(List<Figure> all, String name, String title, Function<Score, Errors> errors) {
        all.add(new Figure(
                name + "/rmsDegrees",
                title + ": RMS error",
                Unit.DEGREES,
                Aim.LOWER,
                s -> errors.apply(s).rootMeanSquare()));
        all.add(new Figure(
                name + "/biasDegrees",
                "  bias",
                Unit.DEGREES,
                Aim.NONE,
                s -> errors.apply(s).bias()));
        all.add(new Figure(
                name + "/samples",
                "  samples",
                Unit.COUNT,
                Aim.NONE,
                s -> count(errors.apply(s).samples())));
    }

    private static void seconds(List<Figure> all, String name, String title, Function<Score, Errors> errors) {
        all.add(new Figure(
                name + "/meanAbsoluteSeconds",
                title + ": mean error",
                Unit.SECONDS,
                Aim.LOWER,
                s -> errors.apply(s).meanAbsolute()));
        all.add(new Figure(
                name + "/worstSeconds",
                "  worst",
                Unit.SECONDS,
                Aim.LOWER,
                s -> errors.apply(s).worst()));
        all.add(new Figure(
                name + "/biasSeconds",
                "  bias",
                Unit.SECONDS,
                Aim.NONE,
                s -> errors.apply(s).bias()));
        all.add(new Figure(
                name + "/samples",
                "  samples",
                Unit.COUNT,
                Aim.NONE,
                s -> count(errors.apply(s).samples())));
    }

    private static void flags(List<Figure> all) {
        all.add(new Figure(
                "flags/fastDescents",
                "fast descents",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.flags().fastDescents())));
        all.add(new Figure(
                "flags/flaggedInTime",
                "  flagged while going on",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.flags().flaggedInTime())));
        all.add(new Figure(
                "flags/shareInTime",
                "  share of them",
                Unit.PERCENT,
                Aim.HIGHER,
                s -> Share.of(s.flags().flaggedInTime(), s.flags().fastDescents())));
        all.add(new Figure(
                "flags/medianDelaySeconds",
                "  median delay",
                Unit.SECONDS,
                Aim.LOWER,
                s -> s.flags().medianDelay()));
        all.add(new Figure(
                "flags/medianShareOfWay",
                "  of the way gone then",
                Unit.PERCENT,
                Aim.LOWER,
                s -> s.flags().medianShare()));
        all.add(new Figure(
                "flags/flags",
                "flags raised",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.flags().flags())));
        all.add(new Figure(
                "flags/withdrawn",
                "  withdrawn",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.flags().withdrawn())));
        all.add(new Figure(
                "flags/descents",
                "  of descents in all",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.flags().descents())));
        all.add(new Figure(
                "flags/withdrawnPerDescent",
                "  withdrawn a descent",
                Unit.PERCENT,
                Aim.LOWER,
                s -> Share.of(s.flags().withdrawn(), s.flags().descents())));
    }

    private static void silence(List<Figure> all) {
        all.add(new Figure(
                "couldNotJudge/said",
                "'could not judge' said",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.silence().said())));
        all.add(new Figure(
                "couldNotJudge/right",
                "  rightly",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.silence().rightly())));
        all.add(new Figure(
                "couldNotJudge/share",
                "  share of it",
                Unit.PERCENT,
                Aim.HIGHER,
                s -> s.silence().share()));
        all.add(new Figure(
                "couldNotJudge/unknown",
                "  said, truth unknown",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.silence().unknownCases())));
        all.add(new Figure(
                "couldNotJudge/verdictsWhereUnjudgeable",
                "  verdicts given in spite",
                Unit.COUNT,
                Aim.NONE,
                s -> count(s.silence().verdictsWhereUnjudgeable())));
        all.add(new Figure(
                "couldNotJudge/wrongVerdictsWhereUnjudgeable",
                "  of them wrong",
                Unit.COUNT,
                Aim.LOWER,
                s -> count(s.silence().wrongVerdictsWhereUnjudgeable())));
    }

    private static OptionalDouble count(int number) {
        return OptionalDouble.of(number);
    }
}

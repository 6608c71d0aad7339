package formcheck.evaluation;

import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.motion.MotionTracker;
import formcheck.motion.posture.CrowdFigures;
import formcheck.motion.posture.HeadFigures;
import formcheck.pose.HeadModel;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The verdicts on posture, on rendered people that nothing was learned from, beside what is aimed at. */
public final class PostureTable {

    private record Goal(double area, double right, double unjudged) {}

    private static final Map<String, Goal> GOALS = Map.of(
            "elbows-back", new Goal(0.97, 0.97, 0.30),
            "shrug", new Goal(0.97, 0.97, 0.20),
            "slouch", new Goal(0.94, 0.97, 0.30),
            "chest-open", new Goal(0.90, 0.95, 0.50),
            "squeeze", new Goal(0.90, 0.95, 0.50),
            "head-forward", new Goal(0.85, 0.95, 0.60));

    private PostureTable() {}

    /**
     * One table for each thing that may have been learned of a person.
     *
     * @param exercise whose rules say how sure one has to be for a verdict
     * @throws ModelException if file or model are missing or wrong
     */
    public static List<String> lines(Path crowd, PostureModel model, Exercise exercise) throws ModelException {
        ToDoubleFunction<String> toldFrom = toldFrom(exercise);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("POSTURE, measured on rendered people, none of them learned from (" + crowd.getFileName() + ")");
        table("sitting tall and both raises were shown", CrowdFigures.of(crowd, model, true, true, toldFrom), lines);
        table("sitting tall alone was shown", CrowdFigures.of(crowd, model, false, true, toldFrom), lines);
        table("both raises were shown, key points alone", CrowdFigures.of(crowd, model, true, false, toldFrom), lines);
        return lines;
    }

    /** The chance from which the exercise's rules tell a question; what no rule asks is never told. */
    static ToDoubleFunction<String> toldFrom(Exercise exercise) {
        Map<String, Double> limits = new HashMap<>();
        for (FormRule rule : exercise.rules()) {
            rule.kind()
                    .chance()
                    .flatMap(chance -> MotionTracker.question(chance.measure()))
                    .ifPresent(question -> limits.put(question, rule.limit().value() / 100));
        }
        return question -> limits.getOrDefault(question, 1.0);
    }

    /**
     * The check of the head with the chair turned.
     *
     * @throws ModelException if file or model are missing or wrong
     */
    public static List<String> turned(Path people, HeadModel model) throws ModelException {
        List<String> lines = new ArrayList<>();
        HeadFigures figures = HeadFigures.of(people, model);
        table("the chair was turned", Map.of("head-forward", figures.line()), lines);
        lines.add(String.format(
                Locale.ROOT,
                "  %d people, %d comparisons, turned by %.0f to %.0f degrees; false: tall called forward",
                figures.people(),
                figures.comparisons(),
                model.turn().least(),
                model.turn().most()));
        return lines;
    }

    private static void table(String title, Map<String, CrowdFigures.Line> figures, List<String> lines) {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%-42s %12s %14s %16s %14s %10s",
                title,
                "AUC (goal)",
                "right (goal)",
                "unjudged (goal)",
                "right at 90 %",
                "false"));
        figures.forEach((name, line) -> {
            Goal goal = GOALS.get(name);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-40s %12s %14s %16s %14s %9.1f%%",
                    name,
                    String.format(
                            Locale.ROOT, "%.3f%s", line.area(), goal == null ? "      " : bound(" (%.2f)", goal.area)),
                    percent(line.right(), goal == null ? Double.NaN : goal.right),
                    percent(line.unjudged(), goal == null ? Double.NaN : goal.unjudged),
                    percent(line.calibrated(), Double.NaN),
                    100 * line.falseFaults()));
        });
    }

    private static String percent(double share, double goal) {
        if (Double.isNaN(share)) {
            return "none told";
        }
        return String.format(
                Locale.ROOT, "%.1f %%%s", 100 * share, Double.isNaN(goal) ? "     " : bound(" (%.0f)", 100 * goal));
    }

    private static String bound(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}

package formcheck.evaluation;

import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.motion.posture.PostureQuestion;
import formcheck.pose.HeadModel;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Tabulates posture verdicts on rendered people of unseen domains, beside the targets. */
public final class PostureTable {

    private record Goal(double area, double right, double unjudged) {}

    private static final Map<PostureQuestion, Goal> GOALS = Map.of(
            PostureQuestion.ELBOWS_BACK, new Goal(0.97, 0.97, 0.25),
            PostureQuestion.SHRUG, new Goal(0.97, 0.97, 0.20),
            PostureQuestion.SLOUCH, new Goal(0.94, 0.96, 0.30),
            PostureQuestion.CHEST_OPEN, new Goal(0.86, 0.95, 0.80),
            PostureQuestion.SQUEEZE, new Goal(0.95, 0.95, 0.45),
            PostureQuestion.HEAD_FORWARD, new Goal(0.94, 0.96, 0.40),
            PostureQuestion.LEANING_BACK, new Goal(0.92, 0.96, 0.30));

    private static final String WITHOUT = "without-";
    private static final Goal TURNED_GOAL = new Goal(0.85, 0.95, 0.60);

    /** The steps of a person's calibration, and whether there are images. */
    private record ShownSteps(String title, boolean raises, boolean images) {}

    private static final List<ShownSteps> SHOWN = List.of(
            new ShownSteps("sitting tall and both raises were shown", true, true),
            new ShownSteps("sitting tall alone was shown", false, true),
            new ShownSteps("both raises were shown, keypoints alone", true, false));

    private PostureTable() {}

    /**
     * People of one domain: a renderer with its bodies, clothes, scenes and cameras. Judged by heads that were trained without
     * this domain.
     *
     * @param name in files
     * @param people file of the people
     * @param heads folder of the heads trained without them
     */
    public record Domain(String name, Path people, Path heads) {
        /**
         * Returns a model with the heads that were trained without this domain, and calibrated without its people.
         *
         * @throws ModelException if the heads are missing or wrong
         */
        public PostureModel judgedBy(PostureModel model) throws ModelException {
            return model.withHeadsOf(heads);
        }
    }

    /** Returns the domains in a folder of posture samples, by name; none without such a folder. */
    public static List<Domain> domains(Path folder) {
        List<Domain> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, WITHOUT + "*")) {
            for (Path heads : files) {
                String name = heads.getFileName().toString().substring(WITHOUT.length());
                found.add(new Domain(name, folder.resolve(name + "-people.bin.gz"), heads));
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Domain::name));
        return found;
    }

    /**
     * Returns one table for each calibration, with a row for each question and domain.
     *
     * @param folder of posture samples
     * @param model whose heads are replaced by those trained without the domain
     * @param exercise whose rules set the probability that a verdict needs
     * @throws ModelException if file or model are missing or wrong
     */
    public static List<String> lines(Path folder, PostureModel model, Exercise exercise) throws ModelException {
        ToDoubleFunction<String> toldFrom = toldFrom(exercise);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("POSTURE, measured on rendered people, each kind by heads that were learned without it (" + folder
                + ")");
        for (ShownSteps shown : SHOWN) {
            Map<String, Map<String, PostureModelEvaluation.QuestionScore>> byQuestion = new LinkedHashMap<>();
            for (Domain domain : domains(folder)) {
                PostureModelEvaluation.of(domain.people, domain.judgedBy(model), shown.raises, shown.images, toldFrom)
                        .forEach((question, line) -> byQuestion
                                .computeIfAbsent(question, q -> new LinkedHashMap<>())
                                .put(domain.name, line));
            }
            title(shown.title, lines);
            byQuestion.forEach((question, domains) ->
                    domains.forEach((domain, line) -> row(question + ", " + domain, goal(question), line, lines)));
        }
        return lines;
    }

    private static @Nullable Goal goal(String question) {
        return PostureQuestion.ofId(question).map(GOALS::get).orElse(null);
    }

    /** Returns the lowest probability for a verdict by the exercise's rules; a question without a rule never gets one. */
    static ToDoubleFunction<String> toldFrom(Exercise exercise) {
        Map<String, Double> limits = new HashMap<>();
        for (FormRule rule : exercise.rules()) {
            rule.kind()
                    .question()
                    .ifPresent(
                            question -> limits.put(question.id(), rule.limit().value() / 100));
        }
        return question -> limits.getOrDefault(question, 1.0);
    }

    /**
     * Returns the table of the head check.
     *
     * @throws ModelException if file or model are missing or wrong
     */
    public static List<String> turned(Path people, HeadModel model) throws ModelException {
        List<String> lines = new ArrayList<>();
        HeadModelEvaluation figures = HeadModelEvaluation.of(people, model);
        title("the chair was turned", lines);
        row(PostureQuestion.HEAD_FORWARD.id(), TURNED_GOAL, figures.line(), lines);
        lines.add(String.format(
                Locale.ROOT,
                "  %d people, %d comparisons, turned by %.0f to %.0f degrees; false: tall called forward",
                figures.people(),
                figures.comparisons(),
                model.turn().least(),
                model.turn().most()));
        return lines;
    }

    private static void title(String title, List<String> lines) {
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
    }

    private static void row(
            String name, @Nullable Goal goal, PostureModelEvaluation.QuestionScore line, List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "  %-40s %12s %14s %16s %14s %9.1f%%",
                name,
                area(line, goal),
                percent(line.right(), goal == null ? Double.NaN : goal.right),
                percent(line.unjudged(), goal == null ? Double.NaN : goal.unjudged),
                percent(line.calibrated(), Double.NaN),
                100 * line.falseFaults()));
    }

    private static String area(PostureModelEvaluation.QuestionScore line, @Nullable Goal goal) {
        if (Double.isNaN(line.area()) || line.unjudged() == 1) {
            return "none told";
        }
        return String.format(Locale.ROOT, "%.3f%s", line.area(), goal == null ? "      " : bound(" (%.2f)", goal.area));
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

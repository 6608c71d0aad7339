package formcheck.evaluation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures below which no change may fall. A figure has a bound on the side that is worse; {@link #raised} moves bounds
 * to what was reached, never back.
 */
public final class Floor {
    /** Figures that are better the higher they are are kept rounded down, the others rounded up, at this. */
    private static final double STEP = 0.01;

    private final Map<String, Double> bounds;

    private Floor(Map<String, Double> bounds) {
        this.bounds = bounds;
    }

    /** No bounds yet. */
    public static Floor none() {
        return new Floor(Map.of());
    }

    /**
     * @param file its name, for messages
     * @param text an object of part, slash, figure's path, and its bound
     */
    public static Floor read(String file, String text) throws LabelException {
        try {
            Node root = Node.root(file, LabelledSet.JSON.readTree(text));
            Map<String, Double> bounds = new LinkedHashMap<>();
            for (String name : root.names()) {
                bounds.put(name, root.in(name).number());
            }
            return new Floor(bounds);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw LabelledSet.notJson(file, e);
        }
    }

    /** What fell below, a line each; a figure that is no longer measured fell too. */
    public List<String> fallen(Map<String, Score> scores) {
        List<String> fallen = new ArrayList<>();
        bounds.forEach((name, bound) -> {
            OptionalDouble value = value(scores, name);
            Optional<Figure> figure = figure(name);
            if (value.isEmpty() || figure.isEmpty()) {
                fallen.add(name + " is no longer measured");
            } else if (isWorse(figure.get(), value.getAsDouble(), bound)) {
                fallen.add(String.format(Locale.ROOT, "%s is %.4f, and was %.4f", name, value.getAsDouble(), bound));
            }
        });
        return fallen;
    }

    /** Bounds for every figure that has a better side, each the better one of the old and the reached. */
    public Floor raised(Map<String, Score> scores) {
        Map<String, Double> raised = new LinkedHashMap<>(bounds);
        scores.forEach((part, score) -> {
            for (Figure figure : Figure.all()) {
                OptionalDouble value = figure.of().apply(score);
                if (figure.aim() != Figure.Aim.NONE && value.isPresent()) {
                    double reached = kept(figure, value.getAsDouble());
                    raised.merge(
                            part + "/" + figure.path(),
                            reached,
                            (old, now) -> figure.aim() == Figure.Aim.HIGHER ? Math.max(old, now) : Math.min(old, now));
                }
            }
        });
        return new Floor(raised);
    }

    /** Sorted, a line each. */
    public String text() {
        ObjectNode json = new JsonMapper().createObjectNode();
        bounds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
        return json.toPrettyString() + "\n";
    }

    private static double kept(Figure figure, double value) {
        double steps = value / STEP;
        double whole = figure.aim() == Figure.Aim.HIGHER ? Math.floor(steps + 1e-6) : Math.ceil(steps - 1e-6);
        return Math.round(whole) / (double) Math.round(1 / STEP);
    }

    private static boolean isWorse(Figure figure, double value, double bound) {
        return figure.aim() == Figure.Aim.HIGHER ? value < bound - 1e-9 : value > bound + 1e-9;
    }

    private static OptionalDouble value(Map<String, Score> scores, String name) {
        int slash = name.indexOf('/');
        Score score = slash < 0 ? null : scores.get(name.substring(0, slash));
        Optional<Figure> figure = figure(name);
        return score == null || figure.isEmpty()
                ? OptionalDouble.empty()
                : figure.get().of().apply(score);
    }

    private static Optional<Figure> figure(String name) {
        String path = name.substring(name.indexOf('/') + 1);
        return Figure.all().stream()
                .filter(figure -> figure.path().equals(path))
                .findFirst();
    }
}

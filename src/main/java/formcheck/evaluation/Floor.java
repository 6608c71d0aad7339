package formcheck.evaluation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The bounds of metrics below which no change may fall. A metric has a bound on its worse side; {@link #raised} only ever
 * tightens bounds to what was reached.
 */
public final class Floor {
    /** Bounds of metrics whose higher values are better are rounded down to this, the others up. */
    private static final double STEP = 0.01;

    private final Map<String, Double> bounds;

    private Floor(Map<String, Double> bounds) {
        this.bounds = bounds;
    }

    /** Returns a floor without bounds. */
    public static Floor none() {
        return new Floor(Map.of());
    }

    /**
     * @param file its name, for messages
     * @param text JSON object of part, slash, the metric's path, and its bound
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

    /** Returns the metrics below their bound, one line each; also those that are no longer measured. */
    public List<String> fallen(Map<String, Score> scores) {
        List<String> fallen = new ArrayList<>();
        bounds.forEach((name, bound) -> {
            Optional<Metric> metric = metric(scores, name);
            if (metric.isEmpty()) {
                fallen.add(name + " is no longer measured");
            } else {
                double value = metric.get().value().orElseThrow();
                if (isWorse(metric.get(), value, bound)) {
                    fallen.add(String.format(Locale.ROOT, "%s is %.4f, and was %.4f", name, value, bound));
                }
            }
        });
        return fallen;
    }

    /** Returns bounds for every metric with a better side, each the better of the old and the reached value. */
    public Floor raised(Map<String, Score> scores) {
        Map<String, Double> raised = new LinkedHashMap<>(bounds);
        scores.forEach((part, score) -> {
            for (Metric metric : Metrics.of(score)) {
                if (metric.aim() != Metric.Aim.NONE && metric.value().isPresent()) {
                    double reached = kept(metric, metric.value().getAsDouble());
                    raised.merge(
                            part + "/" + metric.path(),
                            reached,
                            (old, now) -> metric.aim() == Metric.Aim.HIGHER ? Math.max(old, now) : Math.min(old, now));
                }
            }
        });
        return new Floor(raised);
    }

    /** Returns the bounds as JSON, sorted, one a line. */
    public String text() {
        ObjectNode json = new JsonMapper().createObjectNode();
        bounds.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
        return json.toPrettyString() + "\n";
    }

    private static double kept(Metric metric, double value) {
        double steps = value / STEP;
        double whole = metric.aim() == Metric.Aim.HIGHER ? Math.floor(steps + 1e-6) : Math.ceil(steps - 1e-6);
        return Math.round(whole) / (double) Math.round(1 / STEP);
    }

    private static boolean isWorse(Metric metric, double value, double bound) {
        return metric.aim() == Metric.Aim.HIGHER ? value < bound - 1e-9 : value > bound + 1e-9;
    }

    /** Returns the metric of a part, if it was measured. */
    private static Optional<Metric> metric(Map<String, Score> scores, String name) {
        int slash = name.indexOf('/');
        Score score = slash < 0 ? null : scores.get(name.substring(0, slash));
        if (score == null) {
            return Optional.empty();
        }
        String path = name.substring(slash + 1);
        return Metrics.of(score).stream()
                .filter(metric -> metric.path().equals(path) && metric.value().isPresent())
                .findFirst();
    }
}

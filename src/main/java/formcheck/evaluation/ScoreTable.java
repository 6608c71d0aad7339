package formcheck.evaluation;

import formcheck.exercise.RuleKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the scoreboard as text: the clips, then the metrics, one column for each part. */
public final class ScoreTable {
    private static final int TITLE = 34;
    private static final int COLUMN = 14;

    private ScoreTable() {}

    /** Returns lines of plain text. */
    public static List<String> lines(Scoreboard board) {
        List<String> lines = new ArrayList<>();
        clips(board, lines);
        lines.add("");
        metrics(columns(board.scores()), lines);
        withoutRule(board.scores(), lines);
        return lines;
    }

    private static void clips(Scoreboard board, List<String> lines) {
        int width = Math.max(
                6,
                board.results().stream()
                        .mapToInt(result -> result.clip().name().length())
                        .max()
                        .orElse(0));
        String format = "%-" + width + "s  %-13s  %12s  %12s  %9s";
        lines.add(String.format(Locale.ROOT, format, "clip", "part", "valid", "attempted", "elevation")
                .stripTrailing());
        for (ClipResult result : board.results()) {
            lines.add(String.format(
                            Locale.ROOT,
                            format,
                            result.clip().name(),
                            result.clip().part(),
                            count(
                                    result.valid(),
                                    result.validError(),
                                    result.clip().valid()),
                            count(
                                    result.attempted(),
                                    result.attemptedError(),
                                    result.clip().attempted()),
                            text(result.elevation().rootMeanSquare(), Metric.Unit.DEGREES))
                    .stripTrailing());
            result.remarks().forEach(remark -> lines.add("    · " + remark));
        }
    }

    private static String count(int found, int error, Set<Integer> right) {
        if (right.isEmpty()) {
            return String.valueOf(found);
        }
        String accepted = new TreeSet<>(right).stream().map(String::valueOf).collect(Collectors.joining("|"));
        return found + (error == 0 ? " = " : " ≠ ") + accepted;
    }

    /** A single part equals all. */
    private static Map<String, Score> columns(Map<String, Score> scores) {
        Map<String, Score> columns = new LinkedHashMap<>(scores);
        if (columns.size() == 2) {
            columns.remove(Scoreboard.ALL);
        }
        return columns;
    }

    private static void metrics(Map<String, Score> scores, List<String> lines) {
        StringBuilder head = new StringBuilder(" ".repeat(TITLE));
        scores.keySet().forEach(part -> head.append(String.format(Locale.ROOT, "%" + COLUMN + "s", part)));
        lines.add(head.toString());
        List<List<Metric>> columns = scores.values().stream().map(Metrics::of).toList();
        List<Metric> rows = Metrics.of(new Score());
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            List<String> cells = columns.stream()
                    .map(column -> text(column.get(row).value(), column.get(row).unit()))
                    .toList();
            if (cells.stream().allMatch("-"::equals)
                    || (rows.get(row).aim() == Metric.Aim.NONE && cells.stream().allMatch("0"::equals))) {
                continue;
            }
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%-" + TITLE + "s", rows.get(row).title()));
            cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%" + COLUMN + "s", cell)));
            lines.add(line.toString());
        }
    }

    private static void withoutRule(Map<String, Score> scores, List<String> lines) {
        Set<String> ruled = Stream.of(RuleKind.values()).map(RuleKind::id).collect(Collectors.toSet());
        scores.getOrDefault(Scoreboard.ALL, new Score()).faults().forEach((kind, fault) -> {
            if (!ruled.contains(kind)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%-" + TITLE + "s%" + COLUMN + "d  times, FormCheck has no rule for it yet",
                        kind,
                        fault.injectedFaults()));
            }
        });
    }

    static String text(OptionalDouble value, Metric.Unit unit) {
        return value.isPresent() ? text(value.getAsDouble(), unit) : "-";
    }

    private static String text(double value, Metric.Unit unit) {
        return switch (unit) {
            case COUNT -> String.format(Locale.ROOT, "%.0f", value + 0.0);
            case CASES -> String.format(Locale.ROOT, "%.2f", value + 0.0);
            case PERCENT -> String.format(Locale.ROOT, "%.0f %%", 100 * value);
            case DEGREES -> String.format(Locale.ROOT, "%.1f°", value + 0.0);
            case SECONDS -> String.format(Locale.ROOT, "%.2f s", value + 0.0);
        };
    }
}

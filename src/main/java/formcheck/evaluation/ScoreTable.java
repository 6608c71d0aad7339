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

/** The scoreboard as text: the clips, then the figures, a column for each part. */
public final class ScoreTable {
    private static final int TITLE = 34;
    private static final int COLUMN = 14;

    private ScoreTable() {}

    /** Lines of plain text. */
    public static List<String> lines(Scoreboard board) {
        List<String> lines = new ArrayList<>();
        clips(board, lines);
        lines.add("");
        figures(columns(board.scores()), lines);
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
                            text(result.elevation().rootMeanSquare(), Figure.Unit.DEGREES))
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

    /** Where there is only one part, it is all. */
    private static Map<String, Score> columns(Map<String, Score> scores) {
        Map<String, Score> columns = new LinkedHashMap<>(scores);
        if (columns.size() == 2) {
            columns.remove(Scoreboard.ALL);
        }
        return columns;
    }

    private static void figures(Map<String, Score> scores, List<String> lines) {
        StringBuilder head = new StringBuilder(" ".repeat(TITLE));
        scores.keySet().forEach(part -> head.append(String.format(Locale.ROOT, "%" + COLUMN + "s", part)));
        lines.add(head.toString());
        for (Figure figure : Figure.all()) {
            List<String> cells = scores.values().stream()
                    .map(score -> text(figure.of().apply(score), figure.unit()))
                    .toList();
            if (cells.stream().allMatch("-"::equals)
                    || (figure.aim() == Figure.Aim.NONE && cells.stream().allMatch("0"::equals))) {
                continue;
            }
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + TITLE + "s", figure.title()));
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

    static String text(OptionalDouble value, Figure.Unit unit) {
        return value.isPresent() ? unit.text(value.getAsDouble()) : "-";
    }
}

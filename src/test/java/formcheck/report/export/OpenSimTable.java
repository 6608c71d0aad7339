package formcheck.report.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads marker files and motion files by the rules of OpenSim's documentation and as strictly as its readers: the header's keys,
 * the number of labels and of cells, and times that increase. A missing value is empty.
 *
 * @param header its keys and values
 * @param labels of the columns; a marker has one label for three columns
 * @param times seconds
 * @param rows of values, without number and time
 */
public record OpenSimTable(
        Map<String, String> header, List<String> labels, List<Double> times, List<List<OptionalDouble>> rows) {
    private static final List<String> KEYS = List.of(
            "DataRate",
            "CameraRate",
            "NumFrames",
            "NumMarkers",
            "Units",
            "OrigDataRate",
            "OrigDataStartFrame",
            "OrigNumFrames");

    public static OpenSimTable trc(String text) {
        List<String> lines = lines(text);
        List<String> first = cells(lines.get(0));
        require(
                first.size() == 4
                        && first.get(0).equals("PathFileType")
                        && first.get(1).equals("4"),
                lines.get(0));
        require(cells(lines.get(1)).equals(KEYS), lines.get(1));
        List<String> values = cells(lines.get(2));
        require(values.size() == KEYS.size() && values.stream().noneMatch(String::isEmpty), lines.get(2));
        Map<String, String> header = new LinkedHashMap<>();
        for (int i = 0; i < KEYS.size(); i++) {
            header.put(KEYS.get(i), values.get(i));
        }
        List<String> labels =
                cells(lines.get(3)).stream().filter(label -> !label.isEmpty()).toList();
        int markers = Integer.parseInt(values.get(3));
        require(labels.size() == markers + 2 && labels.subList(0, 2).equals(List.of("Frame#", "Time")), lines.get(3));
        List<String> axes = new ArrayList<>();
        for (int i = 1; i <= markers; i++) {
            axes.addAll(List.of("X" + i, "Y" + i, "Z" + i));
        }
        require(
                cells(lines.get(4)).stream()
                        .filter(axis -> !axis.isEmpty())
                        .toList()
                        .equals(axes),
                lines.get(4));
        require(lines.get(5).isEmpty(), lines.get(5));
        List<Double> times = new ArrayList<>();
        List<List<OptionalDouble>> rows = new ArrayList<>();
        for (String line : lines.subList(6, lines.size())) {
            List<String> row = cells(line);
            require(row.size() == 2 + 3 * markers, line);
            require(row.get(0).equals(String.valueOf(rows.size() + 1)), line);
            times.add(Double.valueOf(row.get(1)));
            rows.add(row.subList(2, row.size()).stream()
                    .map(cell -> cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell)))
                    .toList());
        }
        require(rows.size() == Integer.parseInt(values.get(2)), "NumFrames");
        return of(header, labels.subList(2, labels.size()), times, rows);
    }

    public static OpenSimTable mot(String text) {
        List<String> lines = lines(text);
        int end = lines.indexOf("endheader");
        require(end > 0, "endheader");
        Map<String, String> header = new LinkedHashMap<>();
        lines.subList(0, end)
                .forEach(line -> require(!line.matches("[0-9][0-9. \t-]+"), "data before endheader: " + line));
        header.put("name", lines.get(0));
        for (String line : lines.subList(1, end)) {
            String[] pair = line.split("=", -1);
            require(pair.length == 2, line);
            header.put(pair[0], pair[1]);
        }
        List<String> labels = List.of(lines.get(end + 1).split("\t", -1));
        require(labels.get(0).equals("time") && labels.stream().noneMatch(String::isEmpty), lines.get(end + 1));
        List<Double> times = new ArrayList<>();
        List<List<OptionalDouble>> rows = new ArrayList<>();
        for (String line : lines.subList(end + 2, lines.size())) {
            List<String> row = List.of(line.split("\t", -1));
            require(row.size() == labels.size() && row.stream().noneMatch(String::isEmpty), line);
            times.add(Double.valueOf(row.get(0)));
            rows.add(row.subList(1, row.size()).stream()
                    .map(cell ->
                            cell.equals("nan") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell)))
                    .toList());
        }
        require(String.valueOf(rows.size()).equals(header.get("nRows")), "nRows");
        require(String.valueOf(labels.size()).equals(header.get("nColumns")), "nColumns");
        return of(header, labels.subList(1, labels.size()), times, rows);
    }

    private static OpenSimTable of(
            Map<String, String> header, List<String> labels, List<Double> times, List<List<OptionalDouble>> rows) {
        for (int i = 1; i < times.size(); i++) {
            require(times.get(i) > times.get(i - 1), "times at row " + (i + 1));
        }
        return new OpenSimTable(header, labels, times, rows);
    }

    private static List<String> lines(String text) {
        require(text.endsWith("\n") && !text.contains("\r"), "line ends");
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    /** As OpenSim parts a line: an empty cell after the last tab is none. */
    private static List<String> cells(String line) {
        List<String> cells = Arrays.asList(line.split("\t", -1));
        boolean extra = cells.get(cells.size() - 1).isEmpty();
        return extra ? cells.subList(0, cells.size() - 1) : cells;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("OpenSim refuses: " + what);
        }
    }
}

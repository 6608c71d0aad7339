package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a keypoint stream frame by frame: CSV, plain or gzipped. The first line is {@code # width=1280 height=960}. The
 * second names the columns: {@code seconds}, then for any joints {@code <joint>_x}, {@code <joint>_y} in pixels and, if
 * known, {@code <joint>_visibility}. One row a frame follows, also for frames without a person. An empty cell is a joint
 * that was not detected, or an unknown visibility.
 *
 * <p>Also reads what a spreadsheet makes of such a file: semicolons or tabs between cells, decimal commas, quotes, empty
 * cells at the end of a line, UTF-16. Reports numbers that a spreadsheet destroyed.
 *
 * <p>Checks everything: each error is one line with file, line and reason. Not thread-safe.
 */
public final class KeypointReader implements AutoCloseable {

    private static final Pattern BEGINNING = Pattern.compile("\"?#[ ,;\t]*width=");
    private static final int LONGEST_BEGINNING = 16;
    /** Names of spreadsheet files. */
    private static final Pattern SPREADSHEET = Pattern.compile(".*\\.(xlsx?|ods|numbers)", Pattern.CASE_INSENSITIVE);

    private static final Pattern DIMENSIONS =
            Pattern.compile("\"?#[ ,;\\t]*width=(\\d{1,6})[ ,;\\t]+height=(\\d{1,6})[ ,;\\t]*\"?(?<padding>[ ,;\\t]*)");

    /** A line that declares the separator to a spreadsheet. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=.\"?", Pattern.CASE_INSENSITIVE);

    /** Largest coordinate, sides of the image. A larger one lost its decimal mark in a spreadsheet. */
    private static final double FARTHEST_SIDES = 20;

    /** Rows of a spreadsheet. Nothing but empty lines, without an end, would never be read to the end. */
    private static final int MOST_BLANK_LINES = 1 << 20;

    /** Ratio of cells to columns above which commas are both separators and decimal marks. */
    private static final double CELLS_OF_COMMAS = 1.5;

    private final LineReader lines;
    private final int width;
    private final int height;
    private final KeypointColumns columns;
    private final TableNumbers numbers;
    private final boolean savedBySpreadsheet;
    private double lastSeconds;
    private long frames;

    private KeypointReader(LineReader lines) throws CaptureException {
        this.lines = lines;
        this.numbers = new TableNumbers(lines);
        String first = lines.next().orElseThrow(() -> lines.wrong("the file is empty"));
        if (SEPARATOR_LINE.matcher(first).matches()) {
            first = lines.next().orElseThrow(() -> lines.wrong("the line with the image size is missing"));
        }
        Matcher dimensions = DIMENSIONS.matcher(first);
        if (!dimensions.matches()) {
            throw lines.wrong(
                    "the first line must be like \"# width=1280 height=960\", not " + LineReader.quoted(first));
        }
        this.width = side(dimensions.group(1));
        this.height = side(dimensions.group(2));
        String header =
                lines.next().orElseThrow(() -> lines.wrong("the line with the names of the columns is missing"));
        this.columns = KeypointColumns.parse(CsvForm.unwrapped(header), lines);
        this.savedBySpreadsheet =
                columns.separator() != ',' || !dimensions.group("padding").isBlank() || first.startsWith("\"");
    }

    /**
     * Opens a stream and reads its first two lines.
     *
     * @throws CaptureException if the file cannot be read or these lines are wrong
     */
    public static KeypointReader open(Path file) throws CaptureException {
        return of(new LineReader(file.toString(), KeypointText.open(file)));
    }

    /**
     * Reads the first two lines of a stream of bytes: the same content as a file, gzipped or not. Rows are read when they are
     * asked for, so the stream may still be written, or never end.
     *
     * @param name for messages, instead of a file's
     * @param content is closed with this reader, and if this throws
     * @throws CaptureException if it cannot be read or these lines are wrong
     */
    public static KeypointReader of(String name, InputStream content) throws CaptureException {
        return of(new LineReader(name, KeypointText.of(name, content)));
    }

    /** Reads text as {@link #of(String, InputStream)} reads bytes. */
    public static KeypointReader of(String name, Reader content) throws CaptureException {
        return of(new LineReader(name, KeypointText.of(name, content)));
    }

    private static KeypointReader of(LineReader lines) throws CaptureException {
        try {
            return new KeypointReader(lines);
        } catch (CaptureException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Returns whether a file is meant to be a keypoint stream: it begins like one or its name ends in {@code .csv} or
     * {@code .csv.gz}. {@link #open} then reports what is wrong with it. Returns false if it cannot be read.
     */
    public static boolean isKeypointStream(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")
                || name.endsWith(".csv.gz")
                || SPREADSHEET.matcher(name).matches()) {
            return true;
        }
        try (Reader content = KeypointText.open(file)) {
            char[] beginning = new char[LONGEST_BEGINNING];
            int length = content.read(beginning);
            return length > 0
                    && BEGINNING.matcher(new String(beginning, 0, length)).lookingAt();
        } catch (IOException | CaptureException e) {
            return false;
        }
    }

    /** Returns the width of the image, pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the image, pixels. */
    public int height() {
        return height;
    }

    /**
     * Returns the next frame; empty at the end.
     *
     * @throws CaptureException if a row is wrong or there are no rows
     */
    public Optional<PoseFrame> next() throws CaptureException {
        Optional<String> line = lines.next();
        if (line.isPresent() && CsvForm.isBlank(line.get())) {
            onlyBlankLinesFollow();
            line = Optional.empty();
        }
        if (line.isEmpty()) {
            if (frames == 0) {
                throw lines.wrong("there is no frame in this stream");
            }
            return Optional.empty();
        }
        List<String> cells = cells(line.get());
        double seconds = seconds(cells.get(columns.seconds()));
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        for (KeypointColumns.Of of : columns.joints()) {
            keypoint(cells, of).ifPresent(keypoint -> keypoints.put(of.joint(), keypoint));
        }
        return Optional.of(new PoseFrame(
                frames++,
                Duration.ofNanos(Math.round(seconds * 1e9)),
                width,
                height,
                OptionalDouble.empty(),
                keypoints.isEmpty() ? Optional.empty() : Optional.of(new Pose(keypoints))));
    }

    @Override
    public void close() {
        lines.close();
    }

    private List<String> cells(String line) throws CaptureException {
        List<String> cells = CsvForm.cells(CsvForm.unwrapped(line), columns.separator());
        // Old spreadsheets drop the empty cells of rows without a person.
        if (savedBySpreadsheet && cells.size() == 1 && columns.seconds() == 0) {
            while (cells.size() < columns.count()) {
                cells.add("");
            }
        }
        if (columns.separator() == ',' && cells.size() > CELLS_OF_COMMAS * columns.count()) {
            throw lines.wrong("there are " + cells.size() + " cells for " + columns.count()
                    + " columns: commas stand both between the cells and before the decimals. Save it with semicolons"
                    + " between the cells");
        }
        if (cells.size() != columns.count()) {
            throw lines.wrong("there are " + cells.size() + " cells for " + columns.count() + " columns");
        }
        for (String beyond : cells.subList(columns.named(), cells.size())) {
            if (!beyond.isEmpty()) {
                throw lines.wrong("there is a cell without a column's name: " + LineReader.quoted(beyond));
            }
        }
        return cells;
    }

    private void onlyBlankLinesFollow() throws CaptureException {
        int blank = 1;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!CsvForm.isBlank(line.get())) {
                throw lines.wrong("there is an empty line before this one");
            }
            if (++blank > MOST_BLANK_LINES) {
                throw lines.wrong("there are more than " + MOST_BLANK_LINES + " empty lines");
            }
        }
    }

    private double seconds(String cell) throws CaptureException {
        if (cell.isEmpty()) {
            throw lines.wrong("a frame has no time");
        }
        double seconds = numbers.number(cell, "seconds", 0, KeypointBounds.LARGEST_SECONDS);
        if (seconds < lastSeconds) {
            throw lines.wrong("time runs backwards, from " + lastSeconds + " to " + seconds + " seconds");
        }
        lastSeconds = seconds;
        return seconds;
    }

    private Optional<Keypoint> keypoint(List<String> cells, KeypointColumns.Of of) throws CaptureException {
        String x = cells.get(of.x());
        String y = cells.get(of.y());
        String visibility =
                of.visibility().isPresent() ? cells.get(of.visibility().getAsInt()) : "";
        String name = of.joint().id();
        if (x.isEmpty() != y.isEmpty()) {
            throw lines.wrong(name + " has " + (x.isEmpty() ? "y but no x" : "x but no y"));
        }
        // Checks the visibility even if its joint is missing.
        OptionalDouble seen = visibility.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(numbers.number(visibility, name + "_visibility", 0, 1));
        if (x.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Keypoint(
                pixel(x, name + "_x", width), pixel(y, name + "_y", height), seen, OptionalDouble.empty()));
    }

    private double pixel(String cell, String column, int side) throws CaptureException {
        double pixel = numbers.number(cell, column, -KeypointBounds.FARTHEST_PIXEL, KeypointBounds.FARTHEST_PIXEL);
        if (pixel > FARTHEST_SIDES * side && cell.chars().allMatch(Character::isDigit)) {
            throw lines.wrong(column + " is " + LineReader.quoted(cell) + " in an image of " + side
                    + " pixels: a spreadsheet has taken its decimals for thousands." + TableNumbers.REPAIR);
        }
        return pixel;
    }

    private int side(String digits) throws CaptureException {
        int side = Integer.parseInt(digits);
        if (side < 1 || side > KeypointBounds.LARGEST_SIDE) {
            throw lines.wrong("an image side has 1 to " + KeypointBounds.LARGEST_SIDE + " pixels, not " + digits);
        }
        return side;
    }
}

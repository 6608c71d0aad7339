package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Reads a key-point stream, frame by frame: CSV, plain or gzipped. The first line is {@code # width=1280 height=960}, the
 * second names the columns: {@code seconds}, then for any joints {@code <joint>_x}, {@code <joint>_y} in pixels and, if
 * known, {@code <joint>_visibility}. Then a row a frame, also when nobody was seen: an empty cell is a joint not seen, an
 * empty visibility one not known.
 *
 * <p>Nothing of a file is believed: every error is one line with file, line and reason. Not thread-safe.
 */
public final class KeypointReader implements AutoCloseable {

    private static final byte[] BEGINNING = "# width=".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final Pattern DIMENSIONS = Pattern.compile("# width=(\\d{1,6}) +height=(\\d{1,6})\\s*");
    private static final int LARGEST_SIDE = 100_000;
    private static final double LARGEST_SECONDS = 1e7;
    private static final double FARTHEST_PIXEL = 1e6;

    private final LineReader lines;
    private final int width;
    private final int height;
    private final KeypointColumns columns;
    private double lastSeconds;
    private long frames;

    private KeypointReader(LineReader lines) throws CaptureException {
        this.lines = lines;
        String first = lines.next().orElseThrow(() -> lines.wrong("the file is empty"));
        Matcher dimensions = DIMENSIONS.matcher(first);
        if (!dimensions.matches()) {
            throw lines.wrong(
                    "the first line must be like \"# width=1280 height=960\", not " + LineReader.quoted(first));
        }
        this.width = side(dimensions.group(1));
        this.height = side(dimensions.group(2));
        String header =
                lines.next().orElseThrow(() -> lines.wrong("the line with the names of the columns is missing"));
        this.columns = KeypointColumns.parse(header, lines);
    }

    /**
     * Opens a stream and reads its two first lines.
     *
     * @throws CaptureException if the file cannot be read, or these lines are wrong
     */
    public static KeypointReader open(Path file) throws CaptureException {
        LineReader lines = new LineReader(file.toString(), content(file));
        try {
            return new KeypointReader(lines);
        } catch (CaptureException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /**
     * Whether a file is meant as a key-point stream: it begins like one, or is called {@code .csv} or {@code .csv.gz}, in
     * which case {@link #open} says what is wrong with it. False if it cannot be read.
     */
    public static boolean isKeypointStream(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return true;
        }
        try (InputStream content = content(file)) {
            return Arrays.equals(content.readNBytes(BEGINNING.length), BEGINNING);
        } catch (IOException | CaptureException e) {
            return false;
        }
    }

    /** Of the picture, pixels. */
    public int width() {
        return width;
    }

    /** Of the picture, pixels. */
    public int height() {
        return height;
    }

    /**
     * The next frame; empty at the end.
     *
     * @throws CaptureException if a row is wrong, or there is not a single one
     */
    public Optional<PoseFrame> next() throws CaptureException {
        Optional<String> line = lines.next();
        if (line.isPresent() && line.get().isBlank()) {
            onlyBlankLinesFollow();
            line = Optional.empty();
        }
        if (line.isEmpty()) {
            if (frames == 0) {
                throw lines.wrong("there is no frame in this stream");
            }
            return Optional.empty();
        }
        List<String> cells = LineReader.cells(line.get());
        if (cells.size() != columns.count()) {
            throw lines.wrong("there are " + cells.size() + " cells for " + columns.count() + " columns");
        }
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

    private void onlyBlankLinesFollow() throws CaptureException {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                throw lines.wrong("there is an empty line before this one");
            }
        }
    }

    private double seconds(String cell) throws CaptureException {
        if (cell.isEmpty()) {
            throw lines.wrong("a frame has no time");
        }
        double seconds = number(cell, "seconds", 0, LARGEST_SECONDS);
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
        // A visibility is checked also where its joint is not seen: garbage is garbage.
        OptionalDouble seen = visibility.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(number(visibility, name + "_visibility", 0, 1));
        if (x.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Keypoint(
                number(x, name + "_x", -FARTHEST_PIXEL, FARTHEST_PIXEL),
                number(y, name + "_y", -FARTHEST_PIXEL, FARTHEST_PIXEL),
                seen,
                OptionalDouble.empty()));
    }

    private double number(String cell, String column, double least, double most) throws CaptureException {
        // Stricter than Double.parseDouble, which also reads "NaN", "0x1p3" and "1d".
        boolean plain = cell.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
        try {
            double value = plain ? Double.parseDouble(cell) : Double.NaN;
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            plain = false;
        }
        throw lines.wrong(column + " is " + LineReader.quoted(cell)
                + (plain ? ", not from " + (long) least + " to " + (long) most : ", not a number"));
    }

    private int side(String digits) throws CaptureException {
        int side = Integer.parseInt(digits);
        if (side < 1 || side > LARGEST_SIDE) {
            throw lines.wrong("a picture's side has 1 to " + LARGEST_SIDE + " pixels, not " + digits);
        }
        return side;
    }

    /** The file's text as bytes: unzipped, without a byte-order mark. */
    private static InputStream content(Path file) throws CaptureException {
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(file));
            try {
                raw.mark(2);
                boolean zipped = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
                raw.reset();
                InputStream text = zipped ? new BufferedInputStream(new GZIPInputStream(raw)) : raw;
                return withoutByteOrderMark(text);
            } catch (IOException e) {
                raw.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new CaptureException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new CaptureException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream withoutByteOrderMark(InputStream text) throws IOException {
        PushbackInputStream content = new PushbackInputStream(text, BYTE_ORDER_MARK.length);
        byte[] beginning = content.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(beginning, BYTE_ORDER_MARK)) {
            content.unread(beginning);
        }
        return content;
    }
}

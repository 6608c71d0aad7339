package formcheck.pose;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a keypoint stream with all 33 joints for {@link KeypointReader}. Rounds pixels to 1/1000, visibilities to
 * 1/10,000 and times to a microsecond, so that motion read back gets the same verdicts. Not thread-safe.
 */
public final class KeypointWriter implements AutoCloseable {

    private static final int PIXEL_DECIMALS = 3;
    private static final int VISIBILITY_DECIMALS = 4;
    private static final int SECONDS_DECIMALS = 6;
    private static final Joint[] JOINTS = Joint.values();

    private final Writer out;
    private final Closeable file;
    private final int width;
    private final int height;
    private final CsvForm form;
    private final StringBuilder line = new StringBuilder();

    /**
     * Writes the header with commas between cells and decimal points.
     *
     * @param width of every frame, pixels
     * @param height of every frame, pixels
     */
    KeypointWriter(Writer out, int width, int height) throws IOException {
        this(out, width, height, CsvForm.DECIMAL_POINT);
    }

    /** Writes the header in a form that some spreadsheets need. */
    KeypointWriter(Writer out, int width, int height, CsvForm form) throws IOException {
        this(out, out, width, height, form);
    }

    private KeypointWriter(Writer out, Closeable file, int width, int height, CsvForm form) throws IOException {
        this.out = out;
        this.file = file;
        this.form = form;
        this.width = width;
        this.height = height;
        line.append("# width=").append(width).append(" height=").append(height).append('\n');
        line.append(KeypointColumns.SECONDS);
        for (Joint joint : JOINTS) {
            line.append(form.separator()).append(KeypointColumns.xOf(joint));
            line.append(form.separator()).append(KeypointColumns.yOf(joint));
            line.append(form.separator()).append(KeypointColumns.visibilityOf(joint));
        }
        endLine();
    }

    /** Writes to a file with a decimal point. */
    static KeypointWriter to(Path file, int width, int height) throws IOException {
        return to(file, width, height, CsvForm.DECIMAL_POINT);
    }

    /**
     * Writes to a file, gzipped if its name ends in {@code .gz}.
     *
     * @param width of every frame, pixels
     * @param height of every frame, pixels
     */
    public static KeypointWriter to(Path file, int width, int height, CsvForm form) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        try {
            OutputStream bytes = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
            return new KeypointWriter(
                    new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII)),
                    raw,
                    width,
                    height,
                    form);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Writes one row.
     *
     * @throws IOException if it cannot be written or the frame has another size than the stream
     */
    public void write(PoseFrame frame) throws IOException {
        if (frame.width() != width || frame.height() != height) {
            throw new IOException("the frame size changed from " + width + " x " + height + " to " + frame.width()
                    + " x " + frame.height() + ", and a keypoint stream has one size");
        }
        appendFixed(frame.seconds(), SECONDS_DECIMALS);
        for (Joint joint : JOINTS) {
            Optional<Keypoint> keypoint = frame.pose().flatMap(pose -> pose.keypoint(joint));
            line.append(form.separator());
            keypoint.ifPresent(seen -> appendFixed(seen.x(), PIXEL_DECIMALS));
            line.append(form.separator());
            keypoint.ifPresent(seen -> appendFixed(seen.y(), PIXEL_DECIMALS));
            line.append(form.separator());
            keypoint.map(Keypoint::visibility)
                    .filter(OptionalDouble::isPresent)
                    .ifPresent(visibility -> appendFixed(visibility.getAsDouble(), VISIBILITY_DECIMALS));
        }
        endLine();
    }

    /**
     * Closes the file itself too. Java writers leave it open if their last bytes cannot be written, and it would keep
     * its space on a full disk.
     */
    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }

    private void endLine() throws IOException {
        out.append(line.append('\n'));
        line.setLength(0);
    }

    /** Formats a number the same way in every locale. Faster than a formatter, because it runs a hundred times a frame. */
    private void appendFixed(double value, int decimals) {
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        long scaled = Math.round(Math.abs(value) * unit);
        if (value < 0 && scaled > 0) {
            line.append('-');
        }
        String fraction = Long.toString(scaled % unit);
        line.append(scaled / unit)
                .append(form.decimalMark())
                .append("0".repeat(decimals - fraction.length()))
                .append(fraction);
    }
}

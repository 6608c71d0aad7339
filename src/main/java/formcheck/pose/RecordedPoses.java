package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Poses of a recorded keypoint stream. Times count from its first row. */
public final class RecordedPoses implements PoseSource {

    private final KeypointReader reader;
    private final SourceInfo info;
    private Optional<Duration> first = Optional.empty();

    /** @throws CaptureException if the file is not a keypoint stream, with line and reason */
    public RecordedPoses(Path file) throws CaptureException {
        this(String.valueOf(file.getFileName()), KeypointReader.open(file));
    }

    /**
     * Reads a stream that another program writes, such as standard input: CSV as in a file, gzipped or not. A frame is there as
     * soon as its line has ended; {@link #next()} waits for it. Memory does not grow with the length of the stream.
     *
     * @param name of the source, in messages too
     * @param content is closed with this source, and if this throws
     * @throws CaptureException if it cannot be read, or is no keypoint stream, with line and reason
     */
    public RecordedPoses(String name, InputStream content) throws CaptureException {
        this(printable(name), KeypointReader.of(printable(name), content));
    }

    /** Reads text as {@link #RecordedPoses(String, InputStream)} reads bytes. */
    public RecordedPoses(String name, Reader content) throws CaptureException {
        this(printable(name), KeypointReader.of(printable(name), content));
    }

    private RecordedPoses(String name, KeypointReader reader) {
        this.reader = reader;
        this.info =
                new SourceInfo(name, reader.width(), reader.height(), OptionalDouble.empty(), Optional.empty(), false);
    }

    /** Messages with this name stay one line. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        Optional<PoseFrame> frame = reader.next();
        if (first.isEmpty()) {
            first = frame.map(PoseFrame::at);
        }
        return frame.map(f -> new PoseFrame(
                f.index(), f.at().minus(first.orElse(Duration.ZERO)), f.width(), f.height(), f.brightness(), f.pose()));
    }

    /** Always empty: anything wrong with a stream is an error. */
    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }

    @Override
    public void close() {
        reader.close();
    }
}

package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
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
        this.reader = KeypointReader.open(file);
        Path name = file.getFileName();
        this.info = new SourceInfo(
                String.valueOf(name), reader.width(), reader.height(), OptionalDouble.empty(), Optional.empty(), false);
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

package formcheck.pose.stream;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Poses that another program wrote as JSON. Reads all of them before it returns the first. */
final class JsonPoses implements PoseSource {
    private final SourceInfo info;
    private final Iterator<PoseFrame> frames;
    private final Optional<String> notes;

    JsonPoses(String name, Recording recording) throws CaptureException {
        Recording.Read read = recording.read();
        List<PoseFrame> poses = read.frames();
        Duration length = poses.get(poses.size() - 1).at();
        this.info = new SourceInfo(
                name, read.size().width(), read.size().height(), OptionalDouble.empty(), Optional.of(length), false);
        this.frames = poses.iterator();
        this.notes = recording.notes();
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<PoseFrame> next() {
        return frames.hasNext() ? Optional.of(frames.next()) : Optional.empty();
    }

    /** Returns what was assumed because the file does not contain it. */
    @Override
    public Optional<String> damage() {
        return notes;
    }

    @Override
    public void close() {
        // Nothing is open: the file was read to its end.
    }
}

package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Poses of a keypoint stream whose values are numbers already, such as the rows of a columnar file. The same values as CSV text
 * give the same frames, and the same values are refused. Times count from the first frame.
 */
public final class TypedPoses implements PoseSource {

    /**
     * One frame of the stream.
     *
     * @param seconds of the stream, 0 to 10,000,000, not before the frame before
     * @param keypoints pixels, at most 1,000,000 from the edge; empty if there was nobody
     */
    public record TypedFrame(double seconds, Map<Joint, Keypoint> keypoints) {
        public TypedFrame {
            keypoints = Collections.unmodifiableMap(keypoints);
        }
    }

    private final Iterator<TypedFrame> rows;
    private final SourceInfo info;
    private double first;
    private double last;
    private long frames;

    /**
     * @param name of the source, in messages too
     * @param width of the image, pixels
     * @param height of the image, pixels
     * @param rows are read when they are asked for
     * @throws CaptureException if there is no such image
     */
    public TypedPoses(String name, int width, int height, Iterator<TypedFrame> rows) throws CaptureException {
        for (int side : new int[] {width, height}) {
            if (side < 1 || side > KeypointBounds.LARGEST_SIDE) {
                throw new CaptureException(name + ": an image side has 1 to " + KeypointBounds.LARGEST_SIDE
                        + " pixels, not " + side + ".");
            }
        }
        this.rows = rows;
        this.info = new SourceInfo(name, width, height, OptionalDouble.empty(), Optional.empty(), false);
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        if (!rows.hasNext()) {
            if (frames == 0) {
                throw new CaptureException(info.name() + ": there is no frame in this stream.");
            }
            return Optional.empty();
        }
        TypedFrame row = rows.next();
        double seconds = row.seconds();
        if (!(seconds >= 0 && seconds <= KeypointBounds.LARGEST_SECONDS)) {
            throw wrong("seconds is " + seconds + ", not from 0 to " + (long) KeypointBounds.LARGEST_SECONDS);
        }
        if (frames > 0 && seconds < last) {
            throw wrong("time runs backwards, from " + last + " to " + seconds + " seconds");
        }
        for (Map.Entry<Joint, Keypoint> point : row.keypoints().entrySet()) {
            check(point.getKey(), point.getValue());
        }
        if (frames == 0) {
            first = seconds;
        }
        last = seconds;
        return Optional.of(new PoseFrame(
                frames++,
                at(seconds).minus(at(first)),
                info.width(),
                info.height(),
                OptionalDouble.empty(),
                row.keypoints().isEmpty() ? Optional.empty() : Optional.of(new Pose(row.keypoints()))));
    }

    private static Duration at(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private void check(Joint joint, Keypoint point) throws CaptureException {
        if (Math.abs(point.x()) > KeypointBounds.FARTHEST_PIXEL
                || Math.abs(point.y()) > KeypointBounds.FARTHEST_PIXEL) {
            throw wrong(joint.id() + " is at " + point.x() + ", " + point.y());
        }
        if (point.visibility().isPresent()) {
            double visibility = point.visibility().getAsDouble();
            if (!(visibility >= 0 && visibility <= 1)) {
                throw wrong(joint.id() + "_visibility is " + visibility + ", not from 0 to 1");
            }
        }
    }

    private CaptureException wrong(String reason) {
        return new CaptureException(String.format(Locale.ROOT, "%s: frame %d: %s.", info.name(), frames, reason));
    }

    /** Always empty: anything wrong with a stream is an error. */
    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The rows belong to the caller.
    }
}

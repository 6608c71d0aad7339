package formcheck.archive;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.pose.BridgedPoses;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The keypoints of videos, a row a frame and a last one for each video: one video after another in the thread that asks. Values are
 * rounded as in the keypoint CSV, so that both are judged alike. Not thread-safe.
 */
final class VideoRows implements Iterator<Row>, AutoCloseable {
    /** The decimals of the keypoint CSV, as {@link formcheck.pose.KeypointWriter} rounds. */
    private static final double PIXELS = 1e3;

    private static final double VISIBILITIES = 1e4;
    private static final double SECONDS = 1e6;

    private static final Joint[] JOINTS = Joint.values();

    private final Iterator<StreamUnit> units;
    private final PoseEstimator estimator;
    private final Configuration configuration;
    private @Nullable OpenedUnit open;

    private record OpenedUnit(String stream, LocalCopy copy, PoseSource poses) {}

    VideoRows(Iterator<StreamUnit> units, PoseEstimator estimator, Configuration configuration) {
        this.units = units;
        this.estimator = estimator;
        this.configuration = configuration;
    }

    @Override
    public boolean hasNext() {
        return open != null || units.hasNext();
    }

    @Override
    public Row next() {
        OpenedUnit video = open;
        if (video == null && !units.hasNext()) {
            throw new NoSuchElementException();
        }
        String stream = "";
        try {
            if (video == null) {
                StreamUnit unit = units.next();
                stream = unit.stream();
                if (unit.error() != null) {
                    return last(stream, Optional.empty(), Optional.of(unit.error()));
                }
                video = opened(unit);
                open = video;
            }
            stream = video.stream();
            Optional<PoseFrame> frame = video.poses().next();
            if (frame.isPresent()) {
                return row(stream, frame.get());
            }
            Optional<String> damage = video.poses().damage();
            close();
            return last(stream, damage, Optional.empty());
        } catch (IOException | CaptureException | RuntimeException e) {
            close();
            return last(stream, Optional.empty(), Optional.of(OneLine.of(e)));
        }
    }

    private OpenedUnit opened(StreamUnit unit) throws IOException, CaptureException {
        LocalCopy copy = LocalCopy.of(unit.place(), "", configuration);
        try {
            FrameSource frames = SourceSpec.parse(copy.path().toString()).open(CaptureLimits.DEFAULT);
            return new OpenedUnit(unit.stream(), copy, new BridgedPoses(frames, estimator));
        } catch (CaptureException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static Row row(String stream, PoseFrame frame) {
        @Nullable Object[] cells = new @Nullable Object[ArchiveTables.KEYPOINTS.size()];
        int at = 0;
        cells[at++] = stream;
        cells[at++] = frame.width();
        cells[at++] = frame.height();
        cells[at++] = frame.index();
        cells[at++] = rounded(frame.seconds(), SECONDS);
        for (Joint joint : JOINTS) {
            Optional<Keypoint> point = frame.pose().flatMap(pose -> pose.keypoint(joint));
            if (point.isPresent()) {
                OptionalDouble visibility = point.get().visibility();
                cells[at] = rounded(point.get().x(), PIXELS);
                cells[at + 1] = rounded(point.get().y(), PIXELS);
                cells[at + 2] = visibility.isPresent() ? rounded(visibility.getAsDouble(), VISIBILITIES) : null;
            }
            at += 3;
        }
        return RowFactory.create(cells);
    }

    /** The number that the decimals of the CSV are read as: a quotient of two whole numbers is rounded as their text is. */
    static Double rounded(double value, double unit) {
        double scaled = Math.round(Math.abs(value) * unit);
        return value < 0 && scaled > 0 ? -scaled / unit : scaled / unit;
    }

    private static Row last(String stream, Optional<String> damage, Optional<String> error) {
        @Nullable Object[] cells = new @Nullable Object[ArchiveTables.KEYPOINTS.size()];
        cells[0] = stream;
        cells[cells.length - 2] = damage.orElse(null);
        cells[cells.length - 1] = error.orElse(null);
        return RowFactory.create(cells);
    }

    /** Closes the open video. The estimator belongs to the caller. */
    @Override
    public void close() {
        OpenedUnit video = open;
        open = null;
        if (video != null) {
            video.poses().close();
            video.copy().close();
        }
    }
}

package formcheck.archive;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.pose.TypedPoses;
import formcheck.pose.TypedPoses.TypedFrame;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows of a table of keypoints, sorted by stream and frame, into streams. Holds one row at a time. A stream must be read to
 * its end, or skipped, before the next one.
 */
final class KeypointRows implements Iterator<KeypointRows.StreamOfRows> {
    private static final Joint[] JOINTS = Joint.values();
    private static final int STREAM = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.STREAM);
    private static final int WIDTH = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.WIDTH);
    private static final int HEIGHT = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.HEIGHT);
    private static final int FRAME = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.FRAME);
    private static final int SECONDS = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.SECONDS);
    private static final int FIRST_JOINT = SECONDS + 1;
    private static final int DAMAGE = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.DAMAGE);
    private static final int ERROR = ArchiveTables.KEYPOINTS.fieldIndex(ArchiveTables.ERROR);

    /** Columns of a joint: x, y, visibility. */
    private static final int PER_JOINT = 3;

    private final Iterator<Row> rows;
    private @Nullable Row ahead;

    /** @param rows with the columns of {@link ArchiveTables#KEYPOINTS} */
    KeypointRows(Iterator<Row> rows) {
        this.rows = rows;
    }

    private @Nullable Row peek() {
        if (ahead == null && rows.hasNext()) {
            ahead = rows.next();
        }
        return ahead;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public StreamOfRows next() {
        Row first = peek();
        if (first == null) {
            throw new NoSuchElementException();
        }
        return new StreamOfRows(first);
    }

    private static String nameOf(Row row) {
        return row.isNullAt(STREAM) ? "" : row.getString(STREAM);
    }

    /** The rows of one stream. */
    final class StreamOfRows {
        private final String stream;
        private final int width;
        private final int height;
        private Optional<String> damage = Optional.empty();
        private @Nullable Long lastFrame;

        private StreamOfRows(Row first) {
            this.stream = nameOf(first);
            this.width = first.isNullAt(WIDTH) ? 0 : first.getInt(WIDTH);
            this.height = first.isNullAt(HEIGHT) ? 0 : first.getInt(HEIGHT);
        }

        String stream() {
            return stream;
        }

        /** Returns the frames; an error of the video is thrown after them. */
        PoseSource poses() throws CaptureException {
            Row first = peek();
            if (first != null && isOurs(first) && first.isNullAt(FRAME) && !first.isNullAt(ERROR)) {
                throw new CaptureException(first.getString(ERROR));
            }
            return new Poses();
        }

        private boolean isOurs(Row row) {
            return nameOf(row).equals(stream);
        }

        private @Nullable Row ours() {
            Row row = peek();
            return row != null && isOurs(row) ? row : null;
        }

        /** Passes what is left of the stream. */
        void skip() {
            while (ours() != null) {
                ahead = null;
            }
        }

        private final class Poses implements PoseSource {
            private final Frames frames = new Frames();
            private final TypedPoses typed = new TypedPoses(stream, width, height, frames);

            private Poses() throws CaptureException {}

            @Override
            public SourceInfo info() {
                return typed.info();
            }

            @Override
            public Optional<PoseFrame> next() throws CaptureException {
                check();
                return typed.next();
            }

            /** Refuses what text cannot be: a frame twice, a joint with half a place. */
            private void check() throws CaptureException {
                Row row = ours();
                if (row == null) {
                    return;
                }
                if (row.isNullAt(FRAME)) {
                    damage = Optional.ofNullable(row.getString(DAMAGE));
                    if (!row.isNullAt(ERROR)) {
                        throw new CaptureException(row.getString(ERROR));
                    }
                    skip();
                    return;
                }
                Long frame = row.getLong(FRAME);
                if (Objects.equals(frame, lastFrame)) {
                    throw wrong(frame, "it is there twice");
                }
                lastFrame = frame;
                if (row.isNullAt(SECONDS)) {
                    throw wrong(frame, "it has no time");
                }
                if (row.getInt(WIDTH) != width || row.getInt(HEIGHT) != height) {
                    throw wrong(frame, "the frame size changes");
                }
                for (int joint = 0; joint < JOINTS.length; joint++) {
                    int at = FIRST_JOINT + PER_JOINT * joint;
                    if (row.isNullAt(at) != row.isNullAt(at + 1)) {
                        throw wrong(frame, JOINTS[joint].id() + " has x or y alone");
                    }
                    if (!row.isNullAt(at)
                            && !(Double.isFinite(row.getDouble(at)) && Double.isFinite(row.getDouble(at + 1)))) {
                        throw wrong(frame, JOINTS[joint].id() + " is nowhere");
                    }
                }
            }

            private CaptureException wrong(long frame, String reason) {
                return new CaptureException(stream + ": frame " + frame + ": " + reason + ".");
            }

            @Override
            public Optional<String> damage() {
                return damage;
            }

            @Override
            public void close() {
                skip();
            }
        }

        private final class Frames implements Iterator<TypedFrame> {
            @Override
            public boolean hasNext() {
                return ours() != null;
            }

            @Override
            public TypedFrame next() {
                Row row = ours();
                if (row == null) {
                    throw new NoSuchElementException();
                }
                ahead = null;
                Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
                for (int joint = 0; joint < JOINTS.length; joint++) {
                    int at = FIRST_JOINT + PER_JOINT * joint;
                    if (!row.isNullAt(at)) {
                        OptionalDouble visibility = row.isNullAt(at + 2)
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(row.getDouble(at + 2));
                        points.put(
                                JOINTS[joint],
                                new Keypoint(
                                        row.getDouble(at), row.getDouble(at + 1), visibility, OptionalDouble.empty()));
                    }
                }
                return new TypedFrame(row.getDouble(SECONDS), points);
            }
        }
    }
}

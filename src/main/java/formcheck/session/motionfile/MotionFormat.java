package formcheck.session.motionfile;

import com.fasterxml.jackson.annotation.JsonProperty;
import formcheck.exercise.RepTracker;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.pose.Joint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Constants and header of a motion file. {@code src/site/markdown/motion-file.md} describes the format. */
final class MotionFormat {
    static final byte[] MAGIC = {'F', 'C', 'M', 'O', 'T', 'I', 'O', 1};

    /** Bytes of a block's length, checksum and type. */
    static final int BLOCK_HEAD = 9;

    static final byte HEADER = 1;
    static final byte FRAMES = 2;

    /** The description of the session, for the store. */
    static final byte ABOUT = 3;

    /** Longest block in the file, bytes: far more than FormCheck writes. */
    static final int LONGEST_BLOCK = 1 << 20;

    static final int LONGEST_BODY = 4 << 20;
    static final int MOST_FRAMES = 512;

    /** Keypoints are rounded to this, pixels: far below the error of a pose model. */
    static final double POINT_STEP = 0.25;

    /** Visibilities are rounded to 1 in this many. */
    static final int VISIBILITY_STEPS = 250;

    /** Measures that are stored bit for bit, so that judging again gives the same repetitions. */
    private static final Set<Measure> READ_BY_RULES = RepTracker.reads();

    /** All other measures are rounded to this, in their unit. */
    private static final double MEASURE_STEP = 0.01;

    private MotionFormat() {}

    /**
     * How one measure is stored.
     *
     * @param measure null if a later version wrote it
     * @param step the number is stored as a multiple of it, in the measure's unit; 0 stores the number itself
     */
    record MeasureColumn(@Nullable Measure measure, double step) {
        boolean exact() {
            return step == 0;
        }
    }

    /**
     * The header of one opening of a source. Joints, reasons and measures of a later version are empty or null; the reader skips
     * their numbers.
     */
    record Header(
            double offset,
            int width,
            int height,
            List<Optional<Joint>> joints,
            List<Optional<Reason>> reasons,
            List<MeasureColumn> columns,
            double pointStep) {

        /** Returns a header of this version. */
        static Header of(double offset, int width, int height) {
            List<MeasureColumn> columns = new ArrayList<>();
            for (Measure measure : Measure.values()) {
                columns.add(new MeasureColumn(measure, READ_BY_RULES.contains(measure) ? 0 : MEASURE_STEP));
            }
            return new Header(
                    offset,
                    width,
                    height,
                    List.of(Joint.values()).stream().map(Optional::of).toList(),
                    List.of(Reason.values()).stream().map(Optional::of).toList(),
                    columns,
                    POINT_STEP);
        }

        byte[] bytes() {
            return StoredJson.bytes(new StoredHeader(
                    offset,
                    width,
                    height,
                    pointStep,
                    joints.stream().map(joint -> joint.orElseThrow().id()).toList(),
                    reasons.stream().map(reason -> reason.orElseThrow().id()).toList(),
                    columns.stream()
                            .flatMap(column -> Optional.ofNullable(column.measure)
                                    .map(measure -> new StoredColumn(measure.id(), column.step))
                                    .stream())
                            .toList()));
        }

        /** @throws IOException if the bytes are no valid header */
        static Header read(byte[] bytes) throws IOException {
            StoredHeader json;
            try {
                json = StoredJson.read(bytes, StoredHeader.class);
            } catch (IllegalArgumentException e) {
                throw new IOException("the header is damaged: " + e.getMessage(), e);
            }
            boolean sensible = json.offsetSeconds >= 0
                    && json.offsetSeconds < 1e7
                    && json.width > 0
                    && json.width <= 100_000
                    && json.height > 0
                    && json.height <= 100_000
                    && json.pointStep > 0
                    && json.pointStep <= 100;
            if (!sensible) {
                throw new IOException("the header makes no sense");
            }
            List<MeasureColumn> columns = new ArrayList<>();
            for (StoredColumn column : list(json.measures)) {
                Double step = column.step;
                if (step == null || !(step >= 0 && step <= 1e6)) {
                    throw new IOException("a measure has no step");
                }
                columns.add(new MeasureColumn(
                        known(column.id, Measure.values(), Measure::id).orElse(null), step));
            }
            return new Header(
                    json.offsetSeconds,
                    json.width,
                    json.height,
                    known(json.joints, Joint.values(), Joint::id),
                    known(json.reasons, Reason.values(), Reason::id),
                    columns,
                    json.pointStep);
        }

        private static <T> List<T> list(@Nullable List<T> list) {
            return list == null ? List.of() : list;
        }

        private static <T> List<Optional<T>> known(@Nullable List<String> names, T[] all, Function<T, String> id) {
            return list(names).stream().map(name -> known(name, all, id)).toList();
        }

        private static <T> Optional<T> known(@Nullable String name, T[] all, Function<T, String> id) {
            for (T one : all) {
                if (id.apply(one).equals(name)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /** A header as it is written. */
    private record StoredHeader(
            @JsonProperty(required = true) double offsetSeconds,
            int width,
            int height,
            double pointStep,
            @Nullable List<String> joints,
            @Nullable List<String> reasons,
            @Nullable List<StoredColumn> measures) {}

    private record StoredColumn(
            @Nullable String id, @Nullable Double step) {}
}

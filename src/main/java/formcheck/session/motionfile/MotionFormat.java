package formcheck.session.motionfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.RepTracker;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.pose.Joint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What writer and reader of a motion file agree on; {@code src/site/markdown/motion-file.md} describes it in full. */
final class MotionFormat {
    static final byte[] MAGIC = {'F', 'C', 'M', 'O', 'T', 'I', 'O', 1};

    /** A block's length, its check sum and its type. */
    static final int BLOCK_HEAD = 9;

    static final byte HEADER = 1;
    static final byte FRAMES = 2;

    /** What the file says of its session, for the store to read. */
    static final byte ABOUT = 3;

    /** Longest block, as it lies in the file and unpacked: nothing that FormCheck writes comes near. */
    static final int LONGEST_BLOCK = 1 << 20;

    static final int LONGEST_BODY = 4 << 20;
    static final int MOST_FRAMES = 512;

    /** Key points are kept to this, pixels: far below what a pose model errs by. */
    static final double POINT_STEP = 0.25;

    /** Visibilities are kept to 1 in so many. */
    static final int VISIBILITY_STEPS = 250;

    /** Kept to the last bit: the same measures judged again lead to the same repetitions. */
    private static final Set<Measure> READ_BY_RULES = RepTracker.reads();

    /** All others are kept to a hundredth of their unit. */
    private static final double MEASURE_STEP = 0.01;

    private MotionFormat() {}

    /**
     * How one measure is kept.
     *
     * @param measure which; null if this program does not know it
     * @param step multiples of which are kept; 0 keeps the number itself
     */
    record MeasureColumn(@Nullable Measure measure, double step) {
        boolean exact() {
            return step == 0;
        }
    }

    /**
     * What holds from one opening of a source to the next. What this program does not know by its name is null: its numbers
     * are read over.
     */
    record Header(
            double offset,
            int width,
            int height,
            List<Optional<Joint>> joints,
            List<Optional<Reason>> reasons,
            List<MeasureColumn> columns,
            double pointStep) {

        /** A header of this program. */
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
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode json = mapper.createObjectNode();
            json.put("offsetSeconds", offset);
            json.put("width", width);
            json.put("height", height);
            json.put("pointStep", pointStep);
            ArrayNode jointNames = json.putArray("joints");
            joints.forEach(joint -> jointNames.add(joint.orElseThrow().id()));
            ArrayNode reasonNames = json.putArray("reasons");
            reasons.forEach(reason -> reasonNames.add(reason.orElseThrow().id()));
            ArrayNode measures = json.putArray("measures");
            for (MeasureColumn column : columns) {
                if (column.measure != null) {
                    measures.addObject().put("id", column.measure.id()).put("step", column.step);
                }
            }
            try {
                return mapper.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e); // numbers and names only
            }
        }

        /** @throws IOException if it is not one */
        static Header read(byte[] bytes) throws IOException {
            JsonNode json = new ObjectMapper().readTree(bytes);
            double offset = json.path("offsetSeconds").asDouble(Double.NaN);
            int width = json.path("width").asInt();
            int height = json.path("height").asInt();
            double pointStep = json.path("pointStep").asDouble();
            boolean sensible = offset >= 0
                    && offset < 1e7
                    && width > 0
                    && width <= 100_000
                    && height > 0
                    && height <= 100_000
                    && pointStep > 0
                    && pointStep <= 100;
            if (!sensible) {
                throw new IOException("the header makes no sense");
            }
            List<MeasureColumn> columns = new ArrayList<>();
            for (JsonNode column : json.path("measures")) {
                double step = column.path("step").asDouble(-1);
                if (!(step >= 0 && step <= 1e6)) {
                    throw new IOException("a measure has no step");
                }
                columns.add(new MeasureColumn(
                        known(column.path("id").asText(), Measure.values(), Measure::id)
                                .orElse(null),
                        step));
            }
            return new Header(
                    offset,
                    width,
                    height,
                    names(json.path("joints"), Joint.values(), Joint::id),
                    names(json.path("reasons"), Reason.values(), Reason::id),
                    columns,
                    pointStep);
        }

        private static <T> List<Optional<T>> names(JsonNode list, T[] all, Function<T, String> id) {
            List<Optional<T>> known = new ArrayList<>();
            list.forEach(name -> known.add(known(name.asText(), all, id)));
            return known;
        }

        private static <T> Optional<T> known(String name, T[] all, Function<T, String> id) {
            for (T one : all) {
                if (id.apply(one).equals(name)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }
}

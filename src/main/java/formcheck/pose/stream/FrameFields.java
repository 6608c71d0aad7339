package formcheck.pose.stream;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.CaptureException;
import formcheck.pose.stream.StreamOptions.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads the fields of a frame object besides its people: image size, frame rate, time, number. Compares names without
 * case and separators.
 */
final class FrameFields {
    private static final List<String> NUMBERS =
            List.of("frame", "framenumber", "framenum", "frameid", "frameindex", "frameidx", "index");
    private static final List<String> RATES = List.of("fps", "framerate", "videofps", "framespersecond");
    private static final List<String> SIZES = List.of("imagesize", "size", "resolution", "framesize", "videosize");
    private static final List<String> SIDES = List.of("", "image", "img", "frame", "video");

    /** Names of time fields with their unit in seconds; 0 if the name does not include the unit. */
    private static final Map<String, Double> TIMES = Map.ofEntries(
            Map.entry("timestampms", 1e-3),
            Map.entry("timestampmillis", 1e-3),
            Map.entry("timems", 1e-3),
            Map.entry("tms", 1e-3),
            Map.entry("ms", 1e-3),
            Map.entry("timestampus", 1e-6),
            Map.entry("timeus", 1e-6),
            Map.entry("timestampns", 1e-9),
            Map.entry("seconds", 1.0),
            Map.entry("timesec", 1.0),
            Map.entry("times", 1.0),
            Map.entry("timeseconds", 1.0),
            Map.entry("timestamps", 1.0),
            Map.entry("timestampsec", 1.0),
            Map.entry("timestampseconds", 1.0),
            Map.entry("timestamp", 0.0),
            Map.entry("time", 0.0),
            Map.entry("t", 0.0),
            Map.entry("ts", 0.0));

    private FrameFields() {}

    static Map<String, JsonNode> of(JsonNode object) {
        Map<String, JsonNode> fields = new HashMap<>();
        object.properties().forEach(field -> fields.putIfAbsent(JointLayout.bare(field.getKey()), field.getValue()));
        return fields;
    }

    static Optional<JsonNode> first(Map<String, JsonNode> fields, List<String> names) {
        return names.stream().map(fields::get).filter(value -> value != null).findFirst();
    }

    /** Passes the image size and the frame rate of an object to the recording. */
    static void readSizeAndRate(String where, Map<String, JsonNode> fields, Recording recording)
            throws CaptureException {
        for (String of : SIDES) {
            JsonNode width = fields.get(of + "width");
            JsonNode height = fields.get(of + "height");
            if (width != null && height != null && width.isNumber() && height.isNumber()) {
                size(where, width, height, recording);
            }
        }
        Optional<JsonNode> both = first(fields, SIZES);
        if (both.isPresent()
                && both.get().path(0).isNumber()
                && both.get().path(1).isNumber()) {
            size(where, both.get().get(0), both.get().get(1), recording);
        }
        first(fields, RATES).filter(JsonNode::isNumber).ifPresent(rate -> recording.rateIs(rate.doubleValue()));
    }

    private static void size(String where, JsonNode width, JsonNode height, Recording recording)
            throws CaptureException {
        Optional<Size> size = Size.of(width.doubleValue(), height.doubleValue());
        if (size.isPresent()) {
            recording.sizeIs(where, size.get());
        }
    }

    /** Returns the time of a frame, seconds, or a unit that the recording infers. */
    static OptionalDouble time(Map<String, JsonNode> fields, Recording recording) {
        for (Map.Entry<String, Double> name : TIMES.entrySet()) {
            JsonNode time = fields.get(name.getKey());
            if (time != null && time.isNumber() && Double.isFinite(time.doubleValue())) {
                if (name.getValue() > 0) {
                    recording.timesAre(1);
                    return OptionalDouble.of(time.doubleValue() * name.getValue());
                }
            }
        }
        for (Map.Entry<String, Double> name : TIMES.entrySet()) {
            JsonNode time = fields.get(name.getKey());
            if (time != null && time.isNumber() && Double.isFinite(time.doubleValue())) {
                return OptionalDouble.of(time.doubleValue());
            }
        }
        return OptionalDouble.empty();
    }

    /** Returns the number of a frame. */
    static OptionalLong number(Map<String, JsonNode> fields) {
        Optional<JsonNode> number = first(fields, NUMBERS);
        return number.isPresent() && number.get().isIntegralNumber()
                ? OptionalLong.of(number.get().longValue())
                : OptionalLong.empty();
    }
}

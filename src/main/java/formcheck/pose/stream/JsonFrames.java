package formcheck.pose.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.capture.CaptureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Splits JSON files into frames, one at a time, however large a file is: a list of frames, an object with such a list, an
 * object by frame numbers, a line for each frame, or one frame a file. {@link JsonRecords} reads the frames.
 */
final class JsonFrames {
    /**
     * Largest number of values in one frame: joints with hands and a face of 478 landmarks, for more people than
     * there are.
     */
    private static final int MOST_VALUES = 200_000;

    private static final int DEEPEST = 40;
    private static final int LONGEST_TEXT = 1_000_000;

    /** Names of lists of frames, normalised. */
    private static final Set<String> LISTS = Set.of(
            "frames",
            "results",
            "data",
            "detections",
            "predictions",
            "instanceinfo",
            "poseframes",
            "framedata",
            "framesdata",
            "landmarksperframe",
            "sequence");

    /** Fields that may be large and contain no joints. */
    private static final Pattern BESIDE = Pattern.compile(
            "segmentation.*|face.*|(left|right)?hand.*|partcandidates|licenses|skeleton.*|heatmaps?|mask.*");

    private static final Pattern NUMBERED = Pattern.compile("\\D{0,40}(\\d{1,15})");

    /** Begin of the library's message for a duplicate name. */
    private static final String DOUBLE = "Duplicate field";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonRecords records;
    private final Recording recording;
    private String file = "";
    private long record;
    private int values;

    JsonFrames(Recording recording) {
        this.recording = recording;
        this.records = new JsonRecords(recording);
    }

    /**
     * Reads a file.
     *
     * @param name of the file, for errors
     * @param number of its frame, if each file contains one
     */
    void read(String name, InputStream content, OptionalLong number) throws CaptureException {
        file = name;
        record = 0;
        try (JsonParser parser = FACTORY.createParser(content)) {
            try {
                if (parser.nextToken() == null) {
                    throw recording.wrong(name, "the file is empty");
                }
                do {
                    root(parser, number);
                } while (parser.nextToken() != null);
            } catch (JsonProcessingException e) {
                throw recording.wrong(
                        here(parser),
                        e.getOriginalMessage().startsWith(DOUBLE)
                                ? "a name is there twice in one object"
                                : "this is no whole JSON, or JSON beyond all measure");
            } catch (PersonJson.Refused e) {
                throw recording.wrong(here(parser), e.reason());
            }
        } catch (EOFException | ZipException e) {
            throw recording.wrong(name, "the compressed file is damaged or breaks off");
        } catch (IOException e) {
            throw recording.wrong(name, "it cannot be read: " + e.getMessage());
        }
    }

    /** Ends reading. Call it after all files. */
    void end() throws CaptureException {
        records.end();
    }

    private String here(JsonParser parser) {
        return file + ":" + Math.max(1, parser.currentLocation().getLineNr()) + (record > 0 ? ": frame " + record : "");
    }

    private void root(JsonParser parser, OptionalLong number) throws IOException, CaptureException, PersonJson.Refused {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            list(parser, "", number);
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, number);
        } else {
            throw new PersonJson.Refused("there is neither a list nor an object");
        }
    }

    /** Reads a list of frames, or one frame as a list of points. */
    private void list(JsonParser parser, String name, OptionalLong number)
            throws IOException, CaptureException, PersonJson.Refused {
        ArrayNode points = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode each = piece(parser);
            boolean point = each.isNumber()
                    || (each.has("x") && each.has("y"))
                    || (each.isArray() && !each.isEmpty() && each.path(0).isNumber() && each.size() <= 6);
            if (point && name.isEmpty()) {
                points.add(each);
                if (points.size() > MOST_VALUES) {
                    throw new PersonJson.Refused("there are more than " + MOST_VALUES + " numbers in one frame");
                }
            } else {
                record++;
                records.take(here(parser), name, each, number);
            }
        }
        if (!points.isEmpty()) {
            record++;
            records.take(here(parser), name, points, number);
        }
    }

    private void object(JsonParser parser, OptionalLong number)
            throws IOException, CaptureException, PersonJson.Refused {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        values = 0;
        int before = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String bare = JointLayout.bare(name);
            JsonToken value = parser.nextToken();
            Optional<Long> frame = value.isStructStart() ? numbered(name) : Optional.empty();
            if (JsonRecords.COCO_LISTS.contains(bare) && value == JsonToken.START_ARRAY) {
                list(parser, bare, number);
            } else if (LISTS.contains(bare) && value == JsonToken.START_ARRAY) {
                list(parser, bare, number);
            } else if (LISTS.contains(bare) && value == JsonToken.START_OBJECT) {
                object(parser, number);
            } else if (frame.isPresent()) {
                record++;
                records.take(here(parser), "", piece(parser), OptionalLong.of(frame.get()));
            } else if (BESIDE.matcher(bare).matches()) {
                parser.skipChildren();
            } else {
                values = before;
                rest.set(name, tree(parser));
                before = values;
            }
        }
        records.readMetadata(here(parser), rest);
        if (JsonRecords.isFrame(rest)) {
            record++;
            records.take(here(parser), "", rest, number);
        }
    }

    private static Optional<Long> numbered(String name) {
        var matcher = NUMBERED.matcher(name);
        boolean joint = JointLayout.joint(name).isPresent() || JsonRecords.isKnown(name);
        return matcher.matches() && !joint ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    private JsonNode piece(JsonParser parser) throws IOException, PersonJson.Refused {
        values = 0;
        return tree(parser);
    }

    /** Reads the value at the parser without fields that contain no joints. */
    private JsonNode tree(JsonParser parser) throws IOException, PersonJson.Refused {
        if (++values > MOST_VALUES) {
            throw new PersonJson.Refused("there are more than " + MOST_VALUES + " values in one frame");
        }
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = make.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (BESIDE.matcher(JointLayout.bare(name)).matches()) {
                        parser.skipChildren();
                    } else {
                        object.set(name, tree(parser));
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = make.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(tree(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? make.numberNode(parser.getDoubleValue())
                        : make.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> make.numberNode(parser.getDoubleValue());
            case VALUE_STRING -> make.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> make.booleanNode(parser.getBooleanValue());
            default -> make.nullNode();
        };
    }
}

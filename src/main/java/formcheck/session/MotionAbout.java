package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a motion file says of its session beside the frames, so that the session is found again without the database.
 *
 * @param details whose it is, when it began, the load
 * @param origin a live session, or a recording
 * @param source with the exercise by which it was judged
 * @param mirrored whether the source was mirrored
 */
record MotionAbout(SessionDetails details, KeptSession.Origin origin, LiveSource source, boolean mirrored) {
    private static final int LONGEST_TEXT = 1000;

    byte[] bytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("person", details.person());
        json.put("began", details.began().toString());
        json.put("origin", origin.name());
        json.put("source", source.name());
        source.model().ifPresent(model -> json.put("model", model));
        json.set("exercise", ExerciseJson.write(source.exercise()));
        json.put("width", source.width());
        json.put("height", source.height());
        json.put("mirrored", mirrored);
        details.load().kilograms().ifPresent(kilograms -> json.put("kilograms", kilograms));
        details.load().band().ifPresent(band -> json.put("band", band));
        details.painBefore().ifPresent(pain -> json.put("painBefore", pain));
        json.put("pictures", details.pictures().kind().id());
        json.put("pictureDays", details.pictures().days());
        ObjectNode versions = json.putObject("versions");
        versions.put("program", details.versions().program());
        details.versions().model().ifPresent(model -> versions.put("model", model));
        details.versions().posture().ifPresent(posture -> versions.put("posture", posture));
        versions.put("rules", details.versions().rules());
        return Sql.text(json).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if it makes no sense: nothing of a file is believed, and the frames are worth more than this. */
    static Optional<MotionAbout> read(byte[] bytes) {
        try {
            JsonNode json = new ObjectMapper().readTree(bytes);
            JsonNode versions = json.path("versions");
            int pain = json.path("painBefore").asInt(-1);
            double kilograms = json.path("kilograms").asDouble(-1);
            SessionDetails details = new SessionDetails(
                    Profile.checkedName(json.path("person").asText()),
                    ZonedDateTime.parse(json.path("began").asText()),
                    new Load(
                            kilograms >= 0 && kilograms < 1000 ? OptionalDouble.of(kilograms) : OptionalDouble.empty(),
                            text(json, "band")),
                    pain >= 0 && pain <= 10 ? OptionalInt.of(pain) : OptionalInt.empty(),
                    new Versions(
                            text(versions, "program").orElse("unknown"),
                            text(versions, "model"),
                            text(versions, "posture"),
                            text(versions, "rules").orElse("unknown")),
                    new PictureChoice(
                            PictureChoice.KeptPictureKind.ofId(
                                            json.path("pictures").asText())
                                    .orElse(PictureChoice.KeptPictureKind.NONE),
                            json.path("pictureDays").asInt(PictureChoice.NONE.days())));
            LiveSource source = new LiveSource(
                    text(json, "source").orElse("unknown"),
                    text(json, "model"),
                    ExerciseJson.read(json.path("exercise")),
                    json.path("width").asInt(),
                    json.path("height").asInt());
            return Arrays.stream(KeptSession.Origin.values())
                    .filter(origin -> origin.name().equals(json.path("origin").asText()))
                    .findFirst()
                    .map(origin -> new MotionAbout(
                            details, origin, source, json.path("mirrored").asBoolean()));
        } catch (IOException | StoreException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() && value.asText().length() <= LONGEST_TEXT
                ? Optional.of(value.asText())
                : Optional.empty();
    }
}

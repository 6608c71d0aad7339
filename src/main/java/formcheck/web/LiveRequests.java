package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.guide.LiveGuide;
import formcheck.live.CoachingOptions;
import formcheck.live.PageRequest;
import formcheck.live.SourceRequest;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads requests of a page: JSON objects with their {@code type}. A missing field, or one of another JSON type, counts as
 * absent.
 */
final class LiveRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRequests.class);

    private static final Map<String, LiveGuide.Command> COMMANDS = Map.of(
            "next", LiveGuide.Command.NEXT,
            "end", LiveGuide.Command.END,
            "pain", LiveGuide.Command.PAIN,
            "pause", LiveGuide.Command.PAUSE);

    private final ObjectMapper mapper = new ObjectMapper();

    /** Returns the request; empty if it is not one. */
    Optional<PageRequest> read(String text) {
        try {
            return read(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            LOG.debug("a page sent what is not JSON");
            return Optional.empty();
        }
    }

    private static Optional<PageRequest> read(JsonNode message) {
        String type = message.path("type").asText();
        return switch (type) {
            case "take-over" -> Optional.of(new PageRequest.TakeOver());
            case "preview" -> Optional.of(new PageRequest.Preview(source(message.path("source"))));
            case "open" -> Optional.of(open(message));
            case "command" ->
                Optional.ofNullable(COMMANDS.get(message.path("name").asText())).map(PageRequest.Instruct::new);
            case "pain" -> pain(message.path("level").asInt(-1));
            case "close" -> Optional.of(new PageRequest.Close());
            default -> {
                LOG.debug("a page sent an unknown '{}'", type);
                yield Optional.empty();
            }
        };
    }

    private static Optional<PageRequest> pain(int level) {
        return level >= 0 && level <= 10 ? Optional.of(new PageRequest.RatePain(level)) : Optional.empty();
    }

    private static PageRequest open(JsonNode message) {
        String variant = message.path("variant").asText("");
        return new PageRequest.Open(
                source(message.path("source")),
                message.path("resume").asBoolean(),
                variant.isEmpty() ? Optional.empty() : Optional.of(variant),
                SessionChoiceJson.read(message.path("person")),
                new CoachingOptions(
                        message.path("raises").asBoolean(),
                        message.path("head").asBoolean(),
                        message.path("prove").asBoolean()));
    }

    private static Optional<SourceRequest> source(JsonNode wish) {
        return switch (wish.path("kind").asText()) {
            case "browser" ->
                Optional.of(new SourceRequest.BrowserCamera(
                        wish.path("name").asText("camera"),
                        wish.path("width").asInt(),
                        wish.path("height").asInt()));
            case "phone" -> Optional.of(new SourceRequest.PairedPhoneCamera());
            case "camera" ->
                Optional.of(new SourceRequest.LocalCamera(wish.path("device").asText()));
            case "address" ->
                Optional.of(new SourceRequest.StreamAddress(wish.path("address").asText()));
            case "sample" ->
                Optional.of(new SourceRequest.SampleVideo(wish.path("name").asText()));
            case "upload" -> Optional.of(new SourceRequest.UploadedVideo());
            default -> Optional.empty();
        };
    }
}

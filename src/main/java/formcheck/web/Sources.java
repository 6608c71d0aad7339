package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.CameraDevice;
import formcheck.capture.Cameras;
import formcheck.capture.CaptureException;
import formcheck.capture.SourceSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources that a page may name. Of files it knows names alone, and those are looked up in a list: nothing that a page
 * says becomes a path.
 */
final class Sources {
    private static final int LONGEST_NAME = 200;

    private final Map<String, Path> samples = new LinkedHashMap<>();
    private final Uploads uploads;

    Sources(List<Path> samples, Uploads uploads) {
        for (Path sample : samples) {
            String name = String.valueOf(sample.getFileName());
            this.samples.put(name.replaceFirst("\\.[^.]*$", ""), sample);
        }
        this.uploads = uploads;
    }

    List<String> samples() {
        return List.copyOf(samples.keySet());
    }

    List<CameraDevice> cameras() {
        return Cameras.list();
    }

    /**
     * The source that a page asks for: {@code kind} is {@code browser} (with {@code name}, {@code width}, {@code height}),
     * {@code camera} (with {@code device}), {@code address}, {@code sample} (with {@code name}) or {@code upload}.
     */
    Optional<SourceSpec> find(JsonNode wish) {
        try {
            return switch (wish.path("kind").asText()) {
                case "browser" ->
                    Optional.of(new SourceSpec.Browser(
                            shortened(wish.path("name").asText("camera")),
                            wish.path("width").asInt(),
                            wish.path("height").asInt()));
                case "camera" -> camera(wish.path("device").asText());
                case "address" -> address(wish.path("address").asText());
                case "sample" ->
                    Optional.ofNullable(samples.get(wish.path("name").asText())).map(SourceSpec.VideoFile::new);
                case "upload" -> uploads.video().map(SourceSpec.VideoFile::new);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | CaptureException e) {
            return Optional.empty();
        }
    }

    /** One of this machine's cameras, as it listed them or by its number; never a device of the page's own naming. */
    private Optional<SourceSpec> camera(String device) {
        boolean listed = device.matches("\\d{1,2}")
                || cameras().stream().anyMatch(camera -> camera.device().equals(device));
        return listed ? Optional.of(new SourceSpec.Camera(device)) : Optional.empty();
    }

    private static Optional<SourceSpec> address(String address) throws CaptureException {
        boolean isAddress = address.matches("(?i)(https?|rtsps?|rtmps?)://.*") && address.length() <= 2000;
        return isAddress ? Optional.of(SourceSpec.parse(address)) : Optional.empty();
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}

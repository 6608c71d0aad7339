package formcheck.pose.stream;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.CaptureException;
import formcheck.pose.stream.StreamOptions.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Collects people, who come one by one in any order, by their images, and sorts the images of a video. */
final class CocoImages {
    /** Visibility of a joint that an annotator placed but marked as hidden. */
    static final double HIDDEN = 0.3;

    private static final class Image {
        private final String where;
        private final List<Person> people = new ArrayList<>();
        private final FrameName id;
        private Optional<FrameName> file = Optional.empty();
        private OptionalLong frame = OptionalLong.empty();

        Image(String where, String id) {
            this.where = where;
            this.id = FrameName.of(id);
        }
    }

    private final Recording recording;
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final List<Person> flagged = new ArrayList<>();
    private final Set<String> videos = new HashSet<>();
    private boolean flagsUsed;

    CocoImages(Recording recording) {
        this.recording = recording;
    }

    private Image image(String where, String id) throws CaptureException {
        Image image = images.computeIfAbsent(id, name -> new Image(where, name));
        if (images.size() > Recording.MOST_FRAMES) {
            throw recording.wrong(where, "there are more than " + Recording.MOST_FRAMES + " images");
        }
        return image;
    }

    /** Reads an element of the list of images. */
    void image(String where, JsonNode record) throws CaptureException, PersonJson.Refused {
        Image image = image(where, id(record.path("id")));
        if (record.path("file_name").isTextual()) {
            image.file = Optional.of(FrameName.of(record.path("file_name").textValue()));
        }
        if (record.path("frame_id").isIntegralNumber()) {
            image.frame = OptionalLong.of(record.path("frame_id").longValue());
        }
        if (record.path("video_id").isValueNode() && videos.size() < 2) {
            videos.add(record.path("video_id").asText());
        }
        Optional<Size> size =
                Size.of(record.path("width").asDouble(), record.path("height").asDouble());
        if (size.isPresent()) {
            recording.sizeIs(where, size.get());
        }
    }

    /** Adds a person to an image. */
    void detection(String where, JsonNode imageId, Person person, boolean isFlagged)
            throws CaptureException, PersonJson.Refused {
        Image image = image(where, id(imageId));
        if (!person.nothingSeen()) {
            image.people.add(person);
            if (isFlagged) {
                flagged.add(person);
            }
        }
    }

    /** Records that a joint was marked as visible, so that the other flags are meaningful. */
    void useFlags() {
        flagsUsed = true;
    }

    private static String id(JsonNode id) throws PersonJson.Refused {
        if (!id.isTextual() && !id.isIntegralNumber()) {
            throw new PersonJson.Refused("an image's id is " + PersonJson.quoted(id));
        }
        return id.asText();
    }

    /** Passes all images to the recording. */
    void end() throws CaptureException {
        if (images.isEmpty()) {
            return;
        }
        if (videos.size() > 1) {
            throw recording.wrong("", "it holds the images of several videos. Give each a file of its own");
        }
        if (!flagsUsed) {
            flagged.forEach(Person::allInView);
        }
        List<Image> ordered = new ArrayList<>(images.values());
        Map<Image, Long> numbers = numbers(ordered);
        if (numbers.size() == ordered.size()) {
            ordered.sort(Comparator.comparingLong(numbers::get));
        }
        for (Image image : ordered) {
            Long number = numbers.get(image);
            recording.add(
                    image.where,
                    OptionalDouble.empty(),
                    number == null ? OptionalLong.empty() : OptionalLong.of(number),
                    image.people);
        }
        images.clear();
    }

    /** Returns frame numbers: from fields, else from file names, else from ids; empty if none of these are numbers. */
    private static Map<Image, Long> numbers(List<Image> images) {
        Map<Image, Long> given = new LinkedHashMap<>();
        images.forEach(image -> image.frame.ifPresent(frame -> given.put(image, frame)));
        if (areFrames(given, images)) {
            return given;
        }
        Map<Image, Long> files = FrameName.numbers(images, image -> image.file);
        return areFrames(files, images) ? files : FrameName.numbers(images, image -> Optional.of(image.id));
    }

    private static boolean areFrames(Map<Image, Long> numbers, List<Image> images) {
        return numbers.size() == images.size() && new HashSet<>(numbers.values()).size() == images.size();
    }
}

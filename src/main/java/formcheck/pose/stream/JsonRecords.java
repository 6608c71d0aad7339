package formcheck.pose.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import formcheck.capture.CaptureException;
import formcheck.pose.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Recognises frames, detections and images in the JSON of OpenPose, COCO, MediaPipe and similar programs. */
final class JsonRecords {
    /** Lists of COCO annotation files. */
    static final Set<String> COCO_LISTS = Set.of("annotations", "images", "categories");

    private static final List<String> PEOPLE = List.of("people", "instances");
    private static final List<String> LANDMARKS = List.of(
            "poselandmarks",
            "landmarks",
            "landmark",
            "keypoints",
            "keypoints2d",
            "posekeypoints2d",
            "posekeypoints",
            "pose",
            "poses",
            "joints");
    private static final List<String> WORLD =
            List.of("poseworldlandmarks", "worldlandmarks", "landmarksworld", "keypoints3d", "landmarks3d", "world");
    private static final List<String> TRACKS = List.of("trackid", "trackingid", "idx", "personid");
    private final Recording recording;
    private final CocoImages images;
    private PersonJson joints = new PersonJson(List.of());

    JsonRecords(Recording recording) {
        this.recording = recording;
        this.images = new CocoImages(recording);
    }

    /** Returns whether an object is a frame, and not metadata of all frames. */
    static boolean isFrame(JsonNode object) {
        Map<String, JsonNode> fields = FrameFields.of(object);
        return PEOPLE.stream().anyMatch(fields::containsKey)
                || LANDMARKS.stream().anyMatch(fields::containsKey)
                || WORLD.stream().anyMatch(fields::containsKey)
                || fields.keySet().stream()
                        .anyMatch(name -> JointLayout.joint(name).isPresent());
    }

    /** Returns whether a name is a known field, although it may end in a digit. */
    static boolean isKnown(String name) {
        String bare = JointLayout.bare(name);
        return PEOPLE.contains(bare) || LANDMARKS.contains(bare) || WORLD.contains(bare);
    }

    /** Reads image size and frame rate of an object and of the objects in it. */
    void readMetadata(String where, JsonNode object) throws CaptureException {
        FrameFields.readSizeAndRate(where, FrameFields.of(object), recording);
        for (JsonNode inner : object) {
            if (inner.isObject() && !inner.has("x")) {
                FrameFields.readSizeAndRate(where, FrameFields.of(inner), recording);
            }
        }
    }

    /**
     * Reads a record: a frame or an element of a COCO list.
     *
     * @param list normalised name of its list
     * @param number of the frame, if its position in the file or folder gives it
     */
    void take(String where, String list, JsonNode record, OptionalLong number)
            throws CaptureException, PersonJson.Refused {
        if (list.equals("images")) {
            images.image(where, record);
        } else if (list.equals("categories")) {
            names(record.path("keypoints"));
        } else if (list.equals("annotations") || (record.has("image_id") && record.has("keypoints"))) {
            detection(where, record, list.equals("annotations"));
        } else {
            frame(where, record, number);
        }
    }

    void end() throws CaptureException {
        images.end();
    }

    /** Reads the joint names of a COCO category, if they differ from the standard. */
    private void names(JsonNode named) {
        List<String> names = new ArrayList<>();
        named.forEach(name -> names.add(name.asText()));
        JointLayout.named(names).ifPresent(layout -> joints = new PersonJson(layout));
    }

    private void detection(String where, JsonNode record, boolean annotated)
            throws CaptureException, PersonJson.Refused {
        if (!record.has("keypoints") || record.path("iscrowd").asInt() == 1) {
            return; // an object or a crowd
        }
        JsonNode keypoints = record.get("keypoints");
        boolean flags = annotated && hasFlags(keypoints);
        Person person = new Person();
        joints.inImage(flags ? visibilities(keypoints) : keypoints, record, person);
        if (record.path("score").isNumber()) {
            person.trust(record.path("score").doubleValue());
        }
        track(FrameFields.of(record), person);
        if (!person.nothingSeen()) {
            recording.count(where, 1);
        }
        images.detection(where, record.path("image_id"), person, flags);
    }

    /**
     * Returns whether the third numbers are flags: annotators write 0 for a joint that they did not place, 1 for a
     * hidden one, 2 for a visible one.
     */
    private static boolean hasFlags(JsonNode keypoints) {
        for (int i = 2; i < keypoints.size(); i += 3) {
            double flag = keypoints.get(i).asDouble(-1);
            if (flag != 0 && flag != 1 && flag != 2) {
                return false;
            }
        }
        return true;
    }

    private JsonNode visibilities(JsonNode keypoints) {
        ArrayNode visibilities = JsonNodeFactory.instance.arrayNode(keypoints.size());
        for (int i = 0; i < keypoints.size(); i++) {
            double number = keypoints.get(i).asDouble();
            if (i % 3 == 2 && number == 2) {
                images.useFlags();
            }
            visibilities.add(
                    i % 3 == 2 && number == 1
                            ? JsonNodeFactory.instance.numberNode(CocoImages.HIDDEN)
                            : keypoints.get(i));
        }
        return visibilities;
    }

    private static void track(Map<String, JsonNode> fields, Person person) {
        Optional<JsonNode> found = FrameFields.first(fields, TRACKS);
        JsonNode id = found.isPresent() && found.get().isArray() ? found.get().path(0) : found.orElse(null);
        if (id != null && id.isNumber() && id.longValue() >= 0) {
            person.follow(id.longValue());
        }
    }

    private void frame(String where, JsonNode record, OptionalLong number) throws CaptureException, PersonJson.Refused {
        if (record.isNull()) {
            recording.add(where, OptionalDouble.empty(), number, List.of());
            return;
        }
        if (record.isArray()) {
            recording.add(where, OptionalDouble.empty(), number, people(record, List.of()));
            return;
        }
        if (!record.isObject()) {
            throw new PersonJson.Refused("it is " + PersonJson.quoted(record) + ", and no frame");
        }
        Map<String, JsonNode> fields = FrameFields.of(record);
        FrameFields.readSizeAndRate(where, fields, recording);
        OptionalDouble time = FrameFields.time(fields, recording);
        OptionalLong own = FrameFields.number(fields);
        List<Person> people = people(fields, record, time.isPresent() || own.isPresent() || number.isPresent());
        recording.add(where, time, own.isPresent() ? own : number, people);
    }

    private List<Person> people(Map<String, JsonNode> fields, JsonNode record, boolean known)
            throws PersonJson.Refused {
        Optional<JsonNode> listed = FrameFields.first(fields, PEOPLE);
        if (listed.isPresent()) {
            if (fields.containsKey("people")) {
                recording.jointsAreNeverOutside();
            }
            List<Person> people = new ArrayList<>();
            for (JsonNode each : listed.get()) {
                Map<String, JsonNode> of = FrameFields.of(each);
                Optional<JsonNode> points = FrameFields.first(of, LANDMARKS);
                if (points.isPresent() && !points.get().isEmpty()) {
                    Person person = new Person();
                    joints.inImage(points.get(), each, person);
                    track(of, person);
                    add(people, person);
                }
            }
            return people;
        }
        Optional<JsonNode> landmarks = FrameFields.first(fields, LANDMARKS);
        if (landmarks.isPresent()) {
            List<Person> people = people(
                    landmarks.get(),
                    PersonJson.people(FrameFields.first(fields, WORLD).orElse(record.path("absent"))));
            if (people.size() == 1) {
                track(fields, people.get(0));
            }
            return people;
        }
        if (Arrays.stream(Joint.values()).anyMatch(joint -> fields.containsKey(JointLayout.bare(joint.id())))) {
            return people(record, List.of());
        }
        if (!known) {
            throw new PersonJson.Refused(
                    "there are no joints in it: neither \"people\" nor \"landmarks\" nor \"keypoints\"");
        }
        return List.of();
    }

    private List<Person> people(JsonNode landmarks, List<JsonNode> world) throws PersonJson.Refused {
        List<JsonNode> poses = PersonJson.people(landmarks);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < poses.size(); i++) {
            Person person = new Person();
            JsonNode pose = poses.get(i);
            if (pose.isEmpty()) {
                continue;
            }
            joints.inImage(pose, pose, person);
            if (i < world.size() && !world.get(i).isEmpty()) {
                joints.inSpace(world.get(i), person);
            }
            double score = PersonJson.number(
                    pose.isObject() && pose.path("score").isNumber() ? pose.get("score") : pose.path("absent"));
            person.trust(score);
            add(people, person);
        }
        return people;
    }

    private static void add(List<Person> people, Person person) {
        if (!person.nothingSeen()) {
            people.add(person);
        }
    }
}

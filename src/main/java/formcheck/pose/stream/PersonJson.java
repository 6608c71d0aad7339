package formcheck.pose.stream;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.pose.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the joints of a person from JSON in the forms that programs write: a flat list of numbers, a list of objects or
 * lists, an object with joint names. Throws {@link Refused} with the reason.
 */
final class PersonJson {
    private static final double FARTHEST = 1e6;
    private static final int MOST_NUMBERS_A_POINT = 6;
    private static final List<String> WRAPPERS =
            List.of("landmark", "landmarks", "keypoints", "pose_keypoints_2d", "pose_keypoints");
    private static final List<String> CONFIDENCES = List.of("visibility", "score", "confidence", "v", "c");

    /** Joints in the order of the header of the file; empty if it names none. */
    private final List<Optional<Joint>> named;

    PersonJson(List<Optional<Joint>> named) {
        this.named = named;
    }

    /** A record is wrong. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** Receives the numbers of a joint: x, y and confidence, or x, y and z in space. */
    private interface Taker {
        void take(Joint joint, double x, double y, double third);
    }

    /** Returns whether a list contains the points of one person, not several people. */
    static boolean isOnePerson(JsonNode value) {
        if (value.isObject()) {
            return true;
        }
        JsonNode first = value.path(0);
        return first.isNumber()
                || first.isNull()
                || first.has("x")
                || (first.isArray()
                        && first.size() <= MOST_NUMBERS_A_POINT
                        && first.path(0).isNumber());
    }

    /** Returns the people of a value: none, one, or a list. */
    static List<JsonNode> people(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || (value.isArray() && value.isEmpty())) {
            return List.of();
        }
        if (isOnePerson(value)) {
            return List.of(value);
        }
        List<JsonNode> people = new ArrayList<>();
        value.forEach(people::add);
        return people;
    }

    void inImage(JsonNode value, JsonNode confidences, Person person) throws Refused {
        points(value, confidences, false, (joint, x, y, confidence) -> {
            // Programs write zeros with confidence 0 for a joint that was not found.
            boolean absent = confidence == 0 || (x == 0 && y == 0 && !(confidence > 0));
            if (!absent) {
                person.see(joint, x, y, confidence);
            }
        });
    }

    void inSpace(JsonNode value, Person person) throws Refused {
        points(value, value, true, person::seeInSpace);
    }

    private void points(JsonNode value, JsonNode confidences, boolean space, Taker taker) throws Refused {
        if (value.isObject()) {
            for (String wrapper : WRAPPERS) {
                if (value.has(wrapper)) {
                    points(value.get(wrapper), value, space, taker);
                    return;
                }
            }
            byName(value, space, taker);
        } else if (!value.isArray()) {
            throw new Refused("the joints are no list");
        } else if (value.path(0).isObject() || value.path(0).isArray()) {
            list(value, confidences.path("keypoint_scores"), space, taker);
        } else {
            flat(value, space, taker);
        }
    }

    private static void byName(JsonNode value, boolean space, Taker taker) throws Refused {
        boolean any = false;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Optional<Joint> joint = JointLayout.joint(field.getKey());
            if (joint.isPresent()) {
                any = true;
                point(joint.get(), field.getValue(), Double.NaN, 0, space, taker);
            }
        }
        if (!any) {
            throw new Refused("there is no joint in it");
        }
    }

    private void list(JsonNode value, JsonNode scores, boolean space, Taker taker) throws Refused {
        boolean bearNames = value.path(0).has("name")
                && JointLayout.joint(value.path(0).path("name").asText()).isPresent();
        List<Optional<Joint>> joints = bearNames ? List.of() : joints(value.size());
        // The third number is a depth in MediaPipe, a confidence in other programs.
        int depths = joints.equals(JointLayout.BLAZEPOSE.joints()) ? 1 : 0;
        for (int i = 0; i < (bearNames ? value.size() : joints.size()); i++) {
            JsonNode point = value.get(i);
            Optional<Joint> joint =
                    bearNames ? JointLayout.joint(point.path("name").asText()) : joints.get(i);
            if (joint.isPresent()) {
                double score = number(scores.path(i));
                point(joint.get(), point, score, depths, space, taker);
            }
        }
    }

    private void flat(JsonNode value, boolean space, Taker taker) throws Refused {
        int blazeposes = JointLayout.BLAZEPOSE.joints().size();
        boolean withDepth = value.size() == 4 * blazeposes;
        int stride = withDepth ? 4 : 3;
        if (value.size() % stride != 0) {
            throw new Refused("there are " + value.size() + " numbers, which are not three for each joint");
        }
        List<Optional<Joint>> joints = joints(value.size() / stride);
        boolean depthAlone = value.size() == 3 * blazeposes;
        for (int i = 0; i < joints.size(); i++) {
            Optional<Joint> joint = joints.get(i);
            if (joint.isPresent()) {
                double third = number(value.get(i * stride + (withDepth && !space ? 3 : 2)));
                take(
                        joint.get(),
                        number(value.get(i * stride)),
                        number(value.get(i * stride + 1)),
                        depthAlone && !space ? Double.NaN : third,
                        taker);
            }
        }
    }

    private List<Optional<Joint>> joints(int count) throws Refused {
        if (named.size() == count) {
            return named;
        }
        return JointLayout.of(count)
                .map(JointLayout::joints)
                .orElseThrow(() -> new Refused("there are " + count
                        + " joints, which are neither OpenPose's (25, 18, 15), COCO's (17) nor MediaPipe's (33)"));
    }

    private static void point(Joint joint, JsonNode point, double score, int depths, boolean space, Taker taker)
            throws Refused {
        if (point.isArray()) {
            if (point.size() < 2 || point.size() > MOST_NUMBERS_A_POINT) {
                throw new Refused(joint.id() + " has " + point.size() + " numbers");
            }
            double third = number(point.path(space || (depths == 0 && point.size() <= 3) ? 2 : 3));
            take(
                    joint,
                    number(point.get(0)),
                    number(point.get(1)),
                    Double.isNaN(score) || space ? third : score,
                    taker);
        } else if (point.isObject()) {
            double third = space ? number(point.path("z")) : confidence(point);
            take(joint, number(point.path("x")), number(point.path("y")), third, taker);
        } else if (!point.isNull()) {
            throw new Refused(joint.id() + " is neither a list nor an object");
        }
    }

    static double confidence(JsonNode point) throws Refused {
        for (String name : CONFIDENCES) {
            if (point.has(name)) {
                return number(point.get(name));
            }
        }
        return Double.NaN;
    }

    private static void take(Joint joint, double x, double y, double third, Taker taker) throws Refused {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return; // not detected
        }
        if (Math.abs(x) > FARTHEST || Math.abs(y) > FARTHEST || Math.abs(third) > FARTHEST) {
            throw new Refused(joint.id() + " is outside any image");
        }
        taker.take(joint, x, y, third);
    }

    /** Returns NaN if it is absent, null or NaN. */
    static double number(JsonNode value) throws Refused {
        if (value.isMissingNode() || value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            throw new Refused("a number is written as " + quoted(value));
        }
        return value.doubleValue();
    }

    /** Quotes a short part of a file for a message, in ASCII only. */
    static String quoted(JsonNode value) {
        String text = value.toString();
        String piece = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return piece.replaceAll("[^ -~]", "?");
    }
}

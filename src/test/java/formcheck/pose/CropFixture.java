package formcheck.pose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.capture.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Squares of frames of the parity fixture as {@code scripts/models/crops.py} crops them, and what TFLite models compute
 * of upper body and face. {@code scripts/posture/fixture_crop.py} writes it.
 *
 * @param upperBody SHA-256 of the network with the projection
 * @param faceMesh SHA-256 of the face mesh
 * @param every one in this many values of a crop is stored
 */
record CropFixture(String upperBody, String faceMesh, int every, List<CroppedSquare> squares, List<Case> cases) {

    /**
     * A cropped square.
     *
     * @param size height and width after scaling, pixels
     * @param values red, green and blue
     */
    record CroppedSquare(String image, Square square, int size, List<Integer> values) {
        Frame frame() throws IOException {
            return TestFrames.ofFixture(image, 0);
        }
    }

    /** A pose and its features. */
    record Case(String image, Pose pose, double shoulderWidth, List<Double> upperBody, List<Double> head) {
        Frame frame() throws IOException {
            return TestFrames.ofFixture(image, 0);
        }
    }

    static CropFixture read() throws IOException {
        JsonNode json;
        try (InputStream in = CropFixture.class.getResourceAsStream("crop/crops.json")) {
            json = new JsonMapper().readTree(Objects.requireNonNull(in));
        }
        List<CroppedSquare> squares = new ArrayList<>();
        for (JsonNode one : json.path("squares")) {
            Square square = new Square(
                    one.path("x").asDouble(),
                    one.path("y").asDouble(),
                    one.path("side").asDouble());
            List<Integer> values = new ArrayList<>();
            one.path("values").forEach(value -> values.add(value.asInt()));
            squares.add(new CroppedSquare(
                    one.path("picture").asText(), square, one.path("size").asInt(), values));
        }
        List<Case> cases = new ArrayList<>();
        for (JsonNode one : json.path("cases")) {
            cases.add(new Case(
                    one.path("picture").asText(),
                    pose(one.path("points")),
                    one.path("shoulderWidth").asDouble(),
                    numbers(one.path("upperBody")),
                    numbers(one.path("head"))));
        }
        return new CropFixture(
                json.path("upperBody").asText(),
                json.path("faceMesh").asText(),
                json.path("every").asInt(),
                squares,
                cases);
    }

    private static Pose pose(JsonNode points) {
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        Iterator<Joint> joints = EnumSet.allOf(Joint.class).iterator();
        for (JsonNode point : points) {
            keypoints.put(
                    joints.next(),
                    new Keypoint(point.path(0).asDouble(), point.path(1).asDouble()));
        }
        return new Pose(keypoints);
    }

    private static List<Double> numbers(JsonNode values) {
        List<Double> numbers = new ArrayList<>();
        values.forEach(value -> numbers.add(value.asDouble()));
        return numbers;
    }
}

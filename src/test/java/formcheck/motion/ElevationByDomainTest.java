package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Elevation of rendered people in three domains, as the pose model saw them: 16 people each, single images, each shown for a
 * second and a half. {@code scripts/posture/fixture_elevation.py} wrote them.
 */
class ElevationByDomainTest {
    /** BlazePose numbers its joints in this order. */
    private static final List<Joint> ORDER = List.of(Joint.values());

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int RATE = 20;

    /** Seconds a frame is shown, the first time for the length of the arms, and then for its elevation. */
    private static final double GLANCE = 0.15;

    private static final double HOLD = 1.5;

    private final JsonNode fixture;

    ElevationByDomainTest() throws IOException {
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                ElevationByDomainTest.class.getResourceAsStream("elevation-by-domain.json.gz"), "fixture"))) {
            fixture = new ObjectMapper().readTree(in);
        }
    }

    /** An elevation, true and read, degrees. */
    private record Reading(double truth, double read) {
        double error() {
            return read - truth;
        }
    }

    /** Measured: 7.5, 10.1, 8.5 degrees; where all that is missing is put back, and depth counts: 8.4, 10.2, 9.0. */
    @ParameterizedTest
    @CsvSource({"own, 7.9", "dressed, 10.2", "valid, 8.8"})
    void readsTheTopInEveryDomain(String domain, double most) {
        List<Reading> top = between(readings(domain), 85, 140);
        assertThat(top).hasSizeGreaterThan(200);
        assertThat(rootMeanSquare(top)).isLessThan(most);
    }

    /** Measured: 7.1, 11.0, 6.8 degrees; before 8.5, 11.6, 7.8. */
    @ParameterizedTest
    @CsvSource({"own, 7.7", "dressed, 11.3", "valid, 7.2"})
    void readsArmsFarOverheadInEveryDomain(String domain, double most) {
        List<Reading> overhead = between(readings(domain), 130, 155);
        assertThat(overhead).hasSizeGreaterThan(40);
        assertThat(rootMeanSquare(overhead)).isLessThan(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "dressed", "valid"})
    void leansToNoSideAtTheTop(String domain) {
        assertThat(bias(between(readings(domain), 85, 140))).isBetween(-2.0, 2.0);
    }

    private static List<Reading> between(List<Reading> readings, double low, double high) {
        return readings.stream().filter(r -> r.truth >= low && r.truth < high).toList();
    }

    private static double rootMeanSquare(List<Reading> readings) {
        return Math.sqrt(readings.stream()
                .mapToDouble(r -> r.error() * r.error())
                .average()
                .orElseThrow());
    }

    private static double bias(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::error).average().orElseThrow();
    }

    private List<Reading> readings(String domain) {
        List<Reading> readings = new ArrayList<>();
        for (JsonNode person : fixture.path("people")) {
            if (person.path("domain").asText().equals(domain)) {
                new Session(person.path("frames"), readings).run();
            }
        }
        return readings;
    }

    /** One person's frames before one tracker. */
    private final class Session {
        private final MotionTracker tracker = new MotionTracker();
        private final JsonNode frames;
        private final List<Reading> readings;
        private int shown;

        Session(JsonNode frames, List<Reading> readings) {
            this.frames = frames;
            this.readings = readings;
        }

        void run() {
            frames.forEach(frame -> show(pose(frame), GLANCE));
            for (JsonNode frame : frames) {
                BodyMeasures measures = show(pose(frame), HOLD);
                for (Side side : Side.values()) {
                    OptionalDouble read = measures.seen(Measure.elevation(side));
                    double truth = frame.path("elevation")
                            .path(side == Side.LEFT ? 0 : 1)
                            .asDouble();
                    read.ifPresent(degrees -> readings.add(new Reading(truth, degrees)));
                }
            }
        }

        private BodyMeasures show(Pose pose, double seconds) {
            BodyMeasures measures = null;
            for (int k = 0; k < seconds * RATE; k++) {
                measures = tracker.track(new PoseFrame(
                        shown,
                        Duration.ofMillis(shown * 1000L / RATE),
                        WIDTH,
                        HEIGHT,
                        OptionalDouble.of(120 + 0.001 * (shown % 7)), // as a sensor's noise has it
                        Optional.of(pose)));
                shown++;
            }
            return Objects.requireNonNull(measures);
        }
    }

    private Pose pose(JsonNode frame) {
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        JsonNode points = frame.path("points");
        for (int k = 0; k < fixture.path("joints").size(); k++) {
            keypoints.put(
                    ORDER.get(fixture.path("joints").path(k).asInt()),
                    new Keypoint(
                            points.path(2 * k).asDouble() / 10,
                            points.path(2 * k + 1).asDouble() / 10,
                            OptionalDouble.of(frame.path("visible").path(k).asDouble() / 100),
                            OptionalDouble.empty()));
        }
        JsonNode space = frame.path("world");
        for (int k = 0; k < fixture.path("worldJoints").size(); k++) {
            world.put(
                    ORDER.get(fixture.path("worldJoints").path(k).asInt()),
                    new WorldPoint(
                            space.path(3 * k).asDouble() / 1000,
                            space.path(3 * k + 1).asDouble() / 1000,
                            space.path(3 * k + 2).asDouble() / 1000));
        }
        return new Pose(keypoints, world, 1, List.of());
    }
}

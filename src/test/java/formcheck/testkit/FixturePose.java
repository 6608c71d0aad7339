package formcheck.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** A pose of a fixture: {@code points} in pixels and {@code world} in metres, in the order of the joints. */
public final class FixturePose {
    private FixturePose() {}

    /**
     * @param visibility of each joint, 0 to 1
     * @param noise pixels that a coordinate is off by, asked anew for each
     */
    public static Pose of(JsonNode frame, double visibility, DoubleSupplier noise) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        Joint[] joints = Joint.values();
        for (int k = 0; k < frame.path("points").size(); k++) {
            JsonNode p = frame.path("points").path(k);
            JsonNode w = frame.path("world").path(k);
            points.put(
                    joints[k],
                    new Keypoint(
                            p.path(0).asDouble() + noise.getAsDouble(),
                            p.path(1).asDouble() + noise.getAsDouble(),
                            OptionalDouble.of(visibility),
                            OptionalDouble.of(visibility)));
            world.put(
                    joints[k],
                    new WorldPoint(
                            w.path(0).asDouble(),
                            w.path(1).asDouble(),
                            w.path(2).asDouble()));
        }
        return new Pose(points, world, 1, List.of());
    }
}

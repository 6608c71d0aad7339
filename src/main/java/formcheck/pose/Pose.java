package formcheck.pose;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Joints of one person in one frame.
 *
 * @param keypoints of the detected joints; others are absent
 * @param world the same joints in metres if the model estimates them, else empty
 * @param presence probability that a person is in the region, 0 to 1
 * @param bystanders other persons detected recently; empty if nothing detects them
 */
public record Pose(
        Map<Joint, Keypoint> keypoints, Map<Joint, WorldPoint> world, double presence, List<Bystander> bystanders) {

    /**
     * Another person in the frame.
     *
     * @param x middle of the hips, pixels
     * @param y middle of the hips, pixels
     * @param size of the body, share of that of the followed person: 1 is as near to the camera
     */
    public record Bystander(double x, double y, double size) {}

    public Pose {
        keypoints = Collections.unmodifiableMap(copy(keypoints));
        world = Collections.unmodifiableMap(copy(world));
        bystanders = List.copyOf(bystanders);
    }

    /** Creates a pose of keypoints only, as a recorded stream contains it. */
    public Pose(Map<Joint, Keypoint> keypoints) {
        this(keypoints, Map.of(), 1.0, List.of());
    }

    /**
     * Interpolates linearly between two poses. Has the joints that both have, and the bystanders of the second.
     *
     * @param share 0 for the first pose, 1 for the second
     */
    public static Pose between(Pose one, Pose other, double share) {
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        one.keypoints.forEach((joint, from) -> other.keypoint(joint)
                .ifPresent(to -> keypoints.put(
                        joint,
                        new Keypoint(
                                mix(from.x(), to.x(), share),
                                mix(from.y(), to.y(), share),
                                mix(from.visibility(), to.visibility(), share),
                                mix(from.presence(), to.presence(), share)))));
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        one.world.forEach((joint, from) -> {
            WorldPoint to = other.world.get(joint);
            if (to != null) {
                world.put(
                        joint,
                        new WorldPoint(
                                mix(from.x(), to.x(), share),
                                mix(from.y(), to.y(), share),
                                mix(from.z(), to.z(), share)));
            }
        });
        return new Pose(keypoints, world, mix(one.presence, other.presence, share), other.bystanders);
    }

    private static OptionalDouble mix(OptionalDouble from, OptionalDouble to, double share) {
        return from.isPresent() && to.isPresent()
                ? OptionalDouble.of(mix(from.getAsDouble(), to.getAsDouble(), share))
                : OptionalDouble.empty();
    }

    private static double mix(double from, double to, double share) {
        return from + share * (to - from);
    }

    public Optional<Keypoint> keypoint(Joint joint) {
        return Optional.ofNullable(keypoints.get(joint));
    }

    private static <V> EnumMap<Joint, V> copy(Map<Joint, V> map) {
        EnumMap<Joint, V> copy = new EnumMap<>(Joint.class);
        copy.putAll(map);
        return copy;
    }
}

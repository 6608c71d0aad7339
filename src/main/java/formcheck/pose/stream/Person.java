package formcheck.pose.stream;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One person in one frame, in little memory, because a file may contain a million. Unknown numbers are NaN. */
final class Person {
    private static final int JOINTS = Joint.values().length;
    private static final int NUMBERS = 3;

    /** Joints that move little while the arms move. */
    private static final List<Joint> TRUNK =
            List.of(Joint.NOSE, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP);

    private static final List<Joint> ALL = List.of(Joint.values());

    /** x, y and confidence of each joint. */
    private final float[] image = unknown();

    private float @Nullable [] world;
    private float score = 1;
    private OptionalLong track = OptionalLong.empty();

    private static float[] unknown() {
        float[] numbers = new float[JOINTS * NUMBERS];
        Arrays.fill(numbers, Float.NaN);
        return numbers;
    }

    /** @param confidence NaN if unknown; limited to 1 */
    void see(Joint joint, double x, double y, double confidence) {
        put(image, joint, x, y, confidence >= 0 ? Math.min(1, confidence) : Double.NaN);
    }

    void seeInSpace(Joint joint, double x, double y, double z) {
        if (world == null) {
            world = unknown();
        }
        put(world, joint, x, y, z);
    }

    private static void put(float[] numbers, Joint joint, double first, double second, double third) {
        int at = at(joint);
        numbers[at] = (float) first;
        numbers[at + 1] = (float) second;
        numbers[at + 2] = (float) third;
    }

    @SuppressWarnings("EnumOrdinal") // index of arrays in memory, never stored
    private static int at(Joint joint) {
        return joint.ordinal() * NUMBERS;
    }

    void trust(double confidence) {
        score = confidence >= 0 ? (float) Math.min(1, confidence) : 1;
    }

    float score() {
        return score;
    }

    void follow(long id) {
        track = OptionalLong.of(id);
    }

    /** Returns the identity, if the file has one. */
    OptionalLong track() {
        return track;
    }

    boolean seen(Joint joint) {
        return !Float.isNaN(x(joint));
    }

    boolean nothingSeen() {
        return ALL.stream().noneMatch(this::seen);
    }

    float x(Joint joint) {
        return image[at(joint)];
    }

    float y(Joint joint) {
        return image[at(joint) + 1];
    }

    float confidence(Joint joint) {
        return image[at(joint) + 2];
    }

    boolean hasWorld() {
        return world != null;
    }

    /** Returns x or y in space; NaN if unknown. */
    float inSpace(Joint joint, int axis) {
        return world == null ? Float.NaN : world[at(joint) + axis];
    }

    /** Marks each placed joint as visible. */
    void allInView() {
        for (Joint joint : ALL) {
            if (seen(joint)) {
                image[at(joint) + 2] = 1;
            }
        }
    }

    /** Scales all coordinates, from shares of the image to pixels. */
    void scale(double byX, double addX, double byY, double addY) {
        for (int i = 0; i < image.length; i += NUMBERS) {
            image[i] = (float) (image[i] * byX + addX);
            image[i + 1] = (float) (image[i + 1] * byY + addY);
        }
    }

    /** Position and size of a person, in the unit of the file. */
    record BodyPosition(double x, double y, double size) {
        double distanceTo(BodyPosition other) {
            return Math.hypot(x - other.x, y - other.y) / Math.max(1e-9, Math.max(size, other.size));
        }
    }

    BodyPosition position() {
        BodyPosition trunk = position(TRUNK);
        return trunk.size > 0 ? trunk : position(ALL);
    }

    private BodyPosition position(List<Joint> joints) {
        double left = Double.POSITIVE_INFINITY;
        double top = left;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = right;
        for (Joint joint : joints) {
            if (seen(joint)) {
                left = Math.min(left, x(joint));
                right = Math.max(right, x(joint));
                top = Math.min(top, y(joint));
                bottom = Math.max(bottom, y(joint));
            }
        }
        return left <= right
                ? new BodyPosition((left + right) / 2, (top + bottom) / 2, Math.hypot(right - left, bottom - top))
                : new BodyPosition(0, 0, 0);
    }

    Pose pose() {
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> space = new EnumMap<>(Joint.class);
        for (Joint joint : ALL) {
            if (seen(joint)) {
                float confidence = confidence(joint);
                keypoints.put(
                        joint,
                        new Keypoint(
                                x(joint),
                                y(joint),
                                Float.isNaN(confidence) ? OptionalDouble.empty() : OptionalDouble.of(confidence),
                                OptionalDouble.empty()));
            }
            float z = inSpace(joint, 2);
            if (!Float.isNaN(z)) {
                space.put(joint, new WorldPoint(inSpace(joint, 0), inSpace(joint, 1), z));
            }
        }
        return new Pose(keypoints, space, 1, List.of());
    }
}

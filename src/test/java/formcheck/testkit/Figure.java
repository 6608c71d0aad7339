package formcheck.testkit;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * An average body before a camera: turns a movement into what a pose model would report of it, with a true perspective.
 * Metres; x to the body's left, y up, z to its front; origin between the shoulders.
 *
 * @param distance camera to chest, metres
 * @param yaw of the body, degrees
 * @param pitch of the camera, degrees; positive looks up from below
 * @param framesPerSecond mean rate
 * @param jitter of the times, as a share of the frame interval
 * @param noise of every key point, standard deviation in shoulder widths
 * @param depth whether world points are given
 * @param hips whether the hips are in the picture
 * @param bowed by how much the head looks down, degrees
 * @param seed of noise and jitter
 */
public record Figure(
        double distance,
        double yaw,
        double pitch,
        double framesPerSecond,
        double jitter,
        double noise,
        boolean depth,
        boolean hips,
        double bowed,
        long seed) {

    public static final Figure FRONTAL = new Figure(1.9, 0, 0, 30, 0, 0.004, true, true, 0, 1);
    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;

    private static final double FOCAL = 560;
    private static final double SHOULDER = 0.18;
    private static final double UPPER_ARM = 0.29;
    private static final double FOREARM = 0.26;

    /** Height of the ears above the shoulders, about which a head is bowed. */
    private static final double EARS = 0.223;

    private static final Set<Joint> HEAD = Set.of(
            Joint.NOSE,
            Joint.LEFT_EYE,
            Joint.RIGHT_EYE,
            Joint.LEFT_EYE_OUTER,
            Joint.RIGHT_EYE_OUTER,
            Joint.MOUTH_LEFT,
            Joint.MOUTH_RIGHT);

    private record Point(double x, double y, double z) {
        Point plus(Point other, double length) {
            return new Point(x + length * other.x, y + length * other.y, z + length * other.z);
        }

        Point unit() {
            double n = Math.sqrt(x * x + y * y + z * z);
            return new Point(x / n, y / n, z / n);
        }
    }

    public Figure turned(double degrees) {
        return new Figure(distance, degrees, pitch, framesPerSecond, jitter, noise, depth, hips, bowed, seed);
    }

    public Figure pitched(double degrees) {
        return new Figure(distance, yaw, degrees, framesPerSecond, jitter, noise, depth, hips, bowed, seed);
    }

    public Figure rate(double frames) {
        return new Figure(distance, yaw, pitch, frames, jitter, noise, depth, hips, bowed, seed);
    }

    public Figure jittered(double share) {
        return new Figure(distance, yaw, pitch, framesPerSecond, share, noise, depth, hips, bowed, seed);
    }

    public Figure noisy(double deviation) {
        return new Figure(distance, yaw, pitch, framesPerSecond, jitter, deviation, depth, hips, bowed, seed);
    }

    public Figure at(double metres) {
        return new Figure(metres, yaw, pitch, framesPerSecond, jitter, noise, depth, hips, bowed, seed);
    }

    public Figure withoutDepth() {
        return new Figure(distance, yaw, pitch, framesPerSecond, jitter, noise, false, hips, bowed, seed);
    }

    public Figure withoutHips() {
        return new Figure(distance, yaw, pitch, framesPerSecond, jitter, noise, depth, false, bowed, seed);
    }

    public Figure bowed(double degrees) {
        return new Figure(distance, yaw, pitch, framesPerSecond, jitter, noise, depth, hips, degrees, seed);
    }

    public Figure seed(long other) {
        return new Figure(distance, yaw, pitch, framesPerSecond, jitter, noise, depth, hips, bowed, other);
    }

    public List<PoseFrame> film(Movement movement) {
        return film(movement, t -> true);
    }

    /** Films a movement; frames at times that {@code kept} refuses are lost. */
    public List<PoseFrame> film(Movement movement, DoublePredicate kept) {
        Random random = new Random(seed);
        List<PoseFrame> frames = new ArrayList<>();
        int count = (int) Math.ceil(movement.seconds() * framesPerSecond);
        for (int i = 0; i < count; i++) {
            double t = (i + jitter * (random.nextDouble() - 0.5)) / framesPerSecond;
            t = Math.max(0, t);
            Optional<Pose> pose = Optional.of(pose(movement.at(t), random));
            if (kept.test(t)) {
                frames.add(new PoseFrame(
                        frames.size(),
                        Duration.ofNanos(Math.round(t * 1e9)),
                        WIDTH,
                        HEIGHT,
                        OptionalDouble.of(120 + 0.001 * (i % 7)), // as a sensor's noise has it
                        pose));
            }
        }
        return frames;
    }

    public Pose pose(Posture posture, Random random) {
        Map<Joint, Point> body = body(posture);
        HEAD.forEach(joint -> body.computeIfPresent(joint, (same, point) -> bow(point)));
        Map<Joint, Keypoint> seen = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        double pixels = noise * 2 * SHOULDER * FOCAL / distance;
        body.forEach((joint, point) -> {
            Point turned = turn(point, posture);
            double p = Math.toRadians(pitch);
            // The camera looks at the chest from below (positive pitch) and is tilted up by as much.
            double up = turned.y * Math.cos(p) + turned.z * Math.sin(p);
            double away = distance - turned.z * Math.cos(p) + turned.y * Math.sin(p);
            double x = WIDTH / 2.0 + FOCAL * turned.x / away + random.nextGaussian() * pixels;
            double y = HEIGHT * 0.45 - FOCAL * up / away + random.nextGaussian() * pixels;
            boolean hip = joint == Joint.LEFT_HIP || joint == Joint.RIGHT_HIP;
            double visibility = hip && !hips ? 0.1 : 0.98;
            seen.put(joint, new Keypoint(x, y, OptionalDouble.of(visibility), OptionalDouble.of(0.99)));
            if (depth) {
                world.put(joint, new WorldPoint(turned.x, -up, away - distance));
            }
        });
        return new Pose(seen, world, 0.99, List.of());
    }

    private Point bow(Point point) {
        double a = Math.toRadians(bowed);
        double above = point.y - EARS;
        return new Point(
                point.x,
                EARS + above * Math.cos(a) - point.z * Math.sin(a),
                point.z * Math.cos(a) + above * Math.sin(a));
    }

    private Point turn(Point point, Posture posture) {
        double a = Math.toRadians(-posture.lean());
        double x1 = point.x * Math.cos(a) - point.y * Math.sin(a);
        double y1 = point.x * Math.sin(a) + point.y * Math.cos(a);
        double b = Math.toRadians(yaw);
        double x2 = x1 * Math.cos(b) + point.z * Math.sin(b);
        double z2 = -x1 * Math.sin(b) + point.z * Math.cos(b);
        return new Point(x2 + posture.aside(), y1 - posture.down(), z2);
    }

    private static Map<Joint, Point> body(Posture posture) {
        Map<Joint, Point> body = new EnumMap<>(Joint.class);
        // A head whose face moves against its ears as that of the rendered people does in a pose model's eyes.
        body.put(Joint.NOSE, new Point(0, 0.20, 0.058));
        body.put(Joint.LEFT_EYE, new Point(0.032, 0.235, 0.046));
        body.put(Joint.RIGHT_EYE, new Point(-0.032, 0.235, 0.046));
        body.put(Joint.LEFT_EYE_OUTER, new Point(0.045, 0.235, 0.046));
        body.put(Joint.RIGHT_EYE_OUTER, new Point(-0.045, 0.235, 0.046));
        body.put(Joint.LEFT_EAR, new Point(0.075, EARS, 0));
        body.put(Joint.RIGHT_EAR, new Point(-0.075, EARS, 0));
        body.put(Joint.MOUTH_LEFT, new Point(0.025, 0.16, 0.046));
        body.put(Joint.MOUTH_RIGHT, new Point(-0.025, 0.16, 0.046));
        body.put(Joint.LEFT_HIP, new Point(0.11, -0.5, 0));
        body.put(Joint.RIGHT_HIP, new Point(-0.11, -0.5, 0));
        arm(body, posture, 1, posture.left(), Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST);
        arm(body, posture, -1, posture.right(), Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST);
        return body;
    }

    private static void arm(
            Map<Joint, Point> body,
            Posture posture,
            int side,
            double elevation,
            Joint shoulderJoint,
            Joint elbowJoint,
            Joint wristJoint) {
        double e = Math.toRadians(elevation);
        double f = Math.toRadians(posture.forward());
        Point shoulder = new Point(side * SHOULDER, posture.shrug(), 0);
        Point direction = new Point(side * Math.sin(e) * Math.cos(f), -Math.cos(e), Math.sin(e) * Math.sin(f));
        Point elbow = shoulder.plus(direction, UPPER_ARM);
        Point wrist = switch (posture.hands()) {
            case STRAIGHT -> elbow.plus(direction, FOREARM);
            case UP -> elbow.plus(new Point(0, 1, 0), FOREARM);
            case BENT -> elbow.plus(new Point(direction.x, direction.y + 1.2, direction.z + 0.3).unit(), FOREARM);
            case PULLING -> elbow.plus(new Point(-side * 0.75, -0.6, 0.2).unit(), FOREARM);
            case AT_HEAD -> new Point(side * 0.10, 0.22, 0);
            case CURLED -> elbow.plus(new Point(-side * 0.3, 0.8, 0.4).unit(), FOREARM);
        };
        body.put(shoulderJoint, onTop(shoulder, side, elevation));
        body.put(elbowJoint, elbow);
        body.put(wristJoint, wrist);
    }

    /** The point that a pose model takes for the shoulder: above the joint, the more so the lower the arm hangs. */
    private static Point onTop(Point shoulder, int side, double elevation) {
        double above =
                elevation < 90 ? 0.048 + 0.055 * (1 - Math.max(0, elevation) / 90) : 0.048 * (140 - elevation) / 50;
        return shoulder.plus(new Point(side * 0.035, Math.max(0, above), 0), UPPER_ARM);
    }
}

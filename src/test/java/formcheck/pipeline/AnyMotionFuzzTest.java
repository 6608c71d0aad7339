package formcheck.pipeline;

import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import formcheck.testkit.AnyBytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Any finite keypoints over time give a result: slips, jumps, gaps, joints that come and go, 1 to 120 frames a second, equal
 * times. The bytes are read as a course of both arms with whatever may happen to a frame.
 */
public final class AnyMotionFuzzTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int MOST_FRAMES = 4_000;
    private static final Joint[] JOINTS = Joint.values();

    /** What is drawn from the bytes, in their order; zeros after their end. */
    private static final class Drawn {
        private final ByteBuffer bytes;

        Drawn(byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes);
        }

        boolean more() {
            return bytes.hasRemaining();
        }

        int next() {
            return bytes.hasRemaining() ? bytes.get() & 0xff : 0;
        }

        /** From -1 to 1. */
        double signed() {
            return (next() - 127.5) / 127.5;
        }
    }

    public static List<byte[]> seeds() {
        byte[] raises = new byte[600];
        for (int i = 0; i < raises.length; i++) {
            raises[i] = (byte) (i % 3 == 0 ? 4 : 128 + 100 * Math.sin(i / 40.0));
        }
        byte[] anything = new byte[2_000];
        new Random(1).nextBytes(anything);
        byte[] slips = raises.clone();
        for (int i = 60; i < slips.length; i += 60) {
            slips[i] = 3;
        }
        return List.of(raises, slips, anything, new byte[300]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        List<RepEvent> events = new ArrayList<>();
        double last = 0;
        for (PoseFrame frame : frames(new Drawn(input))) {
            events.addAll(pipeline.process(frame).events());
            last = frame.seconds();
        }
        events.addAll(pipeline.finish());
        for (RepEvent event : events) {
            if (!(event.at() >= 0 && event.at() <= last + 1e-6)) {
                throw new AssertionError(event + " is not within the " + last + " s of the stream");
            }
            if (event instanceof RepEvent.RepCompleted completed) {
                check(completed.rep(), last);
            }
        }
    }

    private static void check(Rep rep, double last) {
        boolean ordered = rep.begin() >= -1e-6
                && rep.top() >= rep.begin() - 1e-6
                && rep.eccentricStart() >= rep.top() - 1e-6
                && rep.bottom() >= rep.eccentricStart() - 1e-6
                && rep.bottom() <= last + 1e-6;
        boolean finite = Double.isFinite(rep.range().orElseThrow())
                && Double.isFinite(rep.peakDescentSpeed().orElseThrow())
                && rep.eccentricMovingSeconds() >= -1e-6
                && rep.concentricMovingSeconds().orElse(0) >= -1e-6;
        if (!ordered || !finite) {
            throw new AssertionError(rep.toString());
        }
    }

    private static List<PoseFrame> frames(Drawn drawn) {
        List<PoseFrame> frames = new ArrayList<>();
        double left = 15;
        double right = 15;
        double seconds = 0;
        double step = 1 / (1 + drawn.next() / 255.0 * 119);
        while (drawn.more() && frames.size() < MOST_FRAMES) {
            int kind = drawn.next();
            switch (kind % 16) {
                case 0 -> seconds += step * drawn.next() / 8.0; // a gap
                case 1 -> step = 1 / (1 + drawn.next() / 255.0 * 119);
                case 2 -> seconds -= 0; // the same time again
                case 3 -> left = drawn.next();
                default -> {}
            }
            double speed = 6 * drawn.signed();
            left = Math.max(0, Math.min(180, left + speed));
            right = Math.max(0, Math.min(180, right + (kind % 16 == 5 ? -speed : speed)));
            Optional<Pose> pose = kind % 64 == 6 ? Optional.empty() : Optional.of(pose(left, right, kind, drawn));
            frames.add(new PoseFrame(
                    frames.size(),
                    Duration.ofNanos(Math.round(seconds * 1e9)),
                    WIDTH,
                    HEIGHT,
                    kind % 64 == 7 ? OptionalDouble.empty() : OptionalDouble.of(kind % 64 == 8 ? 3 : 120),
                    pose));
            seconds += kind % 16 == 2 ? 0 : step;
        }
        return frames;
    }

    private static Pose pose(double left, double right, int kind, Drawn drawn) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        double shift = kind % 32 == 9 ? 300 * drawn.signed() : 0;
        put(points, Joint.NOSE, 320 + shift, 130);
        put(points, Joint.LEFT_EYE, 330 + shift, 120);
        put(points, Joint.RIGHT_EYE, 310 + shift, 120);
        put(points, Joint.LEFT_EAR, 345 + shift, 125);
        put(points, Joint.RIGHT_EAR, 295 + shift, 125);
        put(points, Joint.LEFT_SHOULDER, 375 + shift, 200);
        put(points, Joint.RIGHT_SHOULDER, 265 + shift, 200);
        put(points, Joint.LEFT_HIP, 350 + shift, 380);
        put(points, Joint.RIGHT_HIP, 290 + shift, 380);
        arm(points, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 1, left);
        arm(points, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, -1, right);
        if (kind % 16 == 10) {
            points.remove(JOINTS[drawn.next() % JOINTS.length]);
        }
        if (kind % 16 == 11) {
            put(points, JOINTS[drawn.next() % JOINTS.length], 2000 * drawn.signed(), 2000 * drawn.signed());
        }
        if (kind % 16 == 14) {
            // Lying along the picture, or folded into one point.
            double hips = kind % 32 == 14 ? 320 : 100 + 2 * drawn.next();
            for (Joint joint : List.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)) {
                put(points, joint, 320, 200);
            }
            put(points, Joint.LEFT_HIP, hips, 200);
            put(points, Joint.RIGHT_HIP, hips, 200);
        }
        if (kind % 16 == 12) {
            // All in one place.
            for (Joint joint : JOINTS) {
                put(points, joint, 100, 100);
            }
        }
        if (kind % 8 != 5) {
            points.forEach((joint, point) -> world.put(
                    joint,
                    new WorldPoint((point.x() - 320) / 300, (point.y() - 200) / 300, kind % 16 == 13 ? 0.4 : 0)));
        }
        return new Pose(points, world, 0.9, List.of());
    }

    private static void arm(
            Map<Joint, Keypoint> points, Joint shoulder, Joint elbow, Joint wrist, int side, double elevation) {
        Keypoint from = Objects.requireNonNull(points.get(shoulder));
        double angle = Math.toRadians(elevation);
        double dx = 90 * side * Math.sin(angle);
        double dy = 90 * Math.cos(angle);
        put(points, elbow, from.x() + dx, from.y() + dy);
        put(points, wrist, from.x() + 1.8 * dx, from.y() + 1.8 * dy);
    }

    private static void put(Map<Joint, Keypoint> points, Joint joint, double x, double y) {
        points.put(joint, new Keypoint(x, y, OptionalDouble.of(0.95), OptionalDouble.of(0.95)));
    }

    @Test
    void anyMotionGivesAResult() {
        AnyBytes.tryAll("motion", seeds(), 600, AnyMotionFuzzTest::fuzzerTestOneInput);
    }
}

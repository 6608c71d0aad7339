package formcheck.report;

import formcheck.motion.Side;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Draws a person's joints and upper-arm angles at one moment, over the still if there is one. Mirrored, as in the live image.
 */
final class PoseDrawing {
    private static final double WIDTH = 480;
    private static final double MARGIN = 0.28;
    private static final double ARC = 34;
    private static final List<Joint> DRAWN = List.of(
            Joint.NOSE,
            Joint.LEFT_EAR,
            Joint.RIGHT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST);

    /**
     * Content of a drawing.
     *
     * @param id unique in its page
     * @param pose in pixels of the source frame
     * @param width of the source frame, pixels
     * @param height of the source frame, pixels
     * @param still image of the moment, if stored
     * @param elevation of each arm as measured, degrees
     * @param faulty arms with a fault
     * @param pace elevation of the arms at a controlled pace, degrees; empty if not compared
     * @param title for screen readers
     * @param description for screen readers
     */
    record Scene(
            String id,
            Pose pose,
            int width,
            int height,
            Optional<DrawingBuilder.StillSource> still,
            Map<Side, Double> elevation,
            List<Side> faulty,
            OptionalDouble pace,
            String title,
            String description) {}

    private final Scene scene;
    private final Map<Joint, CurveLine.DrawingPoint> points = new EnumMap<>(Joint.class);
    private double left;
    private double top;
    private double scale = 1;
    private double high;

    private PoseDrawing(Scene scene) {
        this.scene = scene;
    }

    /** Returns the drawing; empty without keypoints of both shoulders. */
    static Optional<Drawing> of(Scene scene) {
        if (scene.pose.keypoint(Joint.LEFT_SHOULDER).isEmpty()
                || scene.pose.keypoint(Joint.RIGHT_SHOULDER).isEmpty()
                || scene.width <= 0
                || scene.height <= 0) {
            return Optional.empty();
        }
        return Optional.of(new PoseDrawing(scene).draw());
    }

    private Drawing draw() {
        frame();
        for (Joint joint : DRAWN) {
            scene.pose.keypoint(joint).ifPresent(point -> points.put(joint, place(point)));
        }
        Stream.of(Joint.LEFT_HIP, Joint.RIGHT_HIP)
                .forEach(hip -> scene.pose.keypoint(hip).ifPresent(point -> points.put(hip, place(point))));
        DrawingBuilder drawing = DrawingBuilder.described(scene.id, WIDTH, high, scene.title, scene.description);
        drawing.open(scene.still.isPresent() ? "p-still" : "p-drawn");
        if (scene.still.isPresent()) {
            drawing.mirrored(
                    scene.still.get(),
                    (scene.width - left) * scale,
                    -top * scale,
                    scene.width * scale,
                    scene.height * scale);
        } else {
            drawing.rect("p-ground", 0, 0, WIDTH, high);
            head(drawing);
        }
        double shoulders =
                (point(Joint.LEFT_SHOULDER).y() + point(Joint.RIGHT_SHOULDER).y()) / 2;
        level(drawing, shoulders);
        trunk(drawing);
        for (Side side : Side.values()) {
            arm(drawing, side);
        }
        return drawing.close().build();
    }

    /** Returns the visible region: the width of the still, or the person where there is none. */
    private void frame() {
        double[] xs = DRAWN.stream()
                .flatMap(joint -> scene.pose.keypoint(joint).stream())
                .mapToDouble(Keypoint::x)
                .toArray();
        double[] ys = DRAWN.stream()
                .flatMap(joint -> scene.pose.keypoint(joint).stream())
                .mapToDouble(Keypoint::y)
                .toArray();
        Keypoint l = scene.pose.keypoint(Joint.LEFT_SHOULDER).orElseThrow();
        Keypoint r = scene.pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow();
        double middle = (l.x() + r.x()) / 2;
        double shoulders = (l.y() + r.y()) / 2;
        double unit = Math.max(1, l.distanceTo(r));
        double span;
        double tall;
        if (scene.still.isEmpty()) {
            double reach = Math.max(1.9 * unit, Math.max(middle - min(xs), max(xs) - middle) + MARGIN * unit);
            span = 2 * reach;
            tall = span * 0.75;
            left = middle - reach;
            top = Math.min(shoulders - tall * 0.55, min(ys) - MARGIN * unit);
        } else {
            span = scene.width;
            tall = Math.min(scene.height, span * 0.8);
            left = 0;
            top = Math.max(0, Math.min(scene.height - tall, shoulders - 0.5 * tall));
        }
        scale = WIDTH / span;
        high = tall * scale;
        left = scene.still.isEmpty() ? scene.width - left - span : left; // x coordinate in the mirrored image
    }

    private static double min(double[] values) {
        return java.util.Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return java.util.Arrays.stream(values).max().orElse(0);
    }

    private CurveLine.DrawingPoint place(Keypoint point) {
        return new CurveLine.DrawingPoint((scene.width - point.x() - left) * scale, (point.y() - top) * scale);
    }

    private CurveLine.DrawingPoint point(Joint joint) {
        CurveLine.DrawingPoint point = points.get(joint);
        return point == null ? new CurveLine.DrawingPoint(0, 0) : point;
    }

    private void head(DrawingBuilder drawing) {
        if (points.containsKey(Joint.LEFT_EAR) && points.containsKey(Joint.RIGHT_EAR)) {
            CurveLine.DrawingPoint a = point(Joint.LEFT_EAR);
            CurveLine.DrawingPoint b = point(Joint.RIGHT_EAR);
            double radius = Math.max(14, 0.62 * Math.hypot(a.x() - b.x(), a.y() - b.y()));
            drawing.circle("p-body", (a.x() + b.x()) / 2, (a.y() + b.y()) / 2, radius);
        }
    }

    private void level(DrawingBuilder drawing, double y) {
        drawing.path("p-level-case", "M0 ~H~", y, WIDTH).path("p-level", "M0 ~H~", y, WIDTH);
        String words = Numbers.degrees(90);
        drawing.rect("p-plate", WIDTH - 46, y - 13, 40, 26).text("p-plate-text", WIDTH - 26, y + 6, words);
    }

    private void trunk(DrawingBuilder drawing) {
        CurveLine.DrawingPoint a = point(Joint.LEFT_SHOULDER);
        CurveLine.DrawingPoint b = point(Joint.RIGHT_SHOULDER);
        cased(drawing, "p-trunk", DrawingBuilder.fill("M~ ~L~ ~", a.x(), a.y(), b.x(), b.y()));
        if (points.containsKey(Joint.LEFT_HIP) && points.containsKey(Joint.RIGHT_HIP)) {
            CurveLine.DrawingPoint l = point(Joint.LEFT_HIP);
            CurveLine.DrawingPoint r = point(Joint.RIGHT_HIP);
            cased(
                    drawing,
                    "p-trunk",
                    DrawingBuilder.fill(
                            "M~ ~L~ ~",
                            (a.x() + b.x()) / 2,
                            (a.y() + b.y()) / 2,
                            (l.x() + r.x()) / 2,
                            (l.y() + r.y()) / 2));
        }
    }

    private void arm(DrawingBuilder drawing, Side side) {
        Joint shoulderJoint = side == Side.LEFT ? Joint.LEFT_SHOULDER : Joint.RIGHT_SHOULDER;
        Joint elbowJoint = side == Side.LEFT ? Joint.LEFT_ELBOW : Joint.RIGHT_ELBOW;
        Joint wristJoint = side == Side.LEFT ? Joint.LEFT_WRIST : Joint.RIGHT_WRIST;
        CurveLine.DrawingPoint shoulder = point(shoulderJoint);
        Double degrees = scene.elevation.get(side);
        if (!points.containsKey(elbowJoint)) {
            return;
        }
        CurveLine.DrawingPoint elbow = point(elbowJoint);
        double out = elbow.x() >= shoulder.x() ? 1 : -1;
        double length = Math.hypot(elbow.x() - shoulder.x(), elbow.y() - shoulder.y());
        scene.pace.ifPresent(pace -> {
            double angle = Math.toRadians(pace);
            cased(
                    drawing,
                    "p-pace",
                    DrawingBuilder.fill(
                            "M~ ~L~ ~",
                            shoulder.x(),
                            shoulder.y(),
                            shoulder.x() + out * length * Math.sin(angle),
                            shoulder.y() + length * Math.cos(angle)));
        });
        String chain = DrawingBuilder.fill("M~ ~L~ ~", shoulder.x(), shoulder.y(), elbow.x(), elbow.y())
                + (points.containsKey(wristJoint)
                        ? DrawingBuilder.fill(
                                "L~ ~", point(wristJoint).x(), point(wristJoint).y())
                        : "");
        boolean faulty = scene.faulty.contains(side);
        cased(drawing, faulty ? "p-arm-fault" : "p-arm", chain);
        if (faulty) {
            drawing.path("p-stripe", chain);
        }
        drawing.circle("p-joint", shoulder.x(), shoulder.y(), 5).circle("p-joint", elbow.x(), elbow.y(), 5);
        if (degrees != null) {
            angle(drawing, shoulder, elbow, degrees, faulty);
        }
    }

    /** Draws the arc from hanging down to the upper arm, and the measured value on a plate. */
    private static void angle(
            DrawingBuilder drawing,
            CurveLine.DrawingPoint shoulder,
            CurveLine.DrawingPoint elbow,
            double degrees,
            boolean faulty) {
        double out = elbow.x() >= shoulder.x() ? 1 : -1;
        double length = Math.max(1e-6, Math.hypot(elbow.x() - shoulder.x(), elbow.y() - shoulder.y()));
        String arc = DrawingBuilder.fill(
                "M~ ~A~ ~ 0 0 ~ ~ ~",
                shoulder.x(),
                shoulder.y() + ARC,
                ARC,
                ARC,
                out < 0 ? 1 : 0,
                shoulder.x() + ARC * (elbow.x() - shoulder.x()) / length,
                shoulder.y() + ARC * (elbow.y() - shoulder.y()) / length);
        cased(drawing, faulty ? "p-arc-fault" : "p-arc", arc);
        double x = shoulder.x() + out * 58;
        double y = shoulder.y() + 50;
        drawing.rect("p-plate", x - 26, y - 18, 52, 28).text("p-value", x, y + 3, Numbers.degrees(degrees));
    }

    private static void cased(DrawingBuilder drawing, String style, String path) {
        drawing.path(style + "-case", path).path(style, path);
    }
}

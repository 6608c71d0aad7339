package formcheck.report;

import formcheck.exercise.Fault;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Side;
import java.util.OptionalDouble;

/**
 * Draws the arms at the top of a repetition from the measured elevations, mirrored: the person's left arm is on the left. Upper
 * arms are drawn as measured; head, trunk and forearms only show the view.
 */
final class ArmDrawing {
    private static final double WIDTH = 400;
    private static final double HEIGHT = 250;
    private static final double SHOULDER_Y = 132;
    private static final double SHOULDER_FROM_MIDDLE = 46;
    private static final double UPPER_ARM = 84;
    private static final double FOREARM = 66;
    private static final double ARC = 34;

    private ArmDrawing() {}

    static Drawing of(Rep rep, Limit height, Words words) {
        DrawingBuilder drawing = DrawingBuilder.described(
                "arms" + rep.index(),
                WIDTH,
                HEIGHT,
                words.text("report.drawing.title", "n", rep.index()),
                angles(rep, height, words));
        double middle = WIDTH / 2;
        drawing.circle("f-body", middle, 66, 27);
        drawing.path(
                "f-body",
                "M~ 93V~M~ ~H~M~ ~L~ 250M~ ~L~ 250",
                middle,
                SHOULDER_Y,
                middle - SHOULDER_FROM_MIDDLE,
                SHOULDER_Y,
                middle + SHOULDER_FROM_MIDDLE,
                middle - SHOULDER_FROM_MIDDLE,
                SHOULDER_Y,
                middle - 34,
                middle + SHOULDER_FROM_MIDDLE,
                SHOULDER_Y,
                middle + 34);
        for (Side side : Side.values()) {
            arm(drawing, rep, side, height, words);
        }
        return drawing.build();
    }

    private static void arm(DrawingBuilder drawing, Rep rep, Side side, Limit height, Words words) {
        double out = side == Side.LEFT ? -1 : 1;
        double x = WIDTH / 2 + out * SHOULDER_FROM_MIDDLE;
        double bound = Math.toRadians(height.value());
        drawing.path(
                "f-limit",
                "M~ ~L~ ~",
                x,
                SHOULDER_Y,
                x + out * 130 * Math.sin(bound),
                SHOULDER_Y + 130 * Math.cos(bound));
        String end = side == Side.LEFT ? " start" : " end";
        drawing.text(
                "f-small" + end,
                WIDTH / 2 + out * (WIDTH / 2 - 4),
                20,
                words.text(side == Side.LEFT ? "report.left" : "report.right"));
        OptionalDouble peak = rep.peakElevation(side);
        if (peak.isEmpty()) {
            drawing.text("f-unseen", x + out * 52, SHOULDER_Y + 70, words.text("report.not-seen"));
            return;
        }
        boolean low = rep.faults().stream()
                .filter(fault -> fault.rule().kind() == RuleKind.ELBOW_HEIGHT
                        || fault.rule().kind() == RuleKind.ASYMMETRY)
                .map(Fault::side)
                .anyMatch(s -> s.id().equals("both") || s.id().equals(side == Side.LEFT ? "left" : "right"));
        double degrees = peak.getAsDouble();
        double angle = Math.toRadians(degrees);
        double elbowX = x + out * UPPER_ARM * Math.sin(angle);
        double elbowY = SHOULDER_Y + UPPER_ARM * Math.cos(angle);
        drawing.path("f-forearm", "M~ ~L~ ~", elbowX, elbowY, elbowX + out * 10, elbowY - FOREARM);
        drawing.path(
                low ? "f-arc-low" : "f-arc",
                "M~ ~A~ ~ 0 0 ~ ~ ~",
                x,
                SHOULDER_Y + ARC,
                ARC,
                ARC,
                out < 0 ? 1 : 0,
                x + out * ARC * Math.sin(angle),
                SHOULDER_Y + ARC * Math.cos(angle));
        drawing.path(low ? "f-arm-low" : "f-arm", "M~ ~L~ ~", x, SHOULDER_Y, elbowX, elbowY);
        if (low) {
            drawing.path("f-arm-core", "M~ ~L~ ~", x, SHOULDER_Y, elbowX, elbowY);
        }
        drawing.circle("f-joint", x, SHOULDER_Y, 5).circle("f-joint", elbowX, elbowY, 5);
        drawing.text("f-value", x + out * 46, SHOULDER_Y + 72, Numbers.degrees(degrees));
    }

    /** Describes both elevations at the top, and the target. */
    static String angles(Rep rep, Limit height, Words words) {
        return words.text(
                "report.drawing.angles",
                "left",
                spoken(rep, Side.LEFT, words),
                "right",
                spoken(rep, Side.RIGHT, words),
                "limit",
                words.degrees(height.value()),
                "edge",
                words.degrees(height.edge(true)));
    }

    private static String spoken(Rep rep, Side side, Words words) {
        OptionalDouble degrees = rep.peakElevation(side);
        return degrees.isPresent() ? words.degrees(degrees.getAsDouble()) : words.text("report.not-seen");
    }
}

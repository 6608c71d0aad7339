package formcheck.report;

import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Side;
import formcheck.session.CurvePoint;
import formcheck.session.Moment;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Draws a repetition at the top, and at its worst moment. */
final class RepDrawings {

    /** A drawing and its caption. */
    record CaptionedDrawing(Drawing drawing, String caption) {}

    private final Session session;
    private final RepPictures pictures;
    private final boolean embedded;
    private final Words words;

    /** @param embedded whether stills are embedded; otherwise the page loads them by name */
    RepDrawings(Session session, RepPictures pictures, boolean embedded, Words words) {
        this.session = session;
        this.pictures = pictures;
        this.embedded = embedded;
        this.words = words;
    }

    List<CaptionedDrawing> of(Rep rep) {
        List<CaptionedDrawing> drawings = new ArrayList<>();
        top(rep).ifPresent(drawings::add);
        if (drawings.isEmpty()) {
            drawings.add(new CaptionedDrawing(
                    ArmDrawing.of(rep, session.exercise().elbowHeight().limit(), words),
                    words.text("report.drawing.scheme")));
        }
        Worst.of(rep).flatMap(worst -> worst(rep, worst)).ifPresent(drawings::add);
        return drawings;
    }

    private Optional<CaptionedDrawing> top(Rep rep) {
        Set<Side> faulty = new LinkedHashSet<>();
        for (Fault fault : rep.faults()) {
            RuleKind kind = fault.rule().kind();
            if (kind == RuleKind.ELBOW_HEIGHT || kind == RuleKind.ASYMMETRY) {
                faulty.addAll(Worst.sides(fault));
            }
        }
        String title = words.text("report.drawing.title", "n", rep.index());
        String told = ArmDrawing.angles(rep, session.exercise().elbowHeight().limit(), words);
        return draw(
                rep,
                Moment.TOP,
                rep.peakElevation(),
                List.copyOf(faulty),
                OptionalDouble.empty(),
                title,
                told,
                words.text("report.drawing.top") + ".");
    }

    private Optional<CaptionedDrawing> worst(Rep rep, Worst worst) {
        Map<Side, Double> angles = anglesAt(worst.at());
        OptionalDouble pace = pace(rep, worst);
        String caption = worst.fault().rule().kind() == RuleKind.FAST_DESCENT
                ? words.text(
                        "report.drawing.worst.fast",
                        "after",
                        words.seconds(worst.at() - rep.eccentricStart()),
                        "aim",
                        aim(words))
                : words.text("report.drawing.worst.bottom") + ".";
        return draw(
                rep,
                Moment.WORST,
                angles,
                Worst.sides(worst.fault()),
                pace,
                words.text("report.drawing.worst.title", "n", rep.index()),
                caption,
                caption);
    }

    private Optional<CaptionedDrawing> draw(
            Rep rep,
            Moment moment,
            Map<Side, Double> angles,
            List<Side> faulty,
            OptionalDouble pace,
            String title,
            String description,
            String caption) {
        return pictures.pose(rep, moment).flatMap(pose -> {
            Optional<byte[]> still = pictures.still(rep, moment);
            String more = words.text("report.drawing.mirrored")
                    + (still.isPresent() ? "" : " " + words.text("report.drawing.skeleton"));
            return PoseDrawing.of(new PoseDrawing.Scene(
                            moment.id() + rep.index(),
                            pose,
                            session.width(),
                            session.height(),
                            still.map(jpeg -> still(rep, moment, jpeg)),
                            angles,
                            faulty,
                            pace,
                            title,
                            description))
                    .map(drawing -> new CaptionedDrawing(drawing, caption + " " + more));
        });
    }

    private DrawingBuilder.StillSource still(Rep rep, Moment moment, byte[] jpeg) {
        return embedded
                ? new DrawingBuilder.StillSource(
                        "xlink:href",
                        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg))
                : new DrawingBuilder.StillSource("data-still", rep.index() + "/" + moment.id());
    }

    /** Describes a fast descent in numbers; empty for any other repetition. */
    Optional<String> fell(Rep rep) {
        return Worst.of(rep)
                .filter(worst -> worst.fault().rule().kind() == RuleKind.FAST_DESCENT)
                .flatMap(worst -> {
                    OptionalDouble angle = anglesAt(worst.at()).values().stream()
                            .mapToDouble(degrees -> degrees)
                            .average();
                    OptionalDouble pace = pace(rep, worst);
                    if (angle.isEmpty() || pace.isEmpty() || pace.getAsDouble() <= angle.getAsDouble()) {
                        return Optional.empty();
                    }
                    return Optional.of(words.text(
                            "report.fell",
                            "after",
                            words.seconds(worst.at() - rep.eccentricStart()),
                            "angle",
                            words.degrees(angle.getAsDouble()),
                            "aim",
                            aim(words),
                            "pace",
                            words.degrees(pace.getAsDouble())));
                });
    }

    static String aim(Words words) {
        return words.text("report.seconds", "n", words.fixed(SessionWords.AIM_SECONDS, 0));
    }

    /** Returns the elevation of the arms at this time in a controlled descent, degrees. */
    private static OptionalDouble pace(Rep rep, Worst worst) {
        OptionalDouble top = rep.peakElevation().values().stream()
                .mapToDouble(degrees -> degrees)
                .average();
        if (top.isEmpty() || rep.range().isEmpty() || worst.fault().rule().kind() != RuleKind.FAST_DESCENT) {
            return OptionalDouble.empty();
        }
        double gone = Math.min(1, (worst.at() - rep.eccentricStart()) / SessionWords.AIM_SECONDS);
        return OptionalDouble.of(top.getAsDouble() - gone * rep.range().getAsDouble());
    }

    private Map<Side, Double> anglesAt(double at) {
        Map<Side, Double> angles = new EnumMap<>(Side.class);
        angleAt(at, CurvePoint::left).ifPresent(degrees -> angles.put(Side.LEFT, degrees));
        angleAt(at, CurvePoint::right).ifPresent(degrees -> angles.put(Side.RIGHT, degrees));
        return angles;
    }

    /** Interpolates the curve at a time. */
    private Optional<Double> angleAt(double at, Function<CurvePoint, OptionalDouble> arm) {
        CurvePoint before = null;
        for (CurvePoint point : session.curve()) {
            if (arm.apply(point).isEmpty()) {
                continue;
            }
            double degrees = arm.apply(point).getAsDouble();
            if (point.at() >= at) {
                if (before == null || point.at() - before.at() > 0.6) {
                    return Optional.empty();
                }
                double from = arm.apply(before).orElse(degrees);
                double share = (at - before.at()) / Math.max(1e-9, point.at() - before.at());
                return Optional.of(from + share * (degrees - from));
            }
            before = point;
        }
        return Optional.empty();
    }
}

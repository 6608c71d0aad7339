package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.EnumSet;
import java.util.Set;

/**
 * The mark of a repetition: a bar as high as its way down is long, and for each kind of fault a shape of its own. Shape
 * first, colour second: the marks tell everything in black and white too.
 *
 * <ul>
 *   <li>clean: a solid bar
 *   <li>came down too fast: a hollow bar under a chevron
 *   <li>too low: a bar under a lid
 *   <li>uneven: two bars of different height
 *   <li>turned before the bottom: a bar that floats above its base line
 *   <li>too little way: a bar between two lines
 *   <li>not judged, or not all of it: a dashed outline
 * </ul>
 */
final class RepMark {
    private static final double WIDTH = 40;
    private static final double HEIGHT = 64;
    private static final double BASE = 63;
    private static final double PER_SECOND = 12;

    private RepMark() {}

    static Set<RuleKind> faults(Rep rep) {
        EnumSet<RuleKind> kinds = EnumSet.noneOf(RuleKind.class);
        rep.faults().forEach(fault -> kinds.add(fault.rule().kind()));
        return kinds;
    }

    /** Whether a verdict is missing and no fault says more. */
    static boolean unjudged(Rep rep) {
        return rep.verdict() == Verdict.NOT_ASSESSED
                || (rep.faults().isEmpty()
                        && rep.checks().entrySet().stream()
                                .anyMatch(check -> check.getValue() instanceof Check.NotAssessed
                                        && !check.getKey().kind().coachesOnly()));
    }

    /** Whether the mark is any other than the clean one. */
    static boolean tells(Rep rep) {
        return unjudged(rep) || !rep.faults().isEmpty();
    }

    /** The mark alone, to stand over the repetition's number. */
    static Drawing of(Rep rep) {
        return of(unjudged(rep), faults(rep), rep.eccentricSeconds());
    }

    static Drawing of(boolean unjudged, Set<RuleKind> faults, double secondsDown) {
        DrawingBuilder drawing = DrawingBuilder.decoration(WIDTH, HEIGHT);
        double height = Math.max(6, Math.min(48, secondsDown * PER_SECOND));
        double top = BASE - height;
        if (unjudged) {
            return drawing.rect("m-unjudged", 6.5, top, 27, height).build();
        }
        if (faults.contains(RuleKind.FAST_DESCENT)) {
            drawing.rect("m-hollow", 6.5, Math.min(top, 56), 27, BASE - Math.min(top, 56))
                    .path("m-chevron", "M8 ~L20 ~L32 ~", chevron(top), chevron(top) + 12, chevron(top));
        } else if (faults.contains(RuleKind.ASYMMETRY)) {
            drawing.rect("m-solid", 5, top, 12, height).rect("m-solid", 23, top + height * 0.35, 12, height * 0.65);
            drawing.path("m-line", "M21 ~H37", top + 2);
        } else if (faults.contains(RuleKind.HALF_REPETITION)) {
            drawing.rect("m-solid", 5, top - 9, 30, height).path("m-line", "M5 ~H35", BASE - 1.5);
        } else if (faults.contains(RuleKind.RANGE_OF_MOTION)) {
            drawing.rect("m-solid", 12, top - 2, 16, Math.max(4, height - 6)).path("m-line", "M5 ~H35", BASE - 1.5);
        } else {
            drawing.rect("m-solid", 5, top, 30, height);
        }
        if (faults.stream().allMatch(RuleKind::coachesOnly) && !faults.isEmpty()) {
            drawing.path("m-line", "M9 ~L31 ~", top - 4, top - 12);
        }
        if (faults.contains(RuleKind.ELBOW_HEIGHT) || faults.contains(RuleKind.RANGE_OF_MOTION)) {
            double lid = faults.contains(RuleKind.FAST_DESCENT) ? chevron(top) - 8 : top - 9;
            drawing.path("m-line", "M5 ~H35", Math.max(2.5, lid));
        }
        return drawing.build();
    }

    private static double chevron(double top) {
        return Math.min(top, 56) - 18;
    }

    /** The worst fault's shape, small, at a place of the chart: the middle of its lower edge. */
    static void onChart(DrawingBuilder drawing, Rep rep, double x, double y) {
        Set<RuleKind> faults = faults(rep);
        if (unjudged(rep)) {
            drawing.rect("m-unjudged", x - 5, y - 11, 10, 11);
        } else if (faults.contains(RuleKind.FAST_DESCENT)) {
            drawing.path("m-chevron", "M~ ~l7 7l7 -7", x - 7, y - 9);
        } else if (faults.contains(RuleKind.ELBOW_HEIGHT)) {
            drawing.path("m-line", "M~ ~h14", x - 7, y - 9).rect("m-solid", x - 5, y - 4, 10, 4);
        } else if (faults.contains(RuleKind.ASYMMETRY)) {
            drawing.rect("m-solid", x - 6, y - 12, 5, 12).rect("m-solid", x + 1, y - 6, 5, 6);
        } else if (faults.contains(RuleKind.HALF_REPETITION)) {
            drawing.rect("m-solid", x - 5, y - 12, 10, 6).path("m-line", "M~ ~h14", x - 7, y - 1);
        } else if (faults.contains(RuleKind.RANGE_OF_MOTION)) {
            drawing.path("m-line", "M~ ~h14M~ ~h14", x - 7, y - 11, x - 7, y - 1)
                    .rect("m-solid", x - 3, y - 8, 6, 4);
        } else if (!faults.isEmpty()) {
            drawing.path("m-line", "M~ ~l12 -5", x - 6, y - 6);
        }
    }
}

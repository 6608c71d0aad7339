package formcheck.report;

import formcheck.session.CurvePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The elevation of one arm over time, as continuous segments of points (seconds, degrees), simplified for drawing. */
final class CurveLine {
    /** A gap longer than this splits the line, seconds. */
    private static final double GAP = 0.6;

    record DrawingPoint(double x, double y) {}

    private final List<List<DrawingPoint>> stretches = new ArrayList<>();

    CurveLine(List<CurvePoint> curve, Function<CurvePoint, OptionalDouble> arm) {
        List<DrawingPoint> open = new ArrayList<>();
        for (CurvePoint point : curve) {
            OptionalDouble degrees = arm.apply(point);
            boolean broken = degrees.isEmpty() || (!open.isEmpty() && point.at() - open.get(open.size() - 1).x > GAP);
            if (broken && !open.isEmpty()) {
                stretches.add(open);
                open = new ArrayList<>();
            }
            if (degrees.isPresent() && Double.isFinite(degrees.getAsDouble())) {
                open.add(new DrawingPoint(point.at(), degrees.getAsDouble()));
            }
        }
        if (!open.isEmpty()) {
            stretches.add(open);
        }
    }

    /** Returns the segments within a time span, with interpolated points on its borders. */
    List<List<DrawingPoint>> between(double from, double to) {
        List<List<DrawingPoint>> parts = new ArrayList<>();
        for (List<DrawingPoint> stretch : stretches) {
            if (stretch.get(stretch.size() - 1).x < from || stretch.get(0).x > to) {
                continue;
            }
            List<DrawingPoint> part = new ArrayList<>();
            for (int i = 0; i < stretch.size(); i++) {
                DrawingPoint point = stretch.get(i);
                if (i > 0) {
                    cross(stretch.get(i - 1), point, from, part);
                    cross(stretch.get(i - 1), point, to, part);
                }
                if (point.x >= from && point.x <= to) {
                    part.add(point);
                }
            }
            if (part.size() > 1) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static void cross(DrawingPoint a, DrawingPoint b, double x, List<DrawingPoint> part) {
        if (a.x < x && b.x > x) {
            part.add(new DrawingPoint(x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)));
        }
    }

    /**
     * Simplifies a line (Douglas and Peucker 1973), and raises the tolerance until few enough points are left.
     *
     * @param points in drawing units
     * @param most number of points allowed
     */
    static List<DrawingPoint> thinned(List<DrawingPoint> points, int most) {
        List<DrawingPoint> thin = points;
        for (double tolerance = 0.35; ; tolerance *= 1.6) {
            boolean[] keep = new boolean[points.size()];
            keep[0] = true;
            keep[keep.length - 1] = true;
            keepCorners(points, 0, points.size() - 1, tolerance, keep);
            thin = new ArrayList<>();
            for (int i = 0; i < keep.length; i++) {
                if (keep[i]) {
                    thin.add(points.get(i));
                }
            }
            if (thin.size() <= Math.max(2, most)) {
                return thin;
            }
        }
    }

    private static void keepCorners(List<DrawingPoint> points, int first, int last, double tolerance, boolean[] keep) {
        int farthest = -1;
        double distance = tolerance;
        DrawingPoint a = points.get(first);
        DrawingPoint b = points.get(last);
        double length = Math.max(1e-9, Math.hypot(b.x - a.x, b.y - a.y));
        for (int i = first + 1; i < last; i++) {
            DrawingPoint p = points.get(i);
            double off = Math.abs((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / length;
            if (off > distance) {
                distance = off;
                farthest = i;
            }
        }
        if (farthest >= 0) {
            keep[farthest] = true;
            keepCorners(points, first, farthest, tolerance, keep);
            keepCorners(points, farthest, last, tolerance, keep);
        }
    }
}

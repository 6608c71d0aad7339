package formcheck.session;

import formcheck.exercise.Rep;
import formcheck.motion.Measure;
import formcheck.pose.Pose;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a report draws of a motion, collected in one pass.
 *
 * @param curve the elevations, downsampled for drawing
 * @param poses at the moments of the repetitions
 */
record KeptMotion(List<CurvePoint> curve, Map<At, Pose> poses) {
    /** Points of the elevation curve per second. */
    private static final double CURVE_RATE = 10;

    /** A frame farther from the moment than this is not used, seconds. */
    private static final double FARTHEST = 0.25;

    /** A moment of a repetition. */
    record At(int rep, Moment moment) {}

    private record Wanted(At at, double seconds) {}

    private record Nearest(double away, Pose pose) {}

    static KeptMotion read(KeptFile file, List<Rep> reps) throws StoreException {
        List<Wanted> wanted = new ArrayList<>();
        for (Rep rep : reps) {
            for (Moment moment : Moment.values()) {
                OptionalDouble seconds = moment.of(rep);
                if (seconds.isPresent()) {
                    wanted.add(new Wanted(new At(rep.index(), moment), seconds.getAsDouble()));
                }
            }
        }
        List<CurvePoint> curve = new ArrayList<>();
        Map<At, Nearest> nearest = new HashMap<>();
        try (MotionReader reader = file.openMotion()) {
            for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                KeptFrame frame = next.get();
                double now = frame.seconds();
                if (curve.isEmpty() || now - curve.get(curve.size() - 1).at() >= 1 / CURVE_RATE - 1e-6) {
                    curve.add(new CurvePoint(
                            now,
                            frame.measures().followed(Measure.LEFT_ELEVATION),
                            frame.measures().followed(Measure.RIGHT_ELEVATION)));
                }
                frame.pose().pose().ifPresent(pose -> consider(pose, now, wanted, nearest));
            }
        }
        Map<At, Pose> poses = new HashMap<>();
        nearest.forEach((at, near) -> poses.put(at, near.pose));
        return new KeptMotion(List.copyOf(curve), Map.copyOf(poses));
    }

    private static void consider(Pose pose, double now, List<Wanted> wanted, Map<At, Nearest> nearest) {
        for (Wanted one : wanted) {
            double away = Math.abs(one.seconds - now);
            if (away <= FARTHEST) {
                nearest.merge(one.at, new Nearest(away, pose), (was, is) -> is.away < was.away ? is : was);
            }
        }
    }
}

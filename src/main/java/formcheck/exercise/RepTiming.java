package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * Times the phases of a repetition as a person would. A person sees a movement begin and end when it has gone a few degrees, and
 * does not see the creeping before and after. If a movement is as steady at its end as in its middle, the unseen degrees are
 * added at its pace.
 */
final class RepTiming {

    /** Distance from the highest elevation at which the top begins, degrees. */
    private static final double AT_TOP = 3;

    /** Half of the window whose mean is the level of the top, seconds: single samples are noise. */
    private static final double CALM = 0.12;

    /** As {@link #CALM}, as a share of the time from top to bottom: a drop must not be smeared. */
    private static final double CALM_SHARE = 0.05;

    /** Greatest height of a round top above the mean around it, degrees; more is noise. */
    private static final double ROUND = 0.7;

    /** Movement that a person does not see, degrees, and as a share of the range. */
    private static final double UNSEEN = 2.5;

    private static final double UNSEEN_SHARE = 0.04;

    /**
     * Speed at an end, as a share of the mean speed: up to the first it eases in or out, which is not seen, from the second on it
     * is steady. A smooth movement (minimum jerk) has 0.5.
     */
    private static final double EASED = 0.7;

    private static final double STEADY = 0.95;

    /**
     * Speed from which a person does not miss the ends of a movement, degrees a second: labels of real people and those of the
     * samples begin where the movement is seen. Below the second one all of a steady movement's seconds count.
     */
    private static final double BRISK = 16;

    private static final double SLOW = 11;

    /**
     * Distance from the top within which a stop is no part of the lowering, degrees and as a share of the range: tired arms sag.
     * Chosen, no data.
     */
    private static final double SAG = 8;

    private static final double SAG_SHARE = 0.12;

    /** Shortest such stop, seconds. Chosen, no data. */
    private static final double HOLD = 0.8;

    private RepTiming() {}

    /**
     * Times a movement.
     *
     * @param curve its samples, at least one
     * @param band greatest gain of jitter, degrees
     */
    static Cycle cycle(Curve curve, UntimedCycle raw, double band) {
        double topAt = raw.top().seconds();
        double valleyAt = raw.valley().seconds();
        double valley = raw.valley().value();
        double topLevel = raw.top().value();
        OptionalDouble start = OptionalDouble.empty();
        if (raw.start().isPresent()) {
            Curve up = curve.between(raw.start().getAsDouble(), topAt);
            start = OptionalDouble.of(up.isEmpty() ? topAt : leaving(up, raw.startLevel(), topLevel));
        }
        double top = arrival(curve, start.orElse(Double.NEGATIVE_INFINITY), topAt, valleyAt);
        double range = topLevel - valley;
        double unseen = unseen(range);
        double calm = Math.min(CALM, CALM_SHARE * (valleyAt - topAt));
        Curve calmed = curve.averaged(calm);
        double highest = Math.min(topLevel, level(calmed, topAt, calm) + ROUND);
        Curve down = calmed.between(topAt, valleyAt);
        if (down.isEmpty()) {
            return new Cycle(
                    start,
                    raw.startLevel(),
                    new CurveSample(Math.min(top, topAt), topLevel),
                    topAt,
                    new CurveSample(Math.max(topAt, valleyAt), valley),
                    raw.dips());
        }
        // The last crossing of a noisy curve is late, the first one early: both would shorten the lowering.
        double left = afterSagging(down, down.lastAtOrAbove(highest - unseen), highest, range, band);
        double lowest = Math.max(valley, lowLevel(calmed, valleyAt, calm) - ROUND);
        double arrived = arriving(down.between(left, valleyAt), lowest, unseen, band);
        double seen = arrived - left;
        double level = down.valueAt(left);
        double leaving = down.between(left, valleyAt).firstAtOrBelowOr(level - unseen, left) - left;
        double arriving = arrived - down.between(left, arrived).lastAtOrAboveOr(lowest + 2 * unseen, arrived);
        double eccentricStart =
                Math.max(Math.max(top, topAt < left ? topAt : left), left - hidden(range, unseen, leaving, seen));
        double bottom = Math.min(valleyAt, arrived + hidden(range, unseen, arriving, seen));
        return new Cycle(
                start,
                raw.startLevel(),
                new CurveSample(Math.min(top, eccentricStart), topLevel),
                eccentricStart,
                new CurveSample(Math.max(bottom, eccentricStart), valley),
                raw.dips());
    }

    /** When the arms arrived at the bottom. They may stand still a little above where they rest in the end. */
    private static double arriving(Curve down, double valley, double unseen, double band) {
        double arrived = down.firstAtOrBelow(valley + unseen);
        for (Stops.Stop stop : Stops.of(down, band).all()) {
            if (stop.level() <= valley + unseen) {
                return Math.min(arrived, down.firstAtOrBelow(stop.level() + unseen));
            }
        }
        return arrived;
    }

    /**
     * When the lowering began. Arms that are held long sag by more than a person overlooks; the lowering begins where they leave
     * the last standstill.
     */
    private static double afterSagging(Curve down, double left, double highest, double range, double band) {
        double from = left;
        for (Stops.Stop stop :
                Stops.of(down.between(left, Double.POSITIVE_INFINITY), band).all()) {
            if (stop.level() < highest - Math.max(SAG, SAG_SHARE * range) || stop.seconds() < HOLD) {
                break;
            }
            from = stop.to();
        }
        return from;
    }

    /** When the arms left the bottom. */
    private static double leaving(Curve up, double startLevel, double topLevel) {
        double rise = topLevel - startLevel;
        double unseen = unseen(rise);
        double left = up.lastAtOrBelow(startLevel + unseen);
        double seen = up.firstAtOrAbove(topLevel - unseen) - left;
        double later = up.between(left, Double.POSITIVE_INFINITY).firstAtOrAboveOr(startLevel + 2 * unseen, left);
        return Math.max(up.get(0).seconds(), left - hidden(rise, unseen, later - left, seen));
    }

    /**
     * Duration of the unseen degrees at an end of a steady movement, seconds.
     *
     * @param range range, degrees
     * @param unseen degrees at either end
     * @param beside seconds of as many degrees beside them
     * @param seen seconds between the ends
     */
    private static double hidden(double range, double unseen, double beside, double seen) {
        double mean = Math.max(0, range - 2 * unseen) / Math.max(1e-3, seen);
        if (!(beside > 0) || !(mean > 0) || mean > BRISK) {
            return 0;
        }
        double own = unseen / beside;
        double steady = share(own / mean, EASED, STEADY) * share(mean, BRISK, SLOW);
        return steady * unseen / Math.max(own, mean);
    }

    /** Position of a value between two others, 0 to 1. */
    private static double share(double value, double from, double to) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }

    /** When the arms arrived at the top. The highest single sample of a long hold is noise, and comes too late. */
    private static double arrival(Curve curve, double from, double topAt, double valleyAt) {
        Curve part = curve.between(from, valleyAt);
        if (part.isEmpty()) {
            return topAt;
        }
        return Math.min(topAt, part.firstAtOrAbove(level(part.averaged(CALM), topAt, CALM) - AT_TOP));
    }

    private static double level(Curve averaged, double topAt, double calm) {
        Curve near = averaged.between(topAt - calm, topAt + calm);
        return near.isEmpty() ? averaged.valueAt(topAt) : near.max();
    }

    private static double lowLevel(Curve averaged, double valleyAt, double calm) {
        Curve near = averaged.between(valleyAt - calm, valleyAt + calm);
        return near.isEmpty() ? averaged.valueAt(valleyAt) : near.min();
    }

    private static double unseen(double range) {
        return Math.max(UNSEEN, UNSEEN_SHARE * range);
    }
}

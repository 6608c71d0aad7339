package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The turning points of one raise at which the arms turned up before they had come back. */
final class Dips {
    /** Least fall to a turning point that makes it a bottom if the arms turn there twice, as a share of the raise (decision 3). */
    private static final double WORKING_SHARE = 0.4;

    /** As {@link #WORKING_SHARE}, degrees. */
    private static final double WORKING_FALL = 40;

    /** Greatest difference of two turning points at the same level, degrees. Chosen, no data. */
    private static final double SAME_BOTTOM = 15;

    /** Shortest fall that has a speed, seconds. */
    private static final double SHORTEST = 1e-3;

    /**
     * A turning point.
     *
     * @param bottom the lowest sample
     * @param top the highest sample before it
     */
    record Dip(CurveSample bottom, CurveSample top) {}

    private final List<Dip> dips = new ArrayList<>();

    void clear() {
        dips.clear();
    }

    /**
     * Adds a turning point, unless the arms seem to have fallen to it faster than arms can.
     *
     * @param curve the samples of the raise
     * @param band greatest gain of jitter, degrees
     */
    void add(Dip dip, Curve curve, double band) {
        CurveSample crest = dip.top;
        CurveSample valley = dip.bottom;
        double left =
                curve.between(crest.seconds(), valley.seconds()).lastAtOrAboveOr(crest.value() - band, crest.seconds());
        if (crest.value() - valley.value()
                <= ImpossibleSpeed.BEFORE_TURN * Math.max(SHORTEST, valley.seconds() - left)) {
            dips.add(dip);
        }
    }

    /**
     * The first turning point at the level of the present one. A person who began from hanging arms and turns up twice at one level
     * works from there, and the first turning point was a bottom already.
     *
     * @param now the present turning point
     * @param rise of the raise, degrees
     */
    Optional<Dip> workingBottom(Dip now, double rise) {
        double valley = now.bottom.value();
        return dips.stream()
                .filter(dip -> Math.abs(dip.bottom.value() - valley) <= SAME_BOTTOM)
                .filter(dip -> Math.min(dip.top.value(), now.top.value()) - valley
                        >= Math.max(WORKING_FALL, WORKING_SHARE * rise))
                .findFirst();
    }

    /** Elevations of the turning points, degrees, in order. */
    List<Double> levels() {
        return dips.stream().map(dip -> dip.bottom.value()).toList();
    }
}

package formcheck.coach;

import formcheck.exercise.Check;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Notices during a set that the lowerings get faster or the tops lower: the last ones are far from the person's own first good ones,
 * and the repetitions fall in an order that chance hardly gives. One cue, and another only after a good repetition in between.
 */
final class Drift {

    /** Share of the first good ones below which the pace has drifted. Chosen, no data. */
    private static final double PACE_SHARE = 0.75;

    /** Pace that the exercise asks for, seconds for 90 degrees: from it on no lowering is too fast. */
    private static final double CALM = 3;

    /** Distance below the first good ones from which the height has drifted, degrees: the error of one camera. */
    private static final double HEIGHT_DEGREES = 10;

    /** The direction of the drift. */
    enum Direction {
        FASTER(Cue.FASTER, "Slower again: count to three"),
        LOWER(Cue.LOWER, "Higher again: elbows up");

        private final String id;
        private final String text;

        Direction(String id, String text) {
            this.id = id;
            this.text = text;
        }

        Cue cue(double at) {
            return new Cue(at, Cue.Urgency.FORM, id, text);
        }
    }

    /** Number of good repetitions that later ones are compared with. */
    private static final int FIRST = 3;

    /** Number of the last repetitions whose median has to be low, too: one quick lowering is none. */
    private static final int LAST = 3;

    /** Number of repetitions that show a trend. */
    private static final int TREND = 15;

    private Series pace = new Series();
    private Series height = new Series();
    private int set;

    /** Processes the next repetition and returns its drift, that of the pace first. Returned again until {@link #markCued}. */
    Optional<Direction> update(Rep rep) {
        if (rep.set() != set) {
            set = rep.set();
            pace = new Series();
            height = new Series();
        }
        boolean timed = Pace.of(rep).isAssessed();
        pace.add(timed ? Pace.secondsFor90(rep) : OptionalDouble.empty(), good(rep) && Pace.of(rep) != Pace.TOO_FAST);
        height.add(SetTrend.heightSeen(rep) ? SetTrend.height(rep) : OptionalDouble.empty(), good(rep));
        double slow = Math.min(CALM, PACE_SHARE * pace.reference());
        double back = Math.min(CALM, (1 + PACE_SHARE) / 2 * pace.reference());
        if (pace.drifts(slow, back)) {
            return Optional.of(Direction.FASTER);
        }
        double low = height.reference() - HEIGHT_DEGREES;
        return height.drifts(low, low + HEIGHT_DEGREES / 2) ? Optional.of(Direction.LOWER) : Optional.empty();
    }

    /** Whether a cue is about a drift. */
    static boolean isCue(Cue cue) {
        return cue.id().equals(Cue.FASTER) || cue.id().equals(Cue.LOWER);
    }

    /** The drift was cued: not again before a good repetition. */
    void markCued(Direction direction) {
        (direction == Direction.FASTER ? pace : height).cued = true;
    }

    /** Whether the last repetition was worse than the person's first good ones. */
    boolean sags() {
        return pace.sags || height.sags;
    }

    private static boolean good(Rep rep) {
        return rep.verdict() != Verdict.ATTEMPTED
                && rep.checks().values().stream()
                        .noneMatch(check -> check instanceof Check.Broken broken
                                && !broken.fault().rule().kind().coachesOnly());
    }

    /** One quantity over the repetitions. */
    private static final class Series {
        private final List<Double> first = new ArrayList<>();
        private final List<Double> row = new ArrayList<>();
        private boolean cued;
        private boolean sags;

        /** @param value of a repetition; one that was not assessed changes nothing */
        void add(OptionalDouble value, boolean good) {
            if (value.isEmpty()) {
                return;
            }
            row.add(value.getAsDouble());
            if (row.size() > TREND) {
                row.remove(0);
            }
            if (good && first.size() < FIRST) {
                first.add(value.getAsDouble());
            }
        }

        /** Median of the first good ones; negative infinity before there are enough. */
        double reference() {
            if (first.size() < FIRST) {
                return Double.NEGATIVE_INFINITY;
            }
            return median(first);
        }

        private static double median(List<Double> values) {
            return Median.withDefaults()
                    .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /**
         * @param below what the last repetition is below, if it has drifted
         * @param recovered what the last one is above, if it has recovered
         */
        boolean drifts(double below, double recovered) {
            if (row.isEmpty()) {
                return false;
            }
            double now = row.get(row.size() - 1);
            sags = now < recovered;
            if (!sags && cued) {
                cued = false;
                row.subList(0, row.size() - 1).clear(); // another trend begins here
            }
            return now < below
                    && !cued
                    && median(row.subList(Math.max(0, row.size() - LAST), row.size())) < recovered
                    && FallingTrend.isIn(row);
        }
    }
}

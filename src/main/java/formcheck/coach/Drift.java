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
 * Notices while a set goes on that the arms come down ever faster or rise ever less: three repetitions in a row, each less than the
 * one before by more than measuring errs by, and the last of them far from the person's own first good ones. It is told once, and
 * again only after it was good in between.
 */
final class Drift {

    /** Seconds for 90 degrees by which two timings of one pace may differ. Chosen, no data. */
    private static final double PACE_NOISE = 0.05;

    /** Of the first good ones, below which the pace has drifted. Chosen, no data. */
    private static final double PACE_SHARE = 0.75;

    /**
     * Seconds for 90 degrees that are aimed at: above them nobody is getting too fast. The pace that the exercise teaches.
     */
    private static final double CALM = 3;

    /** Degrees by which two readings of one height may differ. Chosen, no data. */
    private static final double HEIGHT_NOISE = 1;

    /** Below the first good ones, from which the height has drifted: what one camera may misread a height by. */
    private static final double HEIGHT_DEGREES = 10;

    /** What is told. */
    enum Kind {
        FASTER(Cue.FASTER, "Getting faster: go slow"),
        LOWER(Cue.LOWER, "Getting lower: elbows up");

        private final String id;
        private final String text;

        Kind(String id, String text) {
            this.id = id;
            this.text = text;
        }

        Cue cue(double at) {
            return new Cue(at, Cue.Urgency.FORM, id, text);
        }
    }

    /** Good repetitions that a person is compared with. */
    private static final int FIRST = 3;

    /** Repetitions in a row that have to fall. */
    private static final int IN_A_ROW = 3;

    private Series pace = new Series();
    private Series height = new Series();
    private int set;

    /** Takes the next repetition; returns what is to be told of it, the pace first. It stays to be told until {@link #told}. */
    Optional<Kind> see(Rep rep) {
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
        if (pace.drifts(slow, back, PACE_NOISE)) {
            return Optional.of(Kind.FASTER);
        }
        double low = height.reference() - HEIGHT_DEGREES;
        return height.drifts(low, low + HEIGHT_DEGREES / 2, HEIGHT_NOISE) ? Optional.of(Kind.LOWER) : Optional.empty();
    }

    /** It was told: not again before it was good in between. */
    void told(Kind kind) {
        (kind == Kind.FASTER ? pace : height).told = true;
    }

    /** Whether the last repetition was not as good as the person's first good ones any more. */
    boolean sags() {
        return pace.sags || height.sags;
    }

    private static boolean good(Rep rep) {
        return rep.verdict() != Verdict.ATTEMPTED
                && rep.checks().values().stream()
                        .noneMatch(check -> check instanceof Check.Broken broken
                                && !broken.fault().rule().kind().coachesOnly());
    }

    /** One quantity from repetition to repetition. */
    private static final class Series {
        private final List<Double> first = new ArrayList<>();
        private final List<Double> row = new ArrayList<>();
        private boolean told;
        private boolean sags;

        void add(OptionalDouble value, boolean good) {
            if (value.isEmpty()) {
                row.clear();
                return;
            }
            row.add(value.getAsDouble());
            if (good && first.size() < FIRST) {
                first.add(value.getAsDouble());
            }
        }

        /** Median of the first good ones; nothing is below it before there are enough. */
        double reference() {
            if (first.size() < FIRST) {
                return Double.NEGATIVE_INFINITY;
            }
            return Median.withDefaults()
                    .evaluate(first.stream().mapToDouble(Double::doubleValue).toArray());
        }

        boolean drifts(double below, double recovered, double noise) {
            if (row.isEmpty()) {
                return false;
            }
            double now = row.get(row.size() - 1);
            sags = now < recovered;
            if (!sags) {
                told = false;
            }
            return now < below && !told && falls(noise);
        }

        private boolean falls(double noise) {
            if (row.size() <= IN_A_ROW) {
                return false;
            }
            for (int i = row.size() - IN_A_ROW; i < row.size(); i++) {
                if (row.get(i - 1) - row.get(i) <= noise) {
                    return false;
                }
            }
            return true;
        }
    }
}

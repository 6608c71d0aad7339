package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Decides which movements count alone, and which only together with others: signs, gestures and getting into position look like
 * repetitions too. The exercise file explains the rule.
 *
 * <p>A movement that stays low, one whose forearms lean to the head, and one that is waved or clapped count within a set that is
 * under way, before a repetition like them, or as one of {@link #ALIKE}. A lowering whose raise was not seen, as at the beginning
 * of a recording with raised arms, counts with one repetition like it.
 */
final class SetRule {
    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.LEFT_ELBOW_ANGLE, Measure.RIGHT_ELBOW_ANGLE);

    /** Number of similar quick movements that are a set. */
    static final int ALIKE = 3;

    /**
     * Greatest inward lean of a forearm that does not bring the hand to the head or face, degrees. An upright forearm makes an
     * angle at the elbow as large as the upper arm's elevation. A labelled sign leans by 10 to 27, the exercise by 5 at most.
     */
    private static final double LEANING = 8;

    /**
     * Time for 90 degrees, in raise and lowering alike, below which a movement is a wave or a clap, seconds: a quick set has
     * 0.45.
     */
    private static final double HASTY = 0.35;

    /** Top below which a movement alone is no attempt, degrees. Chosen, no data. */
    private static final double LOW = 60;

    /** Greatest difference of the tops and bottoms of similar movements, degrees. Chosen, no data. */
    private static final double SAME = 35;

    private final Exercise exercise;
    private final List<RepTrace> waiting = new ArrayList<>();

    SetRule(Exercise exercise) {
        this.exercise = exercise;
    }

    /**
     * Whether a movement, or what is seen of it so far, counts only with others.
     *
     * @param lowered whether its lowering has been seen too
     */
    boolean needsCompany(RepTrace trace, boolean lowered) {
        Cycle cycle = trace.cycle();
        if (cycle.start().isEmpty()) {
            return true;
        }
        for (Side side : Side.values()) {
            if (trace.hiddenAtTop(side).isPresent()) {
                return false; // how high and how bent is not known
            }
        }
        if (hasty(trace, lowered)) {
            return true;
        }
        double lower = Double.POSITIVE_INFINITY;
        double higher = 0;
        for (Side side : Side.values()) {
            double peak = trace.peak(side).orElse(cycle.topLevel());
            lower = Math.min(lower, peak);
            higher = Math.max(higher, peak);
        }
        if (lower >= exercise.elbowHeight().limit().value()) {
            return false;
        }
        boolean controlled = lowered && trace.eccentricMoving() >= Pace.CONTROLLED_SECONDS * cycle.fall() / 90;
        return higher < LOW || (!controlled && bent(trace));
    }

    private static boolean hasty(RepTrace trace, boolean lowered) {
        Cycle cycle = trace.cycle();
        boolean up = cycle.top() - cycle.begin() < HASTY * cycle.rise() / 90;
        return up && (!lowered || trace.eccentricMoving() < HASTY * cycle.fall() / 90);
    }

    /** Whether an elbow is bent at the top: an arm across the chest is straight, too, while the other folds around it. */
    private static boolean bent(RepTrace trace) {
        for (Side side : Side.values()) {
            OptionalDouble angle = RepTrace.median(trace.atTop(), Measure.elbowAngle(side));
            if (angle.isPresent() && angle.getAsDouble() < trace.peak(side).orElse(0) - LEANING) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a movement that does not count alone. Returns all waiting movements, in order, if they are enough now.
     *
     * @param dropped receives those that are not similar
     */
    List<RepTrace> wait(RepTrace trace, List<RepTrace> dropped) {
        waiting.stream().filter(earlier -> !isCompany(earlier, trace)).forEach(dropped::add);
        waiting.removeAll(dropped);
        waiting.add(trace);
        boolean enough =
                waiting.stream().filter(one -> one.cycle().start().isPresent()).count() >= ALIKE;
        return enough ? release() : List.of();
    }

    /**
     * Returns the waiting movements that count together with a movement that counts.
     *
     * @param dropped receives those that are not similar
     */
    List<RepTrace> joinedBy(RepTrace trace, List<RepTrace> dropped) {
        waiting.stream().filter(earlier -> !isCompany(earlier, trace)).forEach(dropped::add);
        waiting.removeAll(dropped);
        return release();
    }

    private List<RepTrace> release() {
        List<RepTrace> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** The waiting movements that no other joined within the rest that ends a set. */
    List<RepTrace> expired(double seconds) {
        List<RepTrace> gone = waiting.stream()
                .filter(one -> seconds - one.cycle().bottom() > exercise.setBreak())
                .toList();
        waiting.removeAll(gone);
        return gone;
    }

    /** The waiting movements at the end. */
    List<RepTrace> left() {
        return release();
    }

    private boolean isCompany(RepTrace earlier, RepTrace later) {
        Cycle one = earlier.cycle();
        Cycle other = later.cycle();
        return other.begin() - one.bottom() <= exercise.setBreak()
                && Math.abs(one.topLevel() - other.topLevel()) <= SAME
                && Math.abs(one.bottomLevel() - other.bottomLevel()) <= SAME;
    }
}

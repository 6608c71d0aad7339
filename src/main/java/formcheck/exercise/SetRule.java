package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which movements count by themselves, and which only in the company of others: signs, gestures and getting into position look
 * like repetitions too. The exercise file states the rule in words.
 *
 * <p>A low, quick movement with bent elbows counts within a set that is under way, or as one of {@link #ALIKE} alike. So does a
 * lowering whose raise was not seen, as of somebody who begins a recording with the arms up: with one repetition of its kind.
 */
final class SetRule {
    /** So many quick movements alike are a set. */
    static final int ALIKE = 3;

    /** Elbows more bent than this may be on their way to the head or face, degrees: the exercise has 90, a straight arm 180. */
    private static final double BENT = 105;

    /** A movement to below this is no clear try by itself, however the elbows are, degrees. */
    private static final double LOW = 60;

    /** Tops and bottoms that differ by less are alike, degrees. */
    private static final double SAME = 25;

    private final Exercise exercise;
    private final List<RepTrace> waiting = new ArrayList<>();

    SetRule(Exercise exercise) {
        this.exercise = exercise;
    }

    /**
     * Whether a movement, or what is seen of it so far, needs others beside it to count.
     *
     * @param lowered whether its lowering has been seen as well
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

    /** Whether an elbow is bent at the top: an arm across the chest is straight, too, while the other folds around it. */
    private static boolean bent(RepTrace trace) {
        for (Side side : Side.values()) {
            OptionalDouble angle = RepTrace.median(trace.atTop(), Measure.elbowAngle(side));
            if (angle.isPresent() && angle.getAsDouble() <= BENT) {
                return true;
            }
        }
        return false;
    }

    /** Takes a movement that does not count by itself; all that waited, in their order, if they are enough now. */
    List<RepTrace> wait(RepTrace trace) {
        waiting.removeIf(earlier -> !isCompany(earlier, trace));
        waiting.add(trace);
        boolean enough =
                waiting.stream().filter(one -> one.cycle().start().isPresent()).count() >= ALIKE;
        return enough ? release() : List.of();
    }

    /** Those that waited for a movement which counts; the others have been dropped, and are in {@code dropped}. */
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

    /** Those that nothing joined within the rest that ends a set. */
    List<RepTrace> expired(double seconds) {
        List<RepTrace> gone = waiting.stream()
                .filter(one -> seconds - one.cycle().bottom() > exercise.setBreak())
                .toList();
        waiting.removeAll(gone);
        return gone;
    }

    /** Those that waited in vain, at the end. */
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

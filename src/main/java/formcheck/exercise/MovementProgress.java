package formcheck.exercise;

import java.util.ArrayDeque;

/**
 * Progress of a movement in one direction. It goes on as long as it gains a step, which is more than jitter gains, about as fast
 * as it gained the steps before: so a lowering of twenty seconds is a movement, and arms that stand still after a fast one have
 * arrived.
 */
final class MovementProgress {
    /** Span of the last steps that give the pace, degrees. Chosen, no data. */
    private static final double PACE_SPAN = 10;

    /** Slowest movement, degrees a second. Chosen, no data. */
    private static final double SLOWEST = 1.2;

    /** Least number of samples without a gain that end a movement; missing frames end none. */
    private static final int FEWEST = 3;

    private record ProgressStep(double seconds, double level) {}

    private final int direction;
    private final ArrayDeque<ProgressStep> steps = new ArrayDeque<>();
    private int idle;

    /** @param direction 1 for raising, -1 for lowering */
    MovementProgress(int direction, double seconds, double value) {
        this.direction = direction;
        steps.add(new ProgressStep(seconds, direction * value));
    }

    /** Progress of a movement from its first sample to the last one of a curve. */
    static MovementProgress along(Curve curve, CurveSample from, int direction, double band) {
        MovementProgress progress = new MovementProgress(direction, from.seconds(), from.value());
        Curve since = curve.between(from.seconds(), Double.POSITIVE_INFINITY);
        for (int i = 0; i < since.size(); i++) {
            progress.update(since.get(i).seconds(), since.get(i).value(), band);
        }
        return progress;
    }

    /**
     * Processes one sample.
     *
     * @param step least gain that counts, degrees
     */
    void update(double seconds, double value, double step) {
        double level = direction * value;
        if (level < steps.getLast().level + step) {
            idle++;
            return;
        }
        idle = 0;
        steps.addLast(new ProgressStep(seconds, level));
        while (steps.size() > 2 && level - second().level >= PACE_SPAN) {
            steps.removeFirst();
        }
    }

    private ProgressStep second() {
        var iterator = steps.iterator();
        iterator.next();
        return iterator.next();
    }

    /**
     * Whether a step is overdue.
     *
     * @param factor in durations of the last steps
     * @param least shortest wait, seconds
     */
    boolean stalled(double seconds, double step, double factor, double least) {
        return idle >= FEWEST && isOverdue(seconds, step, factor, least);
    }

    /** The same, however many samples came without a gain. */
    boolean isOverdue(double seconds, double step, double factor, double least) {
        return seconds - steps.getLast().seconds >= Math.max(least, factor * stepSeconds(step));
    }

    private double stepSeconds(double step) {
        ProgressStep first = steps.getFirst();
        ProgressStep last = steps.getLast();
        double gained = last.level - first.level;
        double pace = gained > 0 ? gained / Math.max(1e-3, last.seconds - first.seconds) : Double.POSITIVE_INFINITY;
        return step / Math.max(SLOWEST, pace);
    }
}

package formcheck.guide;

import formcheck.exercise.DropReason;
import formcheck.exercise.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sets of a session: those that have ended, and the running or latest one. */
final class Sets {

    /** A raise belongs to the set if it began at most this long before it, seconds. */
    private static final double EARLY = 0.5;

    private final List<LiveSet> ended = new ArrayList<>();
    private Optional<LiveSet> latest = Optional.empty();

    /** Sets that have ended with a repetition or in pain, in order. */
    List<LiveSet> ended() {
        return List.copyOf(ended);
    }

    /** The running set, or the one that ended last. */
    Optional<LiveSet> latest() {
        return latest;
    }

    void begin(double start) {
        latest = Optional.of(LiveSet.begun(ended.size() + 1, start));
    }

    /**
     * Adds a repetition to the running set, unless it began before the set.
     *
     * @param began when, seconds of the session
     * @return whether it was added
     */
    boolean add(Rep rep, double began) {
        LiveSet running = latest.orElseThrow();
        if (began < running.start() - EARLY) {
            return false;
        }
        latest = Optional.of(running.with(rep));
        return true;
    }

    /** Notes a movement that was not counted, unless it began before the set. */
    void drop(DropReason why, double began) {
        LiveSet running = latest.orElseThrow();
        if (began >= running.start() - EARLY) {
            latest = Optional.of(running.with(why));
        }
    }

    /** Valid repetitions of the latest set. */
    int count() {
        return latest.map(LiveSet::count).orElse(0);
    }

    void end(double now, LiveSet.SetEnding why) {
        LiveSet done = latest.orElseThrow().ended(now, why);
        latest = Optional.of(done);
        if (!done.reps().isEmpty() || why == LiveSet.SetEnding.PAIN) {
            ended.add(done);
        }
    }

    /** Rates the pain of the set that ended last, from 0 to 10. */
    void rate(int level) {
        if (!ended.isEmpty()) {
            LiveSet rated = ended.remove(ended.size() - 1).rated(level);
            ended.add(rated);
            latest = Optional.of(rated);
        }
    }
}

package formcheck.guide;

import formcheck.exercise.DropReason;
import formcheck.exercise.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sets of a session: those that have ended, and the one that goes on or was the last. */
final class Sets {

    /** A raise that began so little before the set belongs to it, seconds. */
    private static final double EARLY = 0.5;

    private final List<LiveSet> ended = new ArrayList<>();
    private Optional<LiveSet> latest = Optional.empty();

    /** Those that have ended with a repetition in them, or in pain; in order. */
    List<LiveSet> ended() {
        return List.copyOf(ended);
    }

    /** The one that goes on, or ended last. */
    Optional<LiveSet> latest() {
        return latest;
    }

    void begin(double start) {
        latest = Optional.of(LiveSet.begun(ended.size() + 1, start));
    }

    /**
     * A repetition belongs to the set that goes on, unless it began before that.
     *
     * @param began when, seconds of the session
     * @return whether it does
     */
    boolean add(Rep rep, double began) {
        LiveSet running = latest.orElseThrow();
        if (began < running.start() - EARLY) {
            return false;
        }
        latest = Optional.of(running.with(rep));
        return true;
    }

    /** A movement of the set that goes on was not counted, unless it began before that. */
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

    /** How much it hurt in the set that ended last, 0 to 10. */
    void rate(int level) {
        if (!ended.isEmpty()) {
            LiveSet rated = ended.remove(ended.size() - 1).rated(level);
            ended.add(rated);
            latest = Optional.of(rated);
        }
    }
}

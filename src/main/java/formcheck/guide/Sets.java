package formcheck.guide;

import formcheck.exercise.DropReason;
import formcheck.exercise.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sets of a session: those that have ended, and the running or latest one. */
final class Sets {

    /** A repetition belongs to the set if its lowering began at most this long before it, seconds. */
    private static final double EARLY = 0.5;

    private final List<LiveSet> ended = new ArrayList<>();
    private Optional<LiveSet> latest = Optional.empty();

    /** Full sets after which the session is over; 0 if the person decides. */
    private int asked;

    /** Sets that have ended with a repetition or in pain, in order. */
    List<LiveSet> ended() {
        return List.copyOf(ended);
    }

    /** The running set, or the one that ended last. */
    Optional<LiveSet> latest() {
        return latest;
    }

    /** Ends the session after some full sets. */
    void ask(int sets) {
        asked = sets;
    }

    /**
     * Whether all sets that were asked for are done.
     *
     * @param full valid repetitions of a full set
     */
    boolean askedAreDone(int full) {
        return asked > 0 && ended.stream().filter(set -> set.count() >= full).count() >= asked;
    }

    void begin(double start) {
        latest = Optional.of(LiveSet.begun(ended.size() + 1, start));
    }

    /**
     * Adds a repetition to the running set, unless its lowering began before the set.
     *
     * @param lowered when its lowering began, seconds of the session
     * @return whether it was added
     */
    boolean add(Rep rep, double lowered) {
        LiveSet running = latest.orElseThrow();
        if (lowered < running.start() - EARLY) {
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

    /** Rates the pain of the latest set, if it has ended, from 0 to 10. */
    void rate(int level) {
        Optional<LiveSet> rated = latest.filter(set -> set.end().isPresent()).map(set -> set.rated(level));
        if (rated.isEmpty()) {
            return;
        }
        if (!ended.isEmpty()
                && ended.get(ended.size() - 1).number() == rated.get().number()) {
            ended.set(ended.size() - 1, rated.get());
        }
        latest = rated;
    }
}

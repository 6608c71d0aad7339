package formcheck.guide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Shows remarks one after the other, each once and long enough to be read. */
final class Remarks {
    /** How long a remark is shown, seconds: two lines, read at 200 words a minute with time to look up. */
    private static final double SHOWN = 6;

    private final Deque<Remark> waiting = new ArrayDeque<>();
    private final Set<Remark> saidOnce = EnumSet.noneOf(Remark.class);
    private double since;

    /** Shows a remark, after those that are shown already. */
    void say(Remark remark, double now) {
        if (waiting.contains(remark)) {
            return;
        }
        if (waiting.isEmpty()) {
            since = now;
        }
        waiting.add(remark);
    }

    /** Shows a remark unless it has been shown before. */
    void sayOnce(Remark remark, double now) {
        if (saidOnce.add(remark)) {
            say(remark, now);
        }
    }

    /** The remark to show now. */
    Optional<Remark> at(double now) {
        if (!waiting.isEmpty() && now - since >= SHOWN) {
            waiting.removeFirst();
            since = now;
        }
        return Optional.ofNullable(waiting.peekFirst());
    }
}

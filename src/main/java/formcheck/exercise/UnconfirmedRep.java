package formcheck.exercise;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A movement whose arms have arrived at the bottom, before it is known that they stay. It is judged only when it is asked for, since
 * this is most of the cost of a frame, and hardly any of these movements is asked for. Judged as of its frame, whatever frames come
 * later. From any thread.
 */
public final class UnconfirmedRep {
    private final Supplier<Optional<Rep>> judging;
    private Optional<Rep> rep = Optional.empty();
    private boolean judged;

    /** @param judging reads nothing that later frames change */
    UnconfirmedRep(Supplier<Optional<Rep>> judging) {
        this.judging = judging;
    }

    /** The repetition that one second of stillness would finish; empty if the movement would not count. */
    public synchronized Optional<Rep> rep() {
        if (!judged) {
            rep = judging.get();
            judged = true;
        }
        return rep;
    }
}

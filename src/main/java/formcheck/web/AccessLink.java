package formcheck.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The link that FormCheck prints and opens. It contains a secret code. Following it yields another code, valid once and
 * for a short time, with which the page asks for access. Thread-safe.
 */
final class AccessLink {
    private final Secrets secrets;
    private final LongSupplier nanos;
    private final String lasting;
    private final String firstVisit;
    private final AtomicBoolean visited = new AtomicBoolean();
    private final Map<String, Long> words = new BoundedMap<>(Access.MOST_UNDER_WAY);

    /** @param nanos a clock that only goes forward, nanoseconds */
    AccessLink(Secrets secrets, LongSupplier nanos) {
        this.secrets = secrets;
        this.nanos = nanos;
        this.lasting = secrets.make(Access.SECRET_BYTES);
        this.firstVisit = secrets.make(Access.SECRET_BYTES);
    }

    /** Returns the code of the printed link, valid as long as FormCheck runs. */
    String lasting() {
        return lasting;
    }

    /** Returns a code that is valid once, because other users can read it in the command line of the browser afterwards. */
    String firstVisit() {
        return firstVisit;
    }

    /** Returns a one-time code for the page behind the link; empty if the code of the link is not valid. */
    synchronized Optional<String> follow(String given) {
        boolean opens =
                Secrets.same(given, lasting) || (Secrets.same(given, firstVisit) && visited.compareAndSet(false, true));
        if (!opens) {
            return Optional.empty();
        }
        String word = secrets.make(Access.SECRET_BYTES);
        words.put(Secrets.hash(word), nanos.getAsLong() + Access.SOON.toNanos());
        return Optional.of(word);
    }

    /** Returns whether a one-time code is valid, and invalidates it. */
    synchronized boolean use(String word) {
        Long until = words.remove(Secrets.hash(word));
        return until != null && until - nanos.getAsLong() >= 0;
    }

    /** Invalidates all unused one-time codes. The links stay valid. */
    synchronized void clear() {
        words.clear();
    }
}

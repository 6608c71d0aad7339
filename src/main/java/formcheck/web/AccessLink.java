package formcheck.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The link that FormCheck prints and opens. It holds a secret word. Following it yields another word, valid once and for a short
 * time, with which the page asks for access. Any thread may use it.
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

    /** Returns the word of the printed link, valid as long as FormCheck runs. */
    String lasting() {
        return lasting;
    }

    /** Returns a word that is valid once, because other users can read it in the browser's command line afterwards. */
    String firstVisit() {
        return firstVisit;
    }

    /** Returns a word for the page that a link leads to, valid once; empty if the word of the link is not valid. */
    synchronized Optional<String> follow(String given) {
        boolean opens = Secrets.same(given, lasting)
                || (Secrets.same(given, firstVisit) && visited.compareAndSet(false, true));
        if (!opens) {
            return Optional.empty();
        }
        String word = secrets.make(Access.SECRET_BYTES);
        words.put(Secrets.hash(word), nanos.getAsLong() + Access.SOON.toNanos());
        return Optional.of(word);
    }

    /** Returns whether a word is valid, and makes it invalid. */
    synchronized boolean use(String word) {
        Long until = words.remove(Secrets.hash(word));
        return until != null && until - nanos.getAsLong() >= 0;
    }

    /** Makes all words invalid that were not used yet. The links stay valid. */
    synchronized void clear() {
        words.clear();
    }
}

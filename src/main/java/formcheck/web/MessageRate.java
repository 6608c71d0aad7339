package formcheck.web;

/** Counts what a sender sends within a second, over all its connections. Thread-safe. */
final class MessageRate {
    private static final long SECOND = 1_000_000_000L;

    private final int most;
    private long second;
    private int messages;

    /** @param most messages that are allowed within a second */
    MessageRate(int most) {
        this.most = most;
        this.second = System.nanoTime() - SECOND;
    }

    /**
     * Counts a message.
     *
     * @param now {@link System#nanoTime()}
     * @return false if there were too many
     */
    synchronized boolean allows(long now) {
        if (now - second >= SECOND) {
            second = now;
            messages = 0;
        }
        messages = Math.min(messages + 1, most + 1);
        return messages <= most;
    }
}

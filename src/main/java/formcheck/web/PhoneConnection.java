package formcheck.web;

import org.eclipse.jetty.websocket.api.StatusCode;

/** A connection of the phone, which is ended when it sends too much. */
abstract class PhoneConnection {
    /** Messages within a second beyond which a connection is ended: four times the frames of a camera. */
    private static final int MOST_A_SECOND = 120;

    private static final long SECOND = 1_000_000_000L;

    private long second;
    private int messages;

    /** Counts a message, and ends the connection if there are too many. */
    synchronized boolean mayGoOn(long now) {
        if (now - second > SECOND) {
            second = now;
            messages = 0;
        }
        messages++;
        if (messages > MOST_A_SECOND) {
            end(StatusCode.POLICY_VIOLATION);
        }
        return messages <= MOST_A_SECOND;
    }

    abstract void send(String message);

    abstract void end(int status);
}

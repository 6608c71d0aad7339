package formcheck.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;

/**
 * Ends WebSockets that send more frames than a phone does. Pings and parts of a message are no messages, so nothing else counts them.
 * Not thread-safe.
 */
final class FrameRates {
    /** Frames a second. A phone sends 30 images of 150,000 bytes; 16 KB is the smallest part that a client makes of them. */
    static final int MOST_A_SECOND = 2000;

    private static final double SECOND = 1e9;

    /** Time between two checks that is long enough for a rate, seconds. */
    private static final double SHORTEST = 0.2;

    private Map<Connection, Long> before = new HashMap<>();
    private long checked;

    /** @param now {@link System#nanoTime()} at which this begins to count */
    FrameRates(long now) {
        this.checked = now;
    }

    /** @param now {@link System#nanoTime()} */
    void check(List<Connector> connectors, long now) {
        double seconds = (now - checked) / SECOND;
        if (seconds < SHORTEST) {
            return;
        }
        checked = now;
        Map<Connection, Long> still = new HashMap<>();
        for (Connector connector : connectors) {
            for (EndPoint end : connector.getConnectedEndPoints()) {
                Connection connection = end.getConnection() instanceof SslConnection encrypted
                        ? encrypted.getSslEndPoint().getConnection()
                        : end.getConnection();
                if (connection == null || connection instanceof ConnectionMetaData) {
                    continue; // HTTP, not a WebSocket
                }
                long frames = connection.getMessagesIn();
                if (frames - before.getOrDefault(connection, 0L) > MOST_A_SECOND * Math.max(1, seconds)) {
                    end.close();
                } else {
                    still.put(connection, frames);
                }
            }
        }
        before = still;
    }
}

package formcheck.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request is not complete in time. The time-out of the server itself applies to idle connections
 * only, so a client that sends a byte now and then could keep a connection for ever.
 */
final class HeadersInTime extends Handler.Wrapper {
    /** Time for the head of a request, which a browser sends at once. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private static final int CHECKS = 4;

    private final Duration limit;
    private final Set<Connection> busy = ConcurrentHashMap.newKeySet();
    private Map<Connection, Waiting> waiting = new HashMap<>();
    private Scheduler.@Nullable Task next;

    /**
     * A connection that waits for a request.
     *
     * @param requests number of requests so far
     * @param bytes received by the end of the last one or somewhat later
     * @param since when bytes of the next, incomplete request were first seen; 0 if there are none
     */
    private record Waiting(long requests, long bytes, long since) {}

    HeadersInTime(Duration limit) {
        this.limit = limit;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        busy.add(connection);
        Request.addCompletionListener(request, failure -> busy.remove(connection));
        return super.handle(request, response, callback);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        again();
    }

    @Override
    protected void doStop() throws Exception {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
        super.doStop();
    }

    private void again() {
        next = getServer().getScheduler().schedule(this::checkAll, limit.toMillis() / CHECKS, TimeUnit.MILLISECONDS);
    }

    private void checkAll() {
        long now = System.nanoTime();
        Map<Connection, Waiting> still = new HashMap<>();
        Set<Connection> open = new HashSet<>();
        for (Connector connector : getServer().getConnectors()) {
            for (EndPoint end : connector.getConnectedEndPoints()) {
                boolean tls = end.getConnection() instanceof SslConnection;
                Connection connection = end.getConnection() instanceof SslConnection encrypted
                        ? encrypted.getSslEndPoint().getConnection()
                        : end.getConnection();
                open.add(connection);
                // A WebSocket is another kind of connection.
                if (connection instanceof ConnectionMetaData && !busy.contains(connection)) {
                    Waiting seen = check(connection, tls, now);
                    if (seen.since != 0 && now - seen.since > limit.toNanos()) {
                        end.close();
                    } else {
                        still.put(connection, seen);
                    }
                }
            }
        }
        busy.retainAll(open);
        waiting = still;
        if (isRunning()) {
            again();
        }
    }

    /** @param tls whether the time of the first request counts from the connection: bytes of the handshake are not seen here */
    private Waiting check(Connection connection, boolean tls, long now) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        Waiting before = waiting.get(connection);
        if (before == null || before.requests != requests) {
            before = new Waiting(requests, requests == 0 ? 0 : bytes, tls && requests == 0 ? now : 0);
        }
        boolean more = bytes > before.bytes;
        return more && before.since == 0 ? new Waiting(before.requests, before.bytes, now) : before;
    }
}

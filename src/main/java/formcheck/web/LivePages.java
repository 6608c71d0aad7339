package formcheck.web;

import formcheck.live.LiveFeed;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes messages of open pages to the live session. Closes connections of pages that lose access. */
final class LivePages {
    private static final Logger LOG = LoggerFactory.getLogger(LivePages.class);

    /** Time-out of silent connections. A start page sends three pings within it. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** Number of unsent messages from which a page is behind. */
    private static final int BEHIND = 3;

    private static final String PAGE = "page";

    private final LiveFeed feed;
    private final AccessGuard guard;
    private final LiveRequests requests = new LiveRequests();
    private final Set<WebSocketPage> open = ConcurrentHashMap.newKeySet();

    LivePages(LiveFeed feed, AccessGuard guard) {
        this.feed = feed;
        this.guard = guard;
    }

    void configure(WsConfig socket) {
        socket.onConnect(connection -> {
            WebSocketPage page = new WebSocketPage(connection.session, guard.accessCheck(connection));
            connection.attribute(PAGE, page);
            open.add(page);
            connection.enableAutomaticPings(IDLE.toSeconds() / 3, TimeUnit.SECONDS);
            feed.connected(page);
        });
        socket.onMessage(message -> page(message)
                .ifPresent(page -> requests.read(message.message()).ifPresent(request -> feed.request(page, request))));
        socket.onBinaryMessage(message -> page(message)
                .ifPresent(page -> ImagePacket.read(message.data()).ifPresent(image -> feed.image(page, image))));
        socket.onClose(connection -> page(connection).ifPresent(page -> {
            open.remove(page);
            feed.disconnected(page);
        }));
        socket.onError(
                connection -> LOG.debug("the connection of a page failed: {}", String.valueOf(connection.error())));
    }

    private static Optional<WebSocketPage> page(WsContext connection) {
        return Optional.ofNullable(connection.attribute(PAGE));
    }

    /** Closes the connections of pages that lost access. */
    void closeWithoutAccess() {
        open.forEach(WebSocketPage::closeWithoutAccess);
    }

    /** Counts the unsent messages. */
    private static final class WebSocketPage extends PageChannel {
        private final Session session;
        private final BooleanSupplier hasAccess;
        private final AtomicInteger underWay = new AtomicInteger();

        /** @param hasAccess whether the page still has access */
        WebSocketPage(Session session, BooleanSupplier hasAccess) {
            this.session = session;
            this.hasAccess = hasAccess;
        }

        void closeWithoutAccess() {
            if (!hasAccess.getAsBoolean()) {
                session.close(StatusCode.POLICY_VIOLATION, "", Callback.NOOP);
            }
        }

        @Override
        void send(String message) {
            underWay.incrementAndGet();
            session.sendText(message, Callback.from(underWay::decrementAndGet, this::failed));
        }

        @Override
        void send(ByteBuffer image) {
            underWay.incrementAndGet();
            session.sendBinary(image, Callback.from(underWay::decrementAndGet, this::failed));
        }

        private void failed(Throwable failure) {
            underWay.decrementAndGet();
            LOG.debug("a message did not reach the page: {}", failure.toString());
        }

        @Override
        public boolean behind() {
            return underWay.get() >= BEHIND;
        }
    }
}

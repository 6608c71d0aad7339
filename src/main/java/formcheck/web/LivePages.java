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

/** The open pages: passes their messages to the live session, and closes those that are no longer let in. */
final class LivePages {
    private static final Logger LOG = LoggerFactory.getLogger(LivePages.class);

    /** Silent connections are closed after this time; three pings in it keep a start page open. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** Messages that may be on their way before a page counts as behind. */
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
            WebSocketPage page = new WebSocketPage(connection.session, guard.whetherLetIn(connection));
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
        socket.onError(connection -> LOG.debug("a page's connection broke: {}", String.valueOf(connection.error())));
    }

    private static Optional<WebSocketPage> page(WsContext connection) {
        return Optional.ofNullable(connection.attribute(PAGE));
    }

    /** Closes the connections of pages that are no longer let in. */
    void endUnlessLetIn() {
        open.forEach(WebSocketPage::endUnlessLetIn);
    }

    /** Counts the messages that have not gone out yet. */
    private static final class WebSocketPage extends PageChannel {
        private final Session session;
        private final BooleanSupplier letIn;
        private final AtomicInteger underWay = new AtomicInteger();

        /** @param letIn whether the page may still be connected */
        WebSocketPage(Session session, BooleanSupplier letIn) {
            this.session = session;
            this.letIn = letIn;
        }

        void endUnlessLetIn() {
            if (!letIn.getAsBoolean()) {
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

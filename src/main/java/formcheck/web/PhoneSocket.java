package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.live.PageImage;
import formcheck.live.PhoneCamera;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of the phone, one at a time: its images in, and what is wanted of it out. A phone that connects again takes the place
 * of its earlier connection, which may not have ended yet.
 */
final class PhoneSocket {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneSocket.class);

    /** Time-out of a silent connection. It gets a ping every third of it. */
    static final Duration IDLE = Duration.ofSeconds(15);

    /** Another connection of the same phone took the place of this one. */
    static final int REPLACED = 4000;

    /** Unsent answers beyond which a connection is ended: the phone does not read them. */
    private static final int MOST_UNSENT = 60;

    /** Messages of a phone within a second beyond which its connection is ended: four times the frames of a camera. */
    static final int MOST_A_SECOND = 120;

    private static final double MILLION = 1e6;
    private static final double LATEST_MILLIS = 1e12;
    private static final String ATTRIBUTE = "phone";

    private final PhoneAccess access;
    private final PhoneCamera camera;
    private final MessageRate rate = new MessageRate(MOST_A_SECOND);
    private final ObjectMapper mapper = new ObjectMapper();
    private @Nullable PhoneConnection current;
    private WishMessage wish = new WishMessage("wish", false, PhoneCamera.LONGEST_SIDE);
    private String endedPage = "";

    PhoneSocket(PhoneAccess access, PhoneCamera camera) {
        this.access = access;
        this.camera = camera;
        camera.listener(this::wish);
    }

    void configure(WsConfig socket) {
        socket.onConnect(connected -> {
            PhoneConnection connection = new SocketConnection(
                    PhoneRoutes.secretOf(connected.header("Sec-WebSocket-Protocol")), connected.session);
            connected.attribute(ATTRIBUTE, connection);
            connected.enableAutomaticPings(IDLE.toSeconds() / 3, TimeUnit.SECONDS);
            if (!begin(connection)) {
                connection.end(StatusCode.POLICY_VIOLATION);
            }
        });
        socket.onMessage(message -> current(message).ifPresent(connection -> text(connection, message.message())));
        socket.onBinaryMessage(message -> current(message).ifPresent(connection -> image(connection, message.data())));
        socket.onClose(ended -> current(ended).ifPresent(this::ended));
        socket.onError(failed -> LOG.debug("the connection of the phone failed: {}", String.valueOf(failed.error())));
    }

    /**
     * Begins a connection in place of the one before. Whoever pairs or forgets a phone changes the secret first and then ends the
     * connection of the moment, so that one with an earlier secret never begins after that.
     *
     * @return false if its phone is not, or no longer, the paired one, or sends too much
     */
    private boolean begin(PhoneConnection connection) {
        synchronized (this) {
            if (!access.knows(connection.secret) || !rate.allows(System.nanoTime())) {
                return false;
            }
            PhoneConnection before = current;
            current = connection;
            if (before != null) {
                before.end(REPLACED);
                camera.closed();
            }
        }
        access.seen();
        return true;
    }

    private synchronized Optional<PhoneConnection> current(WsContext context) {
        PhoneConnection connection = context.attribute(ATTRIBUTE);
        return connection != null && connection.equals(current) ? Optional.of(connection) : Optional.empty();
    }

    private void ended(PhoneConnection connection) {
        synchronized (this) {
            if (connection.equals(current)) {
                current = null;
                camera.closed(); // not later: the camera of the next connection may be open by then
            }
        }
    }

    /** Whether a phone is connected. */
    synchronized boolean connected() {
        return current != null;
    }

    /** Ends the connection of a phone that is no longer paired, or of the one before. */
    synchronized void end() {
        PhoneConnection connection = current;
        current = null;
        if (connection != null) {
            connection.end(StatusCode.POLICY_VIOLATION);
        }
        camera.closed();
    }

    // ---------------------------------------------------------------- messages

    /**
     * Takes one request of a page whose browser allows it no WebSocket: Safari on iPhones opens none to a server that signed its
     * certificate itself. The requests of one page are a connection.
     *
     * @param secret that it sends
     * @param page a name that the page made up when it was loaded
     * @param text a message; empty if there is an image
     * @param image a packet; empty if there is a message
     * @return what is wanted; empty if another page took its place, or it sends too much
     */
    Optional<WishMessage> request(@Nullable String secret, String page, String text, ByteBuffer image) {
        Optional<PhoneConnection> connection = ofRequests(secret, page);
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        if (text.isEmpty()) {
            image(connection.get(), image);
        } else {
            text(connection.get(), text);
        }
        synchronized (this) {
            return Optional.of(wish);
        }
    }

    private synchronized Optional<PhoneConnection> ofRequests(@Nullable String secret, String page) {
        if (page.isEmpty() || page.equals(endedPage)) {
            return Optional.empty();
        }
        if (current instanceof RequestConnection known && known.page.equals(page)) {
            known.last = System.nanoTime();
            return access.knows(secret) ? Optional.of(known) : Optional.empty();
        }
        RequestConnection made = new RequestConnection(secret, page);
        return begin(made) ? Optional.of(made) : Optional.empty();
    }

    /** Ends the connection of a page whose requests come no longer, and of a phone that was forgotten elsewhere. */
    synchronized void check() {
        PhoneConnection connection = current;
        if (connection == null) {
            return;
        }
        if (!access.knows(connection.secret)) {
            end();
        } else if (connection instanceof RequestConnection requests
                && System.nanoTime() - requests.last > IDLE.toNanos()) {
            ended(connection);
        }
    }

    /** Counts a message, and ends the connection if there are too many. */
    private boolean mayGoOn(PhoneConnection connection, long received) {
        boolean allowed = rate.allows(received);
        if (!allowed) {
            connection.end(StatusCode.POLICY_VIOLATION);
        }
        return allowed;
    }

    private void text(PhoneConnection connection, String text) {
        long received = System.nanoTime();
        JsonNode message = mayGoOn(connection, received) ? read(text) : mapper.createObjectNode();
        switch (message.path("type").asText()) {
            case "camera" -> {
                double now = message.path("now").asDouble(-1);
                boolean taken = now >= 0
                        && now < LATEST_MILLIS
                        && camera.opened(
                                message.path("name").asText("phone"),
                                message.path("width").asInt(),
                                message.path("height").asInt(),
                                Duration.ofNanos((long) (now * MILLION)),
                                received);
                if (!taken) {
                    LOG.debug("the phone named a camera that there cannot be");
                }
            }
            case "off" -> camera.closed();
            case "ask" -> LOG.trace("the phone asks what is wanted");
            default -> LOG.debug("the phone sent an unknown message");
        }
    }

    private JsonNode read(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    private void image(PhoneConnection connection, ByteBuffer message) {
        long received = System.nanoTime();
        if (!mayGoOn(connection, received)) {
            return;
        }
        Optional<PageImage> image = ImagePacket.read(message);
        if (image.isPresent()) {
            camera.image(image.get(), received);
            connection.send(
                    PageJson.text(new ReceivedMessage("received", image.get().sequence())));
        }
    }

    private void wish(boolean wanted, int longestSide) {
        PhoneConnection connection;
        WishMessage message = new WishMessage("wish", wanted, longestSide);
        synchronized (this) {
            wish = message;
            connection = current;
        }
        if (connection != null) {
            connection.send(PageJson.text(message));
        }
    }

    /** An image is here; the next one may be sent. */
    record ReceivedMessage(String type, long sequence) {}

    /** @param longestSide of an image, pixels */
    record WishMessage(String type, boolean wanted, int longestSide) {}

    private static final class SocketConnection extends PhoneConnection {
        private final Session session;
        private final AtomicInteger unsent = new AtomicInteger();

        SocketConnection(@Nullable String secret, Session session) {
            super(secret);
            this.session = session;
        }

        @Override
        void send(String message) {
            if (unsent.incrementAndGet() > MOST_UNSENT) {
                end(StatusCode.POLICY_VIOLATION);
                return;
            }
            session.sendText(message, Callback.from(unsent::decrementAndGet, failure -> unsent.decrementAndGet()));
        }

        @Override
        void end(int status) {
            session.close(status, "", Callback.NOOP);
        }
    }

    /** The requests of one page. Their answers say what is wanted. */
    private final class RequestConnection extends PhoneConnection {
        private final String page;
        private volatile long last = System.nanoTime();

        RequestConnection(@Nullable String secret, String page) {
            super(secret);
            this.page = page;
        }

        @Override
        void send(String message) {}

        @Override
        void end(int status) {
            synchronized (PhoneSocket.this) {
                endedPage = page;
            }
        }
    }
}

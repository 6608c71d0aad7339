package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server for the phone serves: the page of the camera, its pairing, and its socket. Everything else is 404 without a word,
 * and so is a request with another host or origin.
 */
final class PhoneRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneRoutes.class);

    /** First protocol of the WebSocket. The second is the secret of the phone. */
    static final String PROTOCOL = "formcheck-phone";

    static final String PAIR = "/pair";
    static final String CAMERA = "/camera";

    /** Takes images from a page that has no WebSocket. */
    static final String FRAME = "/frame";

    /** Bytes of an image that is too large which are read all the same. */
    private static final long MOST_DISCARDED = 4L * PhoneListener.LARGEST_IMAGE;

    private static final String SECRET_HEADER = "X-FormCheck-Phone";
    private static final String PAGE_HEADER = "X-FormCheck-Page";
    private static final int LONGEST_PAGE = 64;

    /** The page of the camera, at the root, and the files that it loads. */
    static final String PAGE = "page/phone.html";

    static final List<String> FILES = List.of(
            "page/phone.css",
            "page/phone.js",
            "page/phone-feed.js",
            "page/phone-queue.js",
            "page/phone-requests.js",
            "page/phone-settings.js",
            "page/camera.js",
            "page/camera-wish.js",
            "page/dom.js",
            "page/encode.js",
            "page/fitted-frame.js",
            "page/frame-size.js",
            "page/jpeg.js",
            "page/problems.js",
            "page/words.js",
            "page/tokens.css",
            "page/icon.svg",
            "texts/phone-en.json",
            "texts/phone-de.json",
            "font/inter-latin.woff2",
            "font/inter-latin-ext.woff2");

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    private final PhoneAccess access;
    private final PhoneSocket socket;
    private final PageFiles files = new PageFiles();
    private final ObjectMapper mapper = new ObjectMapper();
    private volatile List<String> hosts = List.of();

    PhoneRoutes(PhoneAccess access, PhoneSocket socket) {
        this.access = access;
        this.socket = socket;
    }

    /** @param names of this server, like {@code 192.168.0.20:41234} */
    void servedAt(List<String> names) {
        hosts = List.copyOf(names);
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::check);
        routes.get("/", request -> files.serve(request, PAGE));
        FILES.forEach(file -> routes.get("/" + file, request -> files.serve(request, file)));
        routes.post(PAIR, this::pair);
        routes.post(FRAME, this::frame);
        routes.wsBeforeUpgrade(this::checkUpgrade);
        routes.ws(CAMERA, socket::configure);
        for (HttpStatus status : List.of(HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED)) {
            routes.error(status.getCode(), "*", PhoneRoutes::refuse);
        }
        routes.exception(Exception.class, (e, request) -> {
            LOG.debug("a request of the phone failed: {}", e.toString());
            refuse(request);
        });
    }

    // ---------------------------------------------------------------- checks of every request

    private void check(Context request) {
        String host = request.header("Host");
        boolean known = host != null && hosts.contains(host);
        SafeHeaders.putForPhone(known ? host : "localhost", request::header);
        String method = request.method().name();
        String path = request.path();
        boolean reads = method.equals("GET");
        boolean allowed = known
                && (reads || (method.equals("POST") && (path.equals(PAIR) || path.equals(FRAME))))
                && comesFromHere(request, reads && path.equals("/"))
                && allowsOrigin(request.header("Origin"), host, reads);
        if (!allowed) {
            refuse(request);
            request.skipRemainingHandlers();
        }
    }

    private void checkUpgrade(Context request) {
        String host = request.header("Host");
        boolean allowed = host != null
                && hosts.contains(host)
                && comesFromHere(request, false)
                && allowsOrigin(request.header("Origin"), host, false)
                && request.path().equals(CAMERA)
                && access.knows(secretOf(request.header(PROTOCOLS)));
        if (!allowed) {
            refuse(request);
            request.skipRemainingHandlers();
        }
    }

    private static boolean allowsOrigin(@Nullable String origin, String host, boolean mayBeMissing) {
        return origin == null ? mayBeMissing : origin.equals("https://" + host);
    }

    /** Any site, and the camera app of a phone, may link to the page itself. */
    private static boolean comesFromHere(Context request, boolean mayBeLinkedTo) {
        String site = request.header("Sec-Fetch-Site");
        boolean followed = mayBeLinkedTo
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
        return site == null || OWN_SITE.contains(site) || followed;
    }

    /** Returns the secret among the protocols of a WebSocket. */
    static @Nullable String secretOf(@Nullable String named) {
        String[] protocols = String.valueOf(named).split("\\s*,\\s*", 3);
        return protocols.length == 2 && protocols[0].equals(PROTOCOL) ? protocols[1] : null;
    }

    private static void refuse(Context request) {
        request.status(HttpStatus.NOT_FOUND).contentType("text/plain").result("");
    }

    // ---------------------------------------------------------------- pairing

    /** The secret of the phone; absent if it has one already. */
    record PairedJson(Optional<String> secret) {}

    /** Pairs a phone that sends a valid code, or confirms one that sends its secret. */
    private void pair(Context request) throws IOException {
        JsonNode said = json(Bodies.text(request));
        String secret = said.path("secret").asText("");
        if (!secret.isEmpty() && access.knows(secret)) {
            request.json(new PairedJson(Optional.empty()));
            return;
        }
        String code = said.path("code").asText("");
        int port = URI.create("https://" + request.header("Host")).getPort();
        Optional<String> made = code.isEmpty()
                ? Optional.empty()
                : access.pair(code, BrowserName.of(request.header("User-Agent")), port);
        if (made.isPresent()) {
            socket.end();
            request.json(new PairedJson(made));
        } else {
            request.status(HttpStatus.FORBIDDEN).contentType("text/plain").result("");
        }
    }

    /** Takes one image or message. 403: the phone is not paired; 409: another page of it took the place of this one. */
    private void frame(Context request) throws IOException {
        String secret = request.header(SECRET_HEADER);
        if (!access.knows(secret)) {
            request.status(HttpStatus.FORBIDDEN).contentType("text/plain").result("");
            return;
        }
        String page = String.valueOf(request.header(PAGE_HEADER));
        InputStream in = Bodies.inTime(request);
        byte[] body = in.readNBytes(PhoneListener.LARGEST_IMAGE + 1);
        boolean message = body.length > 0 && body[0] == '{'; // the number of an image begins with 0 for years
        if (body.length > PhoneListener.LARGEST_IMAGE || page.length() > LONGEST_PAGE) {
            in.skip(MOST_DISCARDED); // a connection that is closed with unread bytes loses the answer
            request.status(HttpStatus.CONTENT_TOO_LARGE)
                    .contentType("text/plain")
                    .result("");
            return;
        }
        String text = message ? new String(body, StandardCharsets.UTF_8) : "";
        Optional<PhoneSocket.WishMessage> wish = socket.request(secret, page, text, ByteBuffer.wrap(body));
        if (wish.isPresent()) {
            request.json(wish.get());
        } else {
            request.status(HttpStatus.CONFLICT).contentType("text/plain").result("");
        }
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }
}

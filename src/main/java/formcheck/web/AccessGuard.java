package formcheck.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Checks every request and every WebSocket, and refuses those without access. */
final class AccessGuard {
    static final String TOKEN_HEADER = "X-FormCheck-Token";

    /** First protocol of a WebSocket. The second is the token, because a page cannot set headers of a WebSocket. */
    static final String PROTOCOL = "formcheck";

    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Access access;
    private final AccessCookies cookies;

    AccessGuard(Access access, AccessCookies cookies) {
        this.access = access;
        this.cookies = cookies;
    }

    /** Checks a request, before any other handler. */
    void check(Context request) {
        String given = request.header("Host");
        boolean known = access.knowsHost(given);
        SafeHeaders.put(known ? String.valueOf(given) : "localhost", request::header);
        String path = request.path();
        boolean writes = !request.method().name().equals("GET")
                && !request.method().name().equals("HEAD");
        boolean needsToken = path.startsWith("/api/") || (writes && !path.startsWith(AccessRoutes.ENTRY));
        boolean allowed = known
                && comesFromHere(request, !writes && (path.equals("/") || path.startsWith(AccessRoutes.LINK)))
                && access.allowsOrigin(request.header("Origin"), String.valueOf(given), !writes)
                && (!needsToken || hasAccess(request));
        if (!allowed) {
            refuse(request);
        }
    }

    /** Checks a WebSocket before it opens. */
    void checkUpgrade(Context request) {
        String host = request.header("Host");
        boolean allowed = access.knowsHost(host)
                && comesFromHere(request, false)
                && access.allowsOrigin(request.header("Origin"), String.valueOf(host), false)
                && access.knows(tokenOfProtocols(request.header(PROTOCOLS)), cookies.of(request));
        if (!allowed) {
            refuse(request);
        }
    }

    /** Returns whether a request has token and cookie of a page with access. */
    boolean hasAccess(Context request) {
        return access.knows(request.header(TOKEN_HEADER), cookies.of(request));
    }

    /** Returns a check whether the page of a connection still has access. */
    BooleanSupplier accessCheck(WsContext connection) {
        String token = tokenOfProtocols(connection.header(PROTOCOLS));
        List<Access.Cookie> sent = cookies.of(List.of(String.valueOf(connection.header("Cookie"))));
        return () -> access.knows(token, sent);
    }

    /**
     * Returns whether the browser says that a request comes from a page of this server. Another port of this machine
     * is "same-site" and is refused like any other site. Browsers before 2023 and other programs send no such header.
     * Any site may link to the page.
     */
    private static boolean comesFromHere(Context request, boolean mayBeLinkedTo) {
        String site = request.header("Sec-Fetch-Site");
        boolean followed = mayBeLinkedTo
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
        return site == null || OWN_SITE.contains(site) || followed;
    }

    private static @Nullable String tokenOfProtocols(@Nullable String named) {
        String[] protocols = String.valueOf(named).split("\\s*,\\s*", 3);
        return protocols.length == 2 && protocols[0].equals(PROTOCOL) ? protocols[1] : null;
    }

    static void refuse(Context request) {
        request.status(HttpStatus.FORBIDDEN)
                .result("Open FormCheck with the link that it printed when it started.")
                .skipRemainingHandlers();
    }
}

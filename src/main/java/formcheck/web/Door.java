package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.session.PairedBrowsers;
import formcheck.session.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page's way in: the link, the cookie, the token, and the list of browsers that may come in. Every request passes
 * {@link #guard} or {@link #guardUpgrade} first. No address but the link's holds a secret.
 */
final class Door {
    static final String TOKEN_HEADER = "X-FormCheck-Token";
    /** The first of a WebSocket's protocols; the second is the token, since a browser lets a page set no header there. */
    static final String PROTOCOL = "formcheck";

    /** Everything that a browser keeps for this server; not "cookies", which takes those of every port. */
    private static final String CLEAR = "\"cache\", \"storage\"";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String WAYS_IN = "/door/";
    private static final String FORGOTTEN = "X-FormCheck-Forgotten";
    private static final String LINK = "/open/";
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Pattern COOKIE_VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int MOST_COOKIES = 8;

    private final Access access;
    private final PageFiles files;
    private final Optional<PairedBrowsers> kept;
    private final Runnable forgot;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param kept the browsers that are let in after a start; empty if none is
     * @param forgot is run when some are let in no more
     */
    Door(Access access, PageFiles files, Optional<PairedBrowsers> kept, Runnable forgot) {
        this.access = access;
        this.files = files;
        this.kept = kept;
        this.forgot = forgot;
    }

    void addTo(RoutesConfig routes) {
        routes.get(LINK + "{word}", this::follow);
        routes.post(WAYS_IN + "pair", this::pair);
        routes.post(WAYS_IN + "challenge", this::challenge);
        routes.post(WAYS_IN + "enter", this::enter);
        routes.get("/api/browsers", this::list);
        routes.delete("/api/browsers", forgetting(request -> access.forgetAll()));
        routes.delete("/api/browsers/{id}", forgetting(request -> access.forget(request.pathParam("id"))));
    }

    // ---------------------------------------------------------------- what every request is asked

    void guard(Context request) {
        String given = request.header("Host");
        boolean known = access.knowsHost(given);
        SafeHeaders.put(known ? String.valueOf(given) : "localhost", request::header);
        String path = request.path();
        boolean writes = !request.method().name().equals("GET")
                && !request.method().name().equals("HEAD");
        boolean needsToken = path.startsWith("/api/") || (writes && !path.startsWith(WAYS_IN));
        boolean allowed = known
                && comesFromHere(request, !writes && (path.equals("/") || path.startsWith(LINK)))
                && access.allowsOrigin(request.header("Origin"), String.valueOf(given), !writes)
                && (!needsToken || access.knows(request.header(TOKEN_HEADER), cookies(request)));
        if (!allowed) {
            refuse(request);
        }
    }

    void guardUpgrade(Context request) {
        String host = request.header("Host");
        boolean allowed = access.knowsHost(host)
                && comesFromHere(request, false)
                && access.allowsOrigin(request.header("Origin"), String.valueOf(host), false)
                && access.knows(tokenOfProtocols(request.header(PROTOCOLS)), cookies(request));
        if (!allowed) {
            refuse(request);
        }
    }

    /**
     * What the browser itself says of where a request comes from: another port of this machine is "same-site" and refused like any
     * other. Browsers before 2023 and other programs say nothing. A link to the page may stand anywhere.
     */
    private static boolean comesFromHere(Context request, boolean mayBeLinkedTo) {
        String site = request.header("Sec-Fetch-Site");
        boolean followed = mayBeLinkedTo
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
        return site == null || OWN_SITE.contains(site) || followed;
    }

    /** Asks whether the page of a connection may still be there, as often as one likes. */
    BooleanSupplier whetherLetIn(WsContext connection) {
        String token = tokenOfProtocols(connection.header(PROTOCOLS));
        List<Access.Cookie> cookies = cookies(List.of(String.valueOf(connection.header("Cookie"))));
        return () -> access.knows(token, cookies);
    }

    private static @Nullable String tokenOfProtocols(@Nullable String named) {
        String[] protocols = String.valueOf(named).split("\\s*,\\s*", 3);
        return protocols.length == 2 && protocols[0].equals(PROTOCOL) ? protocols[1] : null;
    }

    private static void refuse(Context request) {
        request.status(HttpStatus.FORBIDDEN)
                .result("Open FormCheck with the link that it printed when it started.")
                .skipRemainingHandlers();
    }

    // ---------------------------------------------------------------- cookies

    private String cookieName() {
        return "formcheck-" + access.port();
    }

    /** All of our name: a server on another port may have set one more. */
    private List<Access.Cookie> cookies(Context request) {
        return cookies(Collections.list(request.req().getHeaders("Cookie")));
    }

    private List<Access.Cookie> cookies(List<String> headers) {
        List<Access.Cookie> cookies = new ArrayList<>();
        String start = cookieName() + "=";
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                String named = cookie.strip();
                if (named.startsWith(start) && cookies.size() < MOST_COOKIES) {
                    String value = named.substring(start.length());
                    if (COOKIE_VALUE.matcher(value).matches()) {
                        Access.Cookie.of(value).ifPresent(cookies::add);
                    }
                }
            }
        }
        return cookies;
    }

    private void setCookie(Context request, Access.Cookie cookie, boolean remembered) {
        String age = remembered ? "; Max-Age=" + 86_400L * PairedBrowsers.KEPT_DAYS : "";
        request.res()
                .addHeader(
                        "Set-Cookie",
                        cookieName() + "=" + cookie.value() + "; Path=/; HttpOnly; SameSite=Strict" + age);
    }

    /** The browser is to keep nothing of ours any more. */
    private void clear(Context request) {
        request.res().addHeader("Set-Cookie", cookieName() + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
        request.header("Clear-Site-Data", CLEAR);
        request.header(FORGOTTEN, "true"); // the header above is the browser's alone, not the page's
    }

    // ---------------------------------------------------------------- in

    /** Leads away from the link at once: what the page is led to is used up by its first request, and never sent by a browser. */
    private void follow(Context request) {
        Optional<String> word = access.follow(request.pathParam("word"));
        if (word.isPresent()) {
            request.redirect("/#" + word.get(), HttpStatus.SEE_OTHER);
        } else {
            files.serve(request, "page/index.html"); // it tells how to get in, or gets in without the link
            request.status(HttpStatus.FORBIDDEN);
        }
    }

    private void pair(Context request) throws IOException {
        JsonNode said = json(request);
        BrowserName name = BrowserName.of(request.header("User-Agent"));
        answer(
                request,
                access.pair(
                        said.path("word").asText(""),
                        said.path("key").asText(""),
                        new Access.Visitor(cookies(request), name)));
    }

    /** Where a page that was loaded anew still holds its token nothing is to be signed. */
    private void challenge(Context request) {
        List<Access.Cookie> cookies = cookies(request);
        if (access.knows(request.header(TOKEN_HEADER), cookies)) {
            request.json(entered());
            return;
        }
        Optional<String> challenge = access.challenge(cookies);
        if (challenge.isPresent()) {
            request.json(mapper.createObjectNode().put("challenge", challenge.get()));
        } else {
            refuse(request);
            if (access.wasForgotten(cookies)) {
                clear(request);
            }
        }
    }

    private void enter(Context request) throws IOException {
        JsonNode said = json(request);
        answer(
                request,
                access.enter(
                        said.path("challenge").asText(""),
                        said.path("signature").asText(""),
                        cookies(request)));
    }

    private void answer(Context request, Optional<Access.Entry> entry) {
        if (entry.isEmpty()) {
            refuse(request);
            return;
        }
        entry.get()
                .cookie()
                .ifPresent(cookie -> setCookie(request, cookie, entry.get().remembered()));
        request.json(entered()
                .put("token", entry.get().token())
                .put("remembered", entry.get().remembered()));
    }

    private ObjectNode entered() {
        ObjectNode entered = mapper.createObjectNode().put("in", true);
        kept.ifPresent(browsers -> {
            try {
                entered.put("epoch", browsers.epoch());
            } catch (StoreException e) {
                LOG.debug("browsers are not told whether somebody was erased: {}", e.getMessage());
            }
        });
        return entered;
    }

    private JsonNode json(Context request) throws IOException {
        try {
            return mapper.readTree(Bodies.text(request));
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    // ---------------------------------------------------------------- out again

    private void list(Context request) {
        ObjectNode answer = mapper.createObjectNode().put("port", access.port());
        Optional<String> own = access.browserOf(request.header(TOKEN_HEADER));
        ArrayNode browsers = answer.putArray("browsers");
        kept.map(PairedBrowsers::all)
                .orElse(List.of())
                .forEach(browser -> browsers.addObject()
                        .put("id", browser.id())
                        .put("own", own.filter(browser.id()::equals).isPresent())
                        .put("port", browser.port())
                        .put("browser", browser.browser())
                        .put("system", browser.system())
                        .put("since", browser.since())
                        .put("seen", browser.seen()));
        request.json(answer);
    }

    private interface Forgetting {
        void forget(Context request) throws StoreException;
    }

    private io.javalin.http.Handler forgetting(Forgetting work) {
        return request -> {
            try {
                work.forget(request);
                forgot.run();
            } catch (StoreException e) {
                request.status(HttpStatus.CONFLICT).result(String.valueOf(e.getMessage()));
                return;
            }
            boolean stillIn = access.knows(request.header(TOKEN_HEADER), cookies(request));
            if (!stillIn) {
                clear(request);
            }
            request.status(HttpStatus.NO_CONTENT);
        };
    }

    /** Nobody is left of whom anything is kept: neither does this browser keep anything. */
    void everybodyErased(Context request) throws StoreException {
        access.forgetAllBut(request.header(TOKEN_HEADER));
        forgot.run();
        clear(request);
    }
}

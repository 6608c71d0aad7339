package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.session.PairedBrowsers;
import formcheck.session.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pages access and removes browsers: the link, the cookie, the token, and the list of browsers with access. Only
 * the URL of the link contains a secret.
 */
final class AccessRoutes {
    /** Path of the requests for a token. */
    static final String ENTRY = "/access/";

    /** Path of the link, before its code. */
    static final String LINK = "/open/";

    private static final Logger LOG = LoggerFactory.getLogger(AccessRoutes.class);
    private final Access access;
    private final AccessCookies cookies;
    private final AccessGuard guard;
    private final PageFiles files;
    private final Optional<PairedBrowsers> kept;
    private final PhoneServer phone;
    private final Runnable forgot;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * @param kept browsers that keep access after a start; empty if none do
     * @param forgot called when browsers were removed
     */
    AccessRoutes(
            Access access,
            AccessCookies cookies,
            AccessGuard guard,
            PageFiles files,
            Optional<PairedBrowsers> kept,
            PhoneServer phone,
            Runnable forgot) {
        this.access = access;
        this.cookies = cookies;
        this.guard = guard;
        this.files = files;
        this.kept = kept;
        this.phone = phone;
        this.forgot = forgot;
    }

    void addTo(RoutesConfig routes) {
        routes.get(LINK + "{word}", this::follow);
        routes.post(ENTRY + "pair", this::pair);
        routes.post(ENTRY + "challenge", this::challenge);
        routes.post(ENTRY + "enter", this::enter);
        routes.get("/api/browsers", this::list);
        routes.delete("/api/browsers", forgetting(request -> {
            access.forgetAll();
            phone.forget();
        }));
        routes.delete("/api/browsers/{id}", forgetting(request -> access.forget(request.pathParam("id"))));
    }

    // ---------------------------------------------------------------- access

    /** Redirects at once. The new URL contains a one-time code in its fragment, which browsers do not send. */
    private void follow(Context request) {
        Optional<String> word = access.link().follow(request.pathParam("word"));
        if (word.isPresent()) {
            request.redirect("/#" + word.get(), HttpStatus.SEE_OTHER);
        } else {
            files.serve(request, "page/index.html"); // the page explains how to get access, or gets it without the link
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
                        new Access.Visitor(cookies.of(request), name)));
    }

    /** Sends a text to sign. A reloaded page that still has its token need not sign. */
    private void challenge(Context request) {
        if (guard.hasAccess(request)) {
            request.json(new EntryJson(true, epoch(), Optional.empty(), Optional.empty()));
            return;
        }
        List<Access.Cookie> sent = cookies.of(request);
        Optional<String> challenge = access.challenge(sent);
        if (challenge.isPresent()) {
            request.json(new ChallengeJson(challenge.get()));
        } else {
            AccessGuard.refuse(request);
            if (access.wasForgotten(sent)) {
                cookies.clear(request);
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
                        cookies.of(request)));
    }

    private void answer(Context request, Optional<Access.Admission> entry) {
        if (entry.isEmpty()) {
            AccessGuard.refuse(request);
            return;
        }
        boolean remembered = entry.get().remembered();
        entry.get().cookie().ifPresent(cookie -> cookies.set(request, cookie, remembered));
        request.json(new EntryJson(true, epoch(), Optional.of(entry.get().token()), Optional.of(remembered)));
    }

    /** Returns a value that changes when a person was erased, so that browsers delete what they store of everybody. */
    private Optional<String> epoch() {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kept.get().epoch());
        } catch (StoreException e) {
            LOG.debug("browsers do not learn whether somebody was erased: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private JsonNode json(Context request) throws IOException {
        try {
            return mapper.readTree(Bodies.text(request));
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    // ---------------------------------------------------------------- the list of browsers

    private void list(Context request) {
        Optional<String> own = access.browserOf(request.header(AccessGuard.TOKEN_HEADER));
        List<BrowserJson> browsers = kept.map(PairedBrowsers::all).orElse(List.of()).stream()
                .map(browser ->
                        BrowserJson.of(browser, own.filter(browser.id()::equals).isPresent()))
                .toList();
        request.json(new BrowsersJson(access.port(), browsers, phone.known().map(PhoneJson::of)));
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
            if (!guard.hasAccess(request)) {
                cookies.clear(request);
            }
            request.status(HttpStatus.NO_CONTENT);
        };
    }

    /** Removes all browsers after everybody was erased, and makes this one delete what it stores. */
    void everybodyErased(Context request) throws StoreException {
        access.forgetAllBut(request.header(AccessGuard.TOKEN_HEADER));
        phone.forget();
        forgot.run();
        cookies.clear(request);
    }

    // ---------------------------------------------------------------- answers

    /** A text for the browser to sign. */
    record ChallengeJson(String challenge) {}

    /**
     * Access of a page.
     *
     * @param epoch changes when a person was erased
     * @param token for its requests; absent if the page has one
     * @param remembered whether the browser keeps access after the next start
     */
    record EntryJson(boolean in, Optional<String> epoch, Optional<String> token, Optional<Boolean> remembered) {}

    /** The browsers with access, the port of this server, and the phone that may film. */
    record BrowsersJson(int port, List<BrowserJson> browsers, Optional<PhoneJson> phone) {}

    /** @param since empty if the phone is known until FormCheck ends */
    record PhoneJson(String browser, String system, String since, String seen) {
        static PhoneJson of(PairedBrowsers.PairedPhone phone) {
            return new PhoneJson(phone.browser(), phone.system(), phone.since(), phone.seen());
        }
    }

    /** @param own whether the request comes from this browser */
    record BrowserJson(String id, boolean own, int port, String browser, String system, String since, String seen) {

        static BrowserJson of(PairedBrowsers.PairedBrowser browser, boolean own) {
            return new BrowserJson(
                    browser.id(),
                    own,
                    browser.port(),
                    browser.browser(),
                    browser.system(),
                    browser.since(),
                    browser.seen());
        }
    }
}

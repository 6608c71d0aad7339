package formcheck.web;

import formcheck.session.PairedBrowsers;
import formcheck.session.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may use the server: pages that it served itself, in a browser that was opened with its link.
 *
 * <p>A request for data needs two things. The <i>cookie</i> identifies the browser and cannot be read by scripts. A
 * browser sends it to every server of this machine, on any port, so it proves nothing by itself. The <i>token</i> is
 * stored in the page and sent to no other server. The page gets a new token at each start: with a code from the link, or
 * by signing a challenge with a key that never leaves its browser. So nothing that was sent to a server on another port,
 * or to another server on this port before FormCheck, gives access.
 */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    static final int SECRET_BYTES = 24;
    private static final int ID_BYTES = 9;

    /** Lifetime of codes and challenges. The page uses them in its next request while it loads. */
    static final Duration SOON = Duration.ofSeconds(60);

    /** More pages than are ever open at once. The oldest loses its token and asks for another one by itself. */
    private static final int MOST_PAGES = 64;

    static final int MOST_UNDER_WAY = 64;

    private final Secrets secrets;
    private final LongSupplier nanos;
    private final Optional<PairedBrowsers> kept;
    private final AccessLink link;
    private final Map<String, Challenge> challenges = new BoundedMap<>(MOST_UNDER_WAY);
    private final Map<String, Entered> pages = new BoundedMap<>(MOST_PAGES);
    /** Hashes of the secrets of browsers that are known until FormCheck ends, by the id of the browser. */
    private final Map<String, String> visitors = new BoundedMap<>(MOST_PAGES);

    private volatile Set<String> hosts = Set.of();
    private volatile int port;

    private record Challenge(String browser, long until) {}

    /**
     * A page with access.
     *
     * @param browser of the page; empty if its cookie was deleted
     */
    private record Entered(Optional<String> browser) {}

    /** Cookie of a browser with access. */
    record Cookie(String id, String secret) {
        static Optional<Cookie> of(String value) {
            int dot = value.indexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new Cookie(value.substring(0, dot), value.substring(dot + 1)));
        }

        String value() {
            return id + "." + secret;
        }
    }

    /** What a browser sends about itself. */
    record Visitor(List<Cookie> cookies, BrowserName name) {}

    /**
     * Access of a page.
     *
     * @param token for its requests
     * @param cookie for its browser, if it is new
     * @param remembered whether the browser keeps access after the next start of FormCheck
     */
    record Admission(String token, Optional<Cookie> cookie, boolean remembered) {}

    /**
     * @param kept browsers that keep access after a start; empty if none do
     * @param nanos a clock that only goes forward, nanoseconds
     */
    Access(SecureRandom random, Optional<PairedBrowsers> kept, LongSupplier nanos) {
        this.secrets = new Secrets(random);
        this.kept = kept;
        this.nanos = nanos;
        this.link = new AccessLink(secrets, nanos);
    }

    /** Sets the port, which is known only once the server listens. */
    void listeningOn(int taken) {
        port = taken;
        hosts = Set.of("localhost:" + taken, "127.0.0.1:" + taken);
    }

    /** Returns the link that leads to the first page. */
    AccessLink link() {
        return link;
    }

    int port() {
        return port;
    }

    // ---------------------------------------------------------------- checks of every request

    boolean knowsHost(@Nullable String host) {
        return host != null && hosts.contains(host);
    }

    /**
     * Returns whether a request may come from this origin. A request that changes nothing may lack an origin, because
     * browsers omit it for their own pages.
     */
    boolean allowsOrigin(@Nullable String origin, String host, boolean mayBeMissing) {
        return origin == null ? mayBeMissing : origin.equals("http://" + host);
    }

    /** Returns whether a page with this token has access in a browser with one of these cookies. */
    synchronized boolean knows(@Nullable String token, List<Cookie> cookies) {
        Entered entered = token == null ? null : pages.get(Secrets.hash(token));
        if (entered == null) {
            return false;
        }
        return entered.browser.isEmpty()
                || cookies.stream().anyMatch(cookie -> cookie.id.equals(entered.browser.get()) && isKnown(cookie));
    }

    private boolean isKnown(Cookie cookie) {
        String hash = visitors.get(cookie.id);
        if (hash == null) {
            hash = paired(cookie.id)
                    .map(PairedBrowsers.PairedBrowser::secretHash)
                    .orElse("");
        }
        return Secrets.same(Secrets.hash(cookie.secret), hash);
    }

    private Optional<PairedBrowsers.PairedBrowser> paired(String id) {
        return kept.flatMap(browsers -> browsers.find(id)).filter(browser -> browser.port() == port);
    }

    // ---------------------------------------------------------------- by the link

    /**
     * Gives access to a page that was opened with the link.
     *
     * @param word one-time code from {@link AccessLink#follow}
     * @param key public key of the browser (X.509, base64), which identifies it after the next start; empty if it has
     *     none
     */
    synchronized Optional<Admission> pair(String word, String key, Visitor visitor) {
        if (!link.use(word)) {
            return Optional.empty();
        }
        Cookie cookie = new Cookie(secrets.make(ID_BYTES), secrets.make(SECRET_BYTES));
        boolean remembered = BrowserKey.of(key).isPresent() && keep(cookie, key, visitor);
        if (!remembered) {
            visitors.put(cookie.id, Secrets.hash(cookie.secret));
        }
        return Optional.of(new Admission(enter(cookie.id), Optional.of(cookie), remembered));
    }

    private boolean keep(Cookie cookie, String key, Visitor visitor) {
        if (kept.isEmpty()) {
            return false;
        }
        Optional<String> before =
                visitor.cookies.stream().filter(this::isKnown).map(Cookie::id).findFirst();
        try {
            kept.get()
                    .add(
                            cookie.id,
                            port,
                            visitor.name.browser(),
                            visitor.name.system(),
                            Secrets.hash(cookie.secret),
                            key,
                            before);
            return true;
        } catch (StoreException e) {
            LOG.debug("this browser is known until FormCheck ends: {}", e.getMessage());
            return false;
        }
    }

    private String enter(String browser) {
        String token = secrets.make(SECRET_BYTES);
        pages.put(Secrets.hash(token), new Entered(Optional.of(browser)));
        return token;
    }

    // ---------------------------------------------------------------- by the browser's key

    /** Returns a text to sign, for a browser with access; empty for others. */
    synchronized Optional<String> challenge(List<Cookie> cookies) {
        return cookies.stream()
                .filter(cookie -> paired(cookie.id).isPresent() && isKnown(cookie))
                .findFirst()
                .map(cookie -> {
                    String challenge = secrets.make(SECRET_BYTES);
                    challenges.put(challenge, new Challenge(cookie.id, nanos.getAsLong() + SOON.toNanos()));
                    return challenge;
                });
    }

    /** Returns whether one of these cookies belongs to a browser that was removed. */
    boolean wasForgotten(List<Cookie> cookies) {
        return kept.isPresent()
                && cookies.stream().anyMatch(cookie -> kept.get().wasForgotten(Secrets.hash(cookie.secret)));
    }

    /**
     * Gives access to a page whose browser signed a challenge.
     *
     * @param signature of {@link #toSign}, ECDSA with SHA-256 on P-256, two numbers of 32 bytes (IEEE P1363), base64
     */
    synchronized Optional<Admission> enter(String challenge, String signature, List<Cookie> cookies) {
        Challenge asked = challenges.remove(challenge);
        if (asked == null || asked.until - nanos.getAsLong() < 0) {
            return Optional.empty();
        }
        Optional<Cookie> cookie = cookies.stream()
                .filter(one -> one.id.equals(asked.browser) && isKnown(one))
                .findFirst();
        Optional<PairedBrowsers.PairedBrowser> browser = paired(asked.browser);
        boolean signed = browser.flatMap(known -> BrowserKey.of(known.key()))
                .filter(key -> key.signed(toSign(challenge), signature))
                .isPresent();
        if (cookie.isEmpty() || !signed) {
            return Optional.empty();
        }
        try {
            kept.orElseThrow().seen(asked.browser);
        } catch (StoreException e) {
            LOG.debug("the visit of a browser was not stored: {}", e.getMessage());
        }
        return Optional.of(new Admission(enter(asked.browser), cookie, true));
    }

    /** Returns the text to sign. It contains program and port, so that a signature for something else is not valid. */
    String toSign(String challenge) {
        return "FormCheck on port " + port + ": " + challenge;
    }

    // ---------------------------------------------------------------- removal

    /** Returns the browser of a page. */
    synchronized Optional<String> browserOf(@Nullable String token) {
        Entered entered = token == null ? null : pages.get(Secrets.hash(token));
        return entered == null ? Optional.empty() : entered.browser;
    }

    /** Removes a browser and all its pages. */
    synchronized void forget(String browser) throws StoreException {
        if (kept.isPresent()) {
            kept.get().forget(browser);
        }
        visitors.remove(browser);
        pages.values().removeIf(page -> page.browser.filter(browser::equals).isPresent());
    }

    /** Removes all browsers. */
    synchronized void forgetAll() throws StoreException {
        if (kept.isPresent()) {
            kept.get().forgetAll();
        }
        visitors.clear();
        pages.clear();
        link.clear();
        challenges.clear();
    }

    /** Removes all browsers but leaves access to one page, which asked for it and shows the result. */
    synchronized void forgetAllBut(@Nullable String token) throws StoreException {
        forgetAll();
        if (token != null) {
            pages.put(Secrets.hash(token), new Entered(Optional.empty()));
        }
    }
}

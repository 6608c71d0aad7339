package formcheck.web;

import formcheck.session.PairedBrowsers;
import formcheck.session.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may talk to the server: pages that it served itself, in a browser that was opened with its link.
 *
 * <p>Data needs two things. A <i>cookie</i> names the browser and is out of reach of scripts, but a browser sends it to every server
 * of this machine whatever its port, so it proves nothing by itself. A <i>token</i> is what the page holds and no other server is
 * sent. The page gets a new one at each start: with a word of the link, or by signing a challenge with a key that never leaves its
 * browser. So nothing that a server on another port, or on this port before FormCheck, was sent opens anything.
 */
final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final int SECRET_BYTES = 24;
    private static final int ID_BYTES = 9;
    private static final int P256_BITS = 256;
    private static final int LONGEST_KEY = 200;

    /** Words and challenges are used by the next request of a page that is loading. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** More pages than are ever open at once; the oldest goes, and enters again by itself. */
    private static final int MOST_PAGES = 64;

    private static final int MOST_UNDER_WAY = 64;

    private final SecureRandom random;
    private final LongSupplier nanos;
    private final Optional<PairedBrowsers> kept;
    private final String link;
    private final String firstVisit;
    private final AtomicBoolean visited = new AtomicBoolean();
    private final Map<String, Long> words = bounded(MOST_UNDER_WAY);
    private final Map<String, Challenge> challenges = bounded(MOST_UNDER_WAY);
    private final Map<String, Entered> pages = bounded(MOST_PAGES);
    /** Secrets' hashes of browsers that are known until FormCheck ends, by their id. */
    private final Map<String, String> visitors = bounded(MOST_PAGES);

    private volatile Set<String> hosts = Set.of();
    private volatile int port;

    private record Challenge(String browser, long until) {}

    /** @param browser by which the page came in; empty where its cookie is gone */
    private record Entered(Optional<String> browser) {}

    /** A cookie of a browser, once it was let in. */
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

    /** What a browser shows of itself. */
    record Visitor(List<Cookie> cookies, BrowserName name) {}

    /**
     * A page that was let in.
     *
     * @param token for its requests
     * @param cookie for its browser, if it is a new one
     * @param remembered whether the browser is let in after FormCheck's next start too
     */
    record Entry(String token, Optional<Cookie> cookie, boolean remembered) {}

    /**
     * @param kept the browsers that are let in after a start; empty if none is
     * @param nanos a clock that only goes forward
     */
    Access(SecureRandom random, Optional<PairedBrowsers> kept, LongSupplier nanos) {
        this.random = random;
        this.kept = kept;
        this.nanos = nanos;
        this.link = secret(SECRET_BYTES);
        this.firstVisit = secret(SECRET_BYTES);
    }

    private String secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The port is known only once the server listens. */
    void listeningOn(int taken) {
        port = taken;
        hosts = Set.of("localhost:" + taken, "127.0.0.1:" + taken);
    }

    int port() {
        return port;
    }

    // ---------------------------------------------------------------- what every request is asked

    boolean knowsHost(@Nullable String host) {
        return host != null && hosts.contains(host);
    }

    /** A request that changes nothing may come without an origin: browsers leave it out for their own. */
    boolean allowsOrigin(@Nullable String origin, String host, boolean mayBeMissing) {
        return origin == null ? mayBeMissing : origin.equals("http://" + host);
    }

    /** Whether a page with this token, in a browser with one of these cookies, was let in. */
    synchronized boolean knows(@Nullable String token, List<Cookie> cookies) {
        Entered entered = token == null ? null : pages.get(hash(token));
        if (entered == null) {
            return false;
        }
        return entered.browser.isEmpty()
                || cookies.stream().anyMatch(cookie -> cookie.id.equals(entered.browser.get()) && isKnown(cookie));
    }

    private boolean isKnown(Cookie cookie) {
        String hash = visitors.get(cookie.id);
        if (hash == null) {
            hash = paired(cookie.id).map(PairedBrowsers.Browser::secretHash).orElse("");
        }
        return same(hash(cookie.secret), hash);
    }

    private Optional<PairedBrowsers.Browser> paired(String id) {
        return kept.flatMap(browsers -> browsers.find(id)).filter(browser -> browser.port() == port);
    }

    // ---------------------------------------------------------------- by the link

    /** The word of the link that is printed; it opens as long as FormCheck runs. */
    String link() {
        return link;
    }

    /** A word that opens once. It may be seen by others afterwards: it stands in a browser's command line. */
    String firstVisit() {
        return firstVisit;
    }

    /** A word for the page that a link leads to, used up by it; none where the link is not one of ours. */
    synchronized Optional<String> follow(String given) {
        boolean opens = same(given, link) || (same(given, firstVisit) && visited.compareAndSet(false, true));
        if (!opens) {
            return Optional.empty();
        }
        String word = secret(SECRET_BYTES);
        words.put(hash(word), nanos.getAsLong() + SOON.toNanos());
        return Optional.of(word);
    }

    /**
     * Lets a page in that a link led to.
     *
     * @param key the browser's public key (X.509, base64) by which it is known after the next start; empty if it keeps none
     */
    synchronized Optional<Entry> pair(String word, String key, Visitor visitor) {
        Long until = words.remove(hash(word));
        if (until == null || until - nanos.getAsLong() < 0) {
            return Optional.empty();
        }
        Cookie cookie = new Cookie(secret(ID_BYTES), secret(SECRET_BYTES));
        boolean remembered = publicKey(key).isPresent() && keep(cookie, key, visitor);
        if (!remembered) {
            visitors.put(cookie.id, hash(cookie.secret));
        }
        return Optional.of(new Entry(enter(cookie.id), Optional.of(cookie), remembered));
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
                            hash(cookie.secret),
                            key,
                            before);
            return true;
        } catch (StoreException e) {
            LOG.debug("this browser is known until FormCheck ends: {}", e.getMessage());
            return false;
        }
    }

    private String enter(String browser) {
        String token = secret(SECRET_BYTES);
        pages.put(hash(token), new Entered(Optional.of(browser)));
        return token;
    }

    // ---------------------------------------------------------------- by the browser's key

    /** Something to sign, for a browser that is known. */
    synchronized Optional<String> challenge(List<Cookie> cookies) {
        return cookies.stream()
                .filter(cookie -> paired(cookie.id).isPresent() && isKnown(cookie))
                .findFirst()
                .map(cookie -> {
                    String challenge = secret(SECRET_BYTES);
                    challenges.put(challenge, new Challenge(cookie.id, nanos.getAsLong() + SOON.toNanos()));
                    return challenge;
                });
    }

    /** Whether one of these cookies is that of a browser that was forgotten. */
    boolean wasForgotten(List<Cookie> cookies) {
        return kept.isPresent()
                && cookies.stream().anyMatch(cookie -> kept.get().wasForgotten(hash(cookie.secret)));
    }

    /**
     * Lets a page in whose browser signed a challenge.
     *
     * @param signature of {@link #toSign}, ECDSA with SHA-256 on P-256, two numbers of 32 bytes (IEEE P1363), base64
     */
    synchronized Optional<Entry> enter(String challenge, String signature, List<Cookie> cookies) {
        Challenge asked = challenges.remove(challenge);
        if (asked == null || asked.until - nanos.getAsLong() < 0) {
            return Optional.empty();
        }
        Optional<Cookie> cookie = cookies.stream()
                .filter(one -> one.id.equals(asked.browser) && isKnown(one))
                .findFirst();
        Optional<PairedBrowsers.Browser> browser = paired(asked.browser);
        if (cookie.isEmpty() || browser.isEmpty() || !signed(browser.get().key(), toSign(challenge), signature)) {
            return Optional.empty();
        }
        try {
            kept.orElseThrow().seen(asked.browser);
        } catch (StoreException e) {
            LOG.debug("it is not noted that a browser came: {}", e.getMessage());
        }
        return Optional.of(new Entry(enter(asked.browser), cookie, true));
    }

    /** Names program and port, so that no signature made for something else is taken. */
    String toSign(String challenge) {
        return "FormCheck on port " + port + ": " + challenge;
    }

    private static boolean signed(String key, String text, String signature) {
        Optional<PublicKey> known = publicKey(key);
        if (known.isEmpty()) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(known.get());
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<PublicKey> publicKey(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        try {
            PublicKey known = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
            boolean fits = known instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS;
            return fits ? Optional.of(known) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // ---------------------------------------------------------------- out again

    /** The browser by which a page came in. */
    synchronized Optional<String> browserOf(@Nullable String token) {
        Entered entered = token == null ? null : pages.get(hash(token));
        return entered == null ? Optional.empty() : entered.browser;
    }

    /** Lets a browser in no more, with all its pages. */
    synchronized void forget(String browser) throws StoreException {
        if (kept.isPresent()) {
            kept.get().forget(browser);
        }
        visitors.remove(browser);
        pages.values().removeIf(page -> page.browser.filter(browser::equals).isPresent());
    }

    /** Lets no browser in any more. */
    synchronized void forgetAll() throws StoreException {
        if (kept.isPresent()) {
            kept.get().forgetAll();
        }
        visitors.clear();
        pages.clear();
        words.clear();
        challenges.clear();
    }

    /** Everything was erased: no browser is known any more, and only the page that asked for it may finish what it shows. */
    synchronized void forgetAllBut(@Nullable String token) throws StoreException {
        forgetAll();
        if (token != null) {
            pages.put(hash(token), new Entered(Optional.empty()));
        }
    }

    // ---------------------------------------------------------------- secrets

    /** Secrets are looked up and kept as their hash: how long that takes says nothing about the secret. */
    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In the same time wherever they differ, so that no secret can be guessed letter by letter. */
    private static boolean same(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}

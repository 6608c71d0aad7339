package formcheck.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to the server: pages that it served itself, to whom the person gave the token. A page of another site has
 * another origin, a name that was made to point here is another host, and other users of the machine do not know the token.
 */
final class Access {
    private static final int TOKEN_BYTES = 24;

    private final String token;
    private final String firstVisit;
    private final AtomicBoolean visited = new AtomicBoolean();
    private volatile Set<String> hosts = Set.of();
    private volatile Set<String> origins = Set.of();

    Access(SecureRandom random) {
        this.token = secret(random);
        this.firstVisit = secret(random);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The port is known only once the server listens. */
    void listeningOn(int port) {
        hosts = Set.of("localhost:" + port, "127.0.0.1:" + port);
        origins = Set.of("http://localhost:" + port, "http://127.0.0.1:" + port);
    }

    String token() {
        return token;
    }

    boolean knowsHost(@Nullable String host) {
        return host != null && hosts.contains(host);
    }

    /** A request that changes nothing may come without an origin: browsers leave it out for their own. */
    boolean allowsOrigin(@Nullable String origin, boolean mayBeMissing) {
        return origin == null ? mayBeMissing : origins.contains(origin);
    }

    boolean knowsToken(@Nullable String given) {
        return given != null && same(given, token);
    }

    /** A word that is worth the token, once. It may be seen by others afterwards: it stands in a browser's command line. */
    String firstVisit() {
        return firstVisit;
    }

    /** Whether that word was given, for the first time. */
    boolean isFirstVisit(String given) {
        return same(given, firstVisit) && visited.compareAndSet(false, true);
    }

    /** In the same time wherever they differ, so that no secret can be guessed letter by letter. */
    private static boolean same(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}

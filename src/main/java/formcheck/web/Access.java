package formcheck.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may talk to the server: pages that it served itself, to whom the person gave the token. A page of another site has
 * another origin, a name that was made to point here is another host, and other users of the machine do not know the token.
 */
final class Access {
    private static final int TOKEN_BYTES = 24;

    private final String token;
    private volatile Set<String> hosts = Set.of();
    private volatile Set<String> origins = Set.of();

    Access(SecureRandom random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}

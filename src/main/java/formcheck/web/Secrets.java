package formcheck.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets, and compares them without telling by the time it takes how much of them is right. */
final class Secrets {
    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    /** A new secret: so many random bytes, in URL-safe base64. */
    String make(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
    }

    /** SHA-256, hexadecimal. Secrets are looked up and stored as this, so that the time of a look-up tells nothing about them. */
    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes the same time wherever the two differ, so that no secret can be guessed letter by letter. */
    static boolean same(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}

package formcheck.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Public key of a browser, on the curve P-256. Its private key never leaves the browser. */
final class BrowserKey {
    private static final int P256_BITS = 256;
    private static final int LONGEST_KEY = 200;

    private final PublicKey key;

    private BrowserKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param text X.509, base64
     * @return empty if it is not a key on P-256
     */
    static Optional<BrowserKey> of(String text) {
        if (text.isEmpty() || text.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        try {
            PublicKey key = KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
            boolean fits = key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS;
            return fits ? Optional.of(new BrowserKey(key)) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether the browser signed a text.
     *
     * @param signature ECDSA with SHA-256, two numbers of 32 bytes (IEEE P1363), base64
     */
    boolean signed(String text, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}

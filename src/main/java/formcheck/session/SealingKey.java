package formcheck.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Encrypts and authenticates pieces of bytes with AES-256 in Galois/Counter Mode, with a new random nonce of 96 bits for each
 * piece. Each file has its own key, so no key seals anywhere near the 2^32 pieces that random nonces are safe for. Thread-safe.
 */
final class SealingKey {
    static final int KEY_BYTES = 32;
    static final int SALT_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    /** Bytes that sealing adds to a piece. */
    static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    SealingKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    static SealingKey random() {
        return new SealingKey(random(KEY_BYTES));
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** Derives the key of one file from this key and the file's salt, by HKDF (RFC 5869) with SHA-256. */
    SealingKey of(byte[] salt, String purpose) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(key, salt, purpose.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        byte[] derived = new byte[KEY_BYTES];
        generator.generateBytes(derived, 0, derived.length);
        return new SealingKey(derived);
    }

    /** Seals this key with another one. */
    byte[] sealedWith(SealingKey other, byte[] context) {
        return other.seal(key, context);
    }

    /**
     * Seals a piece.
     *
     * @param context additional authenticated data; it is not stored, and opening needs the same bytes
     */
    byte[] seal(byte[] piece, byte[] context) {
        byte[] nonce = random(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(piece);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows AES/GCM", e);
        }
    }

    /**
     * Opens a piece.
     *
     * @throws GeneralSecurityException if it was sealed with another key or for another context, or was changed
     */
    byte[] open(byte[] sealed, byte[] context) throws GeneralSecurityException {
        if (sealed.length < OVERHEAD_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}

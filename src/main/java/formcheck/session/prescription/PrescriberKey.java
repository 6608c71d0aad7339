package formcheck.session.prescription;

import com.fasterxml.jackson.annotation.JsonProperty;
import formcheck.session.motionfile.StoredJson;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** The Ed25519 key pair with which a practitioner signs prescriptions. */
public final class PrescriberKey {
    static final String ALGORITHM = "Ed25519";

    /** Bytes of a fingerprint: 128 bits cannot be searched through. */
    private static final int FINGERPRINT = 16;

    private static final int GROUP = 4;

    /** The stored key: PKCS #8 and X.509 encodings, base64. */
    private record KeyJson(
            @JsonProperty(required = true) String privateKey,
            @JsonProperty(required = true) String publicKey) {}

    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private PrescriberKey(PrivateKey privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** Makes a new key pair. */
    public static PrescriberKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new PrescriberKey(pair.getPrivate(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // Java 15 and newer have it
        }
    }

    /**
     * Reads a stored key pair.
     *
     * @throws IllegalArgumentException if it is none, or its halves do not fit
     */
    public static PrescriberKey read(byte[] stored) {
        KeyJson json = StoredJson.read(stored, KeyJson.class);
        try {
            PrivateKey own = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(json.privateKey)));
            PrescriberKey key = new PrescriberKey(own, Base64.getDecoder().decode(json.publicKey));
            byte[] probe = {1};
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new java.security.spec.X509EncodedKeySpec(key.publicKey)));
            check.update(probe);
            if (!check.verify(key.sign(probe))) {
                throw new IllegalArgumentException("its halves do not fit");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no key", e);
        }
    }

    /** Returns the key pair to store, where its owner alone reads it. */
    public byte[] stored() {
        return StoredJson.indentedBytes(new KeyJson(
                Base64.getEncoder().encodeToString(privateKey.getEncoded()),
                Base64.getEncoder().encodeToString(publicKey)));
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // the key was checked
        }
    }

    /** Returns the fingerprint of its public half. */
    public String fingerprint() {
        return fingerprint(publicKey);
    }

    /** Returns the first 128 bits of the SHA-256 of a public key's X.509 encoding: eight groups of four digits. */
    static String fingerprint(byte[] publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
            String hex =
                    HexFormat.of().formatHex(Arrays.copyOf(digest, FINGERPRINT)).toUpperCase(Locale.ROOT);
            StringBuilder groups = new StringBuilder(hex.substring(0, GROUP));
            for (int at = GROUP; at < hex.length(); at += GROUP) {
                groups.append('-').append(hex, at, at + GROUP);
            }
            return groups.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}

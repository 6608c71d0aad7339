package formcheck.session.prescription;

import com.fasterxml.jackson.annotation.JsonProperty;
import formcheck.session.motionfile.StoredJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A prescription with the signature of the practitioner who wrote it: Ed25519 (RFC 8032) over {@value #PURPOSE}, a line feed and the
 * prescription as JSON on one line in UTF-8, its members in the order of the format. What signs is a key, not a name: whoever accepts
 * a first prescription compares {@link #fingerprint()} with the one that the practitioner says.
 */
public final class SignedPrescription {
    /** Most bytes of a file. The longest prescription has less than 5,000. */
    public static final int LONGEST = 16_384;

    private static final String PURPOSE = "formcheck prescription 1";
    private static final int FORMAT = 1;
    private static final String NOT_ONE = "it is no prescription of FormCheck: ";

    /** The file. */
    private record SignedJson(
            @JsonProperty(required = true) int formcheckPrescription,
            @JsonProperty(required = true) PrescriptionJson prescription,
            @JsonProperty(required = true) String publicKey,
            @JsonProperty(required = true) String signature) {}

    private final Prescription prescription;
    private final byte[] publicKey;
    private final byte[] signature;

    private SignedPrescription(Prescription prescription, byte[] publicKey, byte[] signature) {
        this.prescription = prescription;
        this.publicKey = publicKey;
        this.signature = signature;
    }

    /** The content does not fit the signature. */
    public static final class WrongSignatureException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongSignatureException() {
            super("its signature does not fit: it was changed after it was written");
        }
    }

    /** Signs a prescription. */
    public static SignedPrescription sign(Prescription prescription, PrescriberKey key) {
        return new SignedPrescription(prescription, key.publicKey(), key.sign(signed(prescription)));
    }

    /**
     * Reads a file and checks its signature.
     *
     * @throws IllegalArgumentException if it is no prescription, breaks a bound, or does not fit its signature ({@link WrongSignatureException}); one line
     */
    public static SignedPrescription read(byte[] file) {
        if (file.length > LONGEST) {
            throw new IllegalArgumentException(NOT_ONE + "it is too large");
        }
        SignedJson json;
        Prescription prescription;
        byte[] key;
        byte[] signature;
        try {
            json = StoredJson.read(file, SignedJson.class);
            if (json.formcheckPrescription != FORMAT) {
                throw new IllegalArgumentException(
                        "its format is " + json.formcheckPrescription + ", known is " + FORMAT);
            }
            prescription = json.prescription.read();
            key = Base64.getDecoder().decode(json.publicKey);
            signature = Base64.getDecoder().decode(json.signature);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(NOT_ONE + e.getMessage(), e);
        }
        if (!isSigned(signed(prescription), key, signature)) {
            throw new WrongSignatureException();
        }
        return new SignedPrescription(prescription, key, signature);
    }

    private static boolean isSigned(byte[] content, byte[] key, byte[] signature) {
        try {
            PublicKey publicKey =
                    KeyFactory.getInstance(PrescriberKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
            Signature check = Signature.getInstance(PrescriberKey.ALGORITHM);
            check.initVerify(publicKey);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // no key, or no signature of this algorithm
        }
    }

    private static byte[] signed(Prescription prescription) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((PURPOSE + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(StoredJson.bytes(PrescriptionJson.of(prescription)));
        return out.toByteArray();
    }

    /** Returns the content of the file, the same for the same prescription and key. */
    public byte[] file() {
        return StoredJson.indentedBytes(new SignedJson(
                FORMAT,
                PrescriptionJson.of(prescription),
                Base64.getEncoder().encodeToString(publicKey),
                Base64.getEncoder().encodeToString(signature)));
    }

    public Prescription prescription() {
        return prescription;
    }

    /** Returns the fingerprint of the key that signed it, {@link PrescriberKey#fingerprint}. */
    public String fingerprint() {
        return PrescriberKey.fingerprint(publicKey);
    }
}

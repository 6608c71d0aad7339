package formcheck.report.export.fhir;

import formcheck.session.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZonedDateTime;
import java.util.UUID;

/** Makes ids of resources: UUIDs of version 5 (RFC 9562), so that the same session has the same ids in every export. */
final class FhirIds {
    private static final UUID NAMESPACE = UUID.fromString("d59fed48-f20c-4ebc-adca-3a0c733932ca");

    private FhirIds() {}

    /**
     * Returns what distinguishes a session from those of other machines: sessions that began in the same minute have the same
     * id there, but not the same nanosecond.
     */
    static String key(SessionId id, ZonedDateTime began) {
        return id.text() + "\n" + began.toInstant();
    }

    /** @param kind of resource */
    static String of(String kind, String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest((kind + "\n" + key).getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
            long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    static String urn(String id) {
        return "urn:uuid:" + id;
    }
}

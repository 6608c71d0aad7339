package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of sealed pieces: {@code FCSEAL1
 * }, 32 random bytes that its key is derived from, then for each piece its sealed length (4 bytes, big-endian) and the sealed
 * piece. Each piece is bound to its number: none can be removed, repeated or moved, except at the end, where a kill may have cut
 * off the last one.
 */
final class SealedFile {
    static final byte[] MAGIC = "FCSEAL1\n".getBytes(StandardCharsets.US_ASCII);
    static final int HEAD_BYTES = MAGIC.length + SealingKey.SALT_BYTES;
    static final int LENGTH_BYTES = 4;

    /** Size of a piece where the caller has no preference, as for video; a seek opens one piece. */
    static final int USUAL_PIECE_BYTES = 64 * 1024;

    /** A second of motion has a few KB, a page of the database 4 KB. */
    static final int LARGEST_PIECE_BYTES = 1 << 20;

    private SealedFile() {}

    /** The purpose that a session file's key is derived for: no file can replace another one. */
    static String purpose(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return (folder == null ? "" : folder.getFileName()) + "/" + file.getFileName();
    }

    /** Returns whether a file begins with the magic bytes of a sealed file. */
    static boolean is(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    static byte[] context(long piece) {
        return ByteBuffer.allocate(Long.BYTES).putLong(piece).array();
    }

    static SealingKey fileKey(SealingKey key, byte[] salt, String purpose) {
        return key.of(salt, "formcheck file " + purpose);
    }
}

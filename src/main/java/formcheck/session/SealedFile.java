package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of sealed pieces: {@code FCSEAL1\n}, 32 random bytes from which its key follows, then for each piece its sealed length
 * (4 bytes, big-endian) and the piece. A piece knows its number: none can be left out, doubled or put elsewhere, except at the
 * end, where a kill may have cut the last one off.
 */
final class SealedFile {
    static final byte[] MAGIC = "FCSEAL1\n".getBytes(StandardCharsets.US_ASCII);
    static final int HEAD_BYTES = MAGIC.length + SealingKey.SALT_BYTES;
    static final int LENGTH_BYTES = 4;

    /** Pieces that somebody chooses the size of, such as those of a film; a jump reads one of them. */
    static final int USUAL_PIECE_BYTES = 64 * 1024;

    /** A second of motion has a few KB, a page of a database 4. */
    static final int LARGEST_PIECE_BYTES = 1 << 20;

    private SealedFile() {}

    /** What the key of a session's file is made for: neither can take another one's place. */
    static String purpose(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return (folder == null ? "" : folder.getFileName()) + "/" + file.getFileName();
    }

    /** Whether a file begins as a sealed one does. */
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

package formcheck.session;

import formcheck.capture.SeekableOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Seals a video while it is recorded: no unsealed byte reaches the disk. A kill loses the last 64 KB. The encoder seeks back to
 * complete the header. Not thread-safe.
 */
final class SealedFilm extends SeekableOutput {
    private static final int PIECE = SealedFile.USUAL_PIECE_BYTES;

    private final SealedWriter writer;
    private final byte[] tail = new byte[PIECE];
    private int tailLength;
    private byte[] patched = {};
    private long patchedNumber = -1;
    private long position;
    private boolean closed;

    /** @param file an existing, empty file */
    SealedFilm(Path file, SealingKey key) throws IOException {
        this.writer = SealedWriter.begin(file, key, SealedFile.purpose(file));
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int at = (int) (position % PIECE);
            int many = Math.min(length - done, PIECE - at);
            if (position / PIECE < writer.pieces()) {
                patch(position / PIECE);
                System.arraycopy(bytes, from + done, patched, at, many);
            } else {
                System.arraycopy(bytes, from + done, tail, at, many);
                tailLength = Math.max(tailLength, at + many);
            }
            position += many;
            done += many;
            if (tailLength == PIECE) {
                writer.append(tail);
                tailLength = 0;
            }
        }
    }

    /** @throws IOException if the position is beyond the end */
    @Override
    public void seek(long to) throws IOException {
        if (to < 0 || to > writer.pieces() * PIECE + tailLength) {
            throw new IOException("there is no place " + to + " in the film");
        }
        position = to;
    }

    private void patch(long number) throws IOException {
        if (number != patchedNumber) {
            keepPatched();
            patched = writer.piece(number, PIECE);
            patchedNumber = number;
        }
    }

    private void keepPatched() throws IOException {
        if (patchedNumber >= 0) {
            writer.replace(patchedNumber, patched);
            patchedNumber = -1;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            keepPatched();
            if (tailLength > 0) {
                writer.append(Arrays.copyOf(tail, tailLength));
            }
        } finally {
            writer.close();
        }
    }
}

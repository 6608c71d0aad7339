package formcheck.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the pieces of a {@link SealedFile} in order. */
final class SealedReader implements AutoCloseable {
    private final FileChannel channel;
    private final SealingKey key;
    private long pieces;
    private long wholeUntil = SealedFile.HEAD_BYTES;

    private SealedReader(FileChannel channel, SealingKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** @throws IOException if it cannot be read, or is no sealed file */
    static SealedReader open(Path file, SealingKey key, String purpose) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ByteBuffer head = ByteBuffer.allocate(SealedFile.HEAD_BYTES);
            if (!fill(channel, 0, head)
                    || !Arrays.equals(Arrays.copyOf(head.array(), SealedFile.MAGIC.length), SealedFile.MAGIC)) {
                throw new IOException("it is not sealed as FormCheck seals");
            }
            byte[] salt = Arrays.copyOfRange(head.array(), SealedFile.MAGIC.length, SealedFile.HEAD_BYTES);
            return new SealedReader(channel, SealedFile.fileKey(key, salt, purpose));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static boolean fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the next piece; empty at the end, and where the last piece is incomplete.
     *
     * @throws IOException if it cannot be read, or was changed since it was sealed
     */
    Optional<byte[]> next() throws IOException {
        int length = length();
        if (length < 0) {
            return Optional.empty();
        }
        byte[] sealed = new byte[length];
        if (!fill(channel, wholeUntil + SealedFile.LENGTH_BYTES, ByteBuffer.wrap(sealed))) {
            return Optional.empty();
        }
        try {
            byte[] piece = key.open(sealed, SealedFile.context(pieces));
            passed(length);
            return Optional.of(piece);
        } catch (GeneralSecurityException e) {
            if (wholeUntil + SealedFile.LENGTH_BYTES + length == channel.size() || endsUnwritten()) {
                return Optional.empty();
            }
            throw new IOException("it was changed, or belongs to other sessions", e);
        }
    }

    /** Returns the length of the next sealed piece; negative at the end. */
    private int length() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(SealedFile.LENGTH_BYTES);
        if (!fill(channel, wholeUntil, head)) {
            return -1;
        }
        int length = head.flip().getInt();
        if (length < SealingKey.OVERHEAD_BYTES || length > SealedFile.LARGEST_PIECE_BYTES + SealingKey.OVERHEAD_BYTES) {
            if (endsUnwritten()) {
                return -1;
            }
            throw new IOException("it was changed, or is damaged");
        }
        return length;
    }

    /**
     * Returns whether the file ends in zeros. After a power cut the file system may have stored the file's new length but not its
     * last piece. No forced write is among the zeros, and no sealed piece ends with so many of them.
     */
    private boolean endsUnwritten() throws IOException {
        ByteBuffer end = ByteBuffer.allocate(SealingKey.TAG_BYTES);
        return channel.size() >= SealedFile.HEAD_BYTES + end.capacity()
                && fill(channel, channel.size() - end.capacity(), end)
                && Arrays.equals(end.array(), new byte[end.capacity()]);
    }

    private void passed(int length) {
        wholeUntil += SealedFile.LENGTH_BYTES + length;
        pieces++;
    }

    SealingKey key() {
        return key;
    }

    /** Returns the number of pieces read. */
    long pieces() {
        return pieces;
    }

    /** Returns the file offset of the end of the last complete piece, bytes. */
    long wholeUntil() {
        return wholeUntil;
    }

    /**
     * Where a piece begins.
     *
     * @param content offset in the unsealed content, bytes
     * @param file offset in the file, bytes
     * @param number of the piece, from 0
     */
    record PieceStart(long content, long file, long number) {}

    /** Returns the start of each piece, and last the end of the file, without opening a piece. */
    List<PieceStart> index() throws IOException {
        List<PieceStart> index = new ArrayList<>();
        long plain = 0;
        long size = channel.size();
        for (int length = length();
                length >= 0 && wholeUntil + SealedFile.LENGTH_BYTES + length <= size;
                length = length()) {
            index.add(new PieceStart(plain, wholeUntil, pieces));
            plain += length - SealingKey.OVERHEAD_BYTES;
            passed(length);
        }
        index.add(new PieceStart(plain, wholeUntil, pieces));
        return index;
    }

    /** Removes the last piece from the index if a power cut left it unwritten, wholly or in part. */
    void dropUnwritten(List<PieceStart> index) throws IOException {
        if (index.size() > 1 && endsUnwritten()) {
            jump(index.get(index.size() - 2));
            if (next().isEmpty()) {
                index.remove(index.size() - 1);
            }
        }
    }

    void jump(PieceStart to) {
        wholeUntil = to.file;
        pieces = to.number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

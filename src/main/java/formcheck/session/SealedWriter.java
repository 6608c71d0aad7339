package formcheck.session;

import formcheck.session.motionfile.BlockFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Appends pieces to a {@link SealedFile}. A piece is in the file when {@link #append} returns. Not thread-safe. */
final class SealedWriter implements BlockFile {
    private final FileChannel channel;
    private final SealingKey key;
    private long pieces;
    private long end;

    private SealedWriter(FileChannel channel, SealingKey key, long pieces, long end) {
        this.channel = channel;
        this.key = key;
        this.pieces = pieces;
        this.end = end;
    }

    /** @param file an existing, empty file */
    static SealedWriter begin(Path file, SealingKey key, String purpose) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            byte[] salt = SealingKey.random(SealingKey.SALT_BYTES);
            write(
                    channel,
                    ByteBuffer.allocate(SealedFile.HEAD_BYTES)
                            .put(SealedFile.MAGIC)
                            .put(salt)
                            .flip());
            return new SealedWriter(channel, SealedFile.fileKey(key, salt, purpose), 0, SealedFile.HEAD_BYTES);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Continues after the last complete piece of a file that was read to its end. Overwrites an incomplete piece. */
    static SealedWriter goOn(Path file, SealedReader read) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(read.wholeUntil());
        return new SealedWriter(channel, read.key(), read.pieces(), read.wholeUntil());
    }

    private static void write(FileChannel channel, ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private ByteBuffer sealed(byte[] piece, long number) {
        if (piece.length > SealedFile.LARGEST_PIECE_BYTES) {
            throw new IllegalArgumentException("a piece of " + piece.length + " bytes");
        }
        byte[] sealed = key.seal(piece, SealedFile.context(number));
        return ByteBuffer.allocate(SealedFile.LENGTH_BYTES + sealed.length)
                .putInt(sealed.length)
                .put(sealed)
                .flip();
    }

    /** Appends a content of any length, all or nothing, as one or more pieces. */
    @Override
    public void append(byte[] block) throws IOException {
        List<byte[]> several = new ArrayList<>();
        for (int from = 0; from < block.length; from += SealedFile.LARGEST_PIECE_BYTES) {
            several.add(Arrays.copyOfRange(block, from, Math.min(block.length, from + SealedFile.LARGEST_PIECE_BYTES)));
        }
        append(several);
    }

    /** Appends pieces, all or none. */
    void append(List<byte[]> several) throws IOException {
        long number = pieces;
        try {
            if (channel.size() > end) {
                channel.truncate(end); // an earlier append failed, and could not be undone then
            }
            channel.position(end);
            for (byte[] piece : several) {
                write(channel, sealed(piece, number++));
            }
        } catch (IOException e) {
            try {
                channel.truncate(end);
            } catch (IOException left) {
                e.addSuppressed(left); // the next append overwrites it
            }
            throw e;
        }
        end = channel.position();
        pieces = number;
    }

    /** Undoes the last append. */
    void takeBack(long formerPieces, long formerEnd) throws IOException {
        pieces = formerPieces;
        end = formerEnd;
        channel.truncate(formerEnd);
    }

    long pieces() {
        return pieces;
    }

    /** Reads an earlier piece. All pieces must have the same length. */
    byte[] piece(long number, int length) throws IOException {
        ByteBuffer sealed = ByteBuffer.allocate(length + SealingKey.OVERHEAD_BYTES);
        if (!SealedReader.fill(channel, at(number, length) + SealedFile.LENGTH_BYTES, sealed)) {
            throw new EOFException("it became shorter while it was written");
        }
        try {
            return key.open(sealed.array(), SealedFile.context(number));
        } catch (GeneralSecurityException e) {
            throw new IOException("it was changed while it was written", e);
        }
    }

    /** Replaces an earlier piece. All pieces must have the same length. */
    void replace(long number, byte[] piece) throws IOException {
        ByteBuffer rest = sealed(piece, number);
        channel.position(at(number, piece.length));
        write(channel, rest);
    }

    private static long at(long number, int length) {
        return SealedFile.HEAD_BYTES + number * (SealedFile.LENGTH_BYTES + SealingKey.OVERHEAD_BYTES + length);
    }

    long size() {
        return end;
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package formcheck.session;

import formcheck.session.motionfile.BlockFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of sealed pieces: {@code FCSEAL1\n}, 32 random bytes from which its key follows, then for each piece its sealed length
 * (4 bytes, big-endian) and the piece. A piece knows its number: none can be left out, doubled or put elsewhere, except at the
 * end, where a kill may have cut the last one off.
 */
final class SealedFile {
    private static final byte[] MAGIC = "FCSEAL1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = MAGIC.length + SealingKey.SALT_BYTES;
    private static final int LENGTH_BYTES = 4;

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

    private static byte[] context(long piece) {
        return ByteBuffer.allocate(Long.BYTES).putLong(piece).array();
    }

    private static SealingKey fileKey(SealingKey key, byte[] salt, String purpose) {
        return key.of(salt, "formcheck file " + purpose);
    }

    /** Appends pieces. What {@link #append} was given is in the file when it returns; for one thread. */
    static final class Writer implements BlockFile {
        private final FileChannel channel;
        private final SealingKey key;
        private long pieces;
        private long end;

        private Writer(FileChannel channel, SealingKey key, long pieces, long end) {
            this.channel = channel;
            this.key = key;
            this.pieces = pieces;
            this.end = end;
        }

        /** @param file is there, and empty */
        static Writer begin(Path file, SealingKey key, String purpose) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                byte[] salt = SealingKey.random(SealingKey.SALT_BYTES);
                write(
                        channel,
                        ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(salt).flip());
                return new Writer(channel, fileKey(key, salt, purpose), 0, HEAD_BYTES);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        /** Goes on after the last whole piece of a file that was read to its end; what a kill cut off is overwritten. */
        static Writer goOn(Path file, Reader read) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(read.wholeUntil);
            return new Writer(channel, read.key, read.pieces, read.wholeUntil);
        }

        private static void write(FileChannel channel, ByteBuffer rest) throws IOException {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }

        private ByteBuffer sealed(byte[] piece, long number) {
            if (piece.length > LARGEST_PIECE_BYTES) {
                throw new IllegalArgumentException("a piece of " + piece.length + " bytes");
            }
            byte[] sealed = key.seal(piece, context(number));
            return ByteBuffer.allocate(LENGTH_BYTES + sealed.length)
                    .putInt(sealed.length)
                    .put(sealed)
                    .flip();
        }

        /** All of it or nothing, in as many pieces as it takes. */
        @Override
        public void append(byte[] block) throws IOException {
            List<byte[]> several = new ArrayList<>();
            for (int from = 0; from < block.length; from += LARGEST_PIECE_BYTES) {
                several.add(Arrays.copyOfRange(block, from, Math.min(block.length, from + LARGEST_PIECE_BYTES)));
            }
            append(several);
        }

        /** All of them or none. */
        void append(List<byte[]> several) throws IOException {
            long number = pieces;
            try {
                if (channel.size() > end) {
                    channel.truncate(end); // of one that failed, and could not be taken back then
                }
                channel.position(end);
                for (byte[] piece : several) {
                    write(channel, sealed(piece, number++));
                }
            } catch (IOException e) {
                try {
                    channel.truncate(end);
                } catch (IOException left) {
                    e.addSuppressed(left); // the next one cuts it off
                }
                throw e;
            }
            end = channel.position();
            pieces = number;
        }

        /** Undoes the last of what was appended. */
        void takeBack(long formerPieces, long formerEnd) throws IOException {
            pieces = formerPieces;
            end = formerEnd;
            channel.truncate(formerEnd);
        }

        long pieces() {
            return pieces;
        }

        /** A piece of those before, all of which are of the same length. */
        byte[] piece(long number, int length) throws IOException {
            ByteBuffer sealed = ByteBuffer.allocate(length + SealingKey.OVERHEAD_BYTES);
            if (!Reader.fill(channel, at(number, length) + LENGTH_BYTES, sealed)) {
                throw new EOFException("it became shorter while it was written");
            }
            try {
                return key.open(sealed.array(), context(number));
            } catch (GeneralSecurityException e) {
                throw new IOException("it was changed while it was written", e);
            }
        }

        /** Replaces a piece of those before, all of which are of the same length. */
        void replace(long number, byte[] piece) throws IOException {
            ByteBuffer rest = sealed(piece, number);
            channel.position(at(number, piece.length));
            write(channel, rest);
        }

        private static long at(long number, int length) {
            return HEAD_BYTES + number * (LENGTH_BYTES + SealingKey.OVERHEAD_BYTES + length);
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

    /** Reads the pieces one after the other. */
    static final class Reader implements AutoCloseable {
        private final FileChannel channel;
        private final SealingKey key;
        private long pieces;
        private long wholeUntil = HEAD_BYTES;
        private boolean cut;

        private Reader(FileChannel channel, SealingKey key) {
            this.channel = channel;
            this.key = key;
        }

        /** @throws IOException if it cannot be read, or is no sealed file */
        static Reader open(Path file, SealingKey key, String purpose) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
                if (!fill(channel, 0, head) || !Arrays.equals(Arrays.copyOf(head.array(), MAGIC.length), MAGIC)) {
                    throw new IOException("it is not sealed as FormCheck seals");
                }
                byte[] salt = Arrays.copyOfRange(head.array(), MAGIC.length, HEAD_BYTES);
                return new Reader(channel, fileKey(key, salt, purpose));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        private static boolean fill(FileChannel channel, long position, ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, position + buffer.position());
                if (read < 0) {
                    return false;
                }
            }
            return true;
        }

        /**
         * The next piece, or nothing at the end; {@link #isCut} tells whether a piece was begun after it.
         *
         * @throws IOException if it cannot be read, or was changed since it was sealed
         */
        Optional<byte[]> next() throws IOException {
            int length = length();
            if (length < 0) {
                return Optional.empty();
            }
            byte[] sealed = new byte[length];
            if (!fill(channel, wholeUntil + LENGTH_BYTES, ByteBuffer.wrap(sealed))) {
                cut = true;
                return Optional.empty();
            }
            try {
                byte[] piece = key.open(sealed, context(pieces));
                passed(length);
                return Optional.of(piece);
            } catch (GeneralSecurityException e) {
                if (wholeUntil + LENGTH_BYTES + length == channel.size() || endsUnwritten()) {
                    cut = true;
                    return Optional.empty();
                }
                throw new IOException("it was changed, or belongs to other sessions", e);
            }
        }

        /** Of the next piece once it is sealed; below 0 at the end. */
        private int length() throws IOException {
            ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES);
            if (!fill(channel, wholeUntil, head)) {
                cut = head.position() > 0;
                return -1;
            }
            int length = head.flip().getInt();
            if (length < SealingKey.OVERHEAD_BYTES || length > LARGEST_PIECE_BYTES + SealingKey.OVERHEAD_BYTES) {
                if (endsUnwritten()) {
                    cut = true;
                    return -1;
                }
                throw new IOException("it was changed, or is damaged");
            }
            return length;
        }

        /**
         * After a power cut the length of a file may have outlived its end: then zeros stand where the last piece was to be.
         * Nothing that was forced to the disk is among it. No sealed piece ends with so many zeros.
         */
        private boolean endsUnwritten() throws IOException {
            ByteBuffer end = ByteBuffer.allocate(SealingKey.TAG_BYTES);
            return channel.size() >= HEAD_BYTES + end.capacity()
                    && fill(channel, channel.size() - end.capacity(), end)
                    && Arrays.equals(end.array(), new byte[end.capacity()]);
        }

        private void passed(int length) {
            wholeUntil += LENGTH_BYTES + length;
            pieces++;
        }

        boolean isCut() {
            return cut;
        }

        /** Where each piece begins when nothing is sealed, and last where they all end; nothing is opened for it. */
        private List<long[]> index() throws IOException {
            List<long[]> index = new ArrayList<>();
            long plain = 0;
            long size = channel.size();
            for (int length = length(); length >= 0 && wholeUntil + LENGTH_BYTES + length <= size; length = length()) {
                index.add(new long[] {plain, wholeUntil, pieces});
                plain += length - SealingKey.OVERHEAD_BYTES;
                passed(length);
            }
            index.add(new long[] {plain, wholeUntil, pieces});
            return index;
        }

        /** Takes a last piece out of the index that a power cut left unwritten, wholly or in part. */
        private void dropUnwritten(List<long[]> index) throws IOException {
            if (index.size() > 1 && endsUnwritten()) {
                jump(index.get(index.size() - 2));
                if (next().isEmpty()) {
                    index.remove(index.size() - 1);
                }
            }
        }

        private void jump(long[] to) {
            wholeUntil = to[1];
            pieces = to[2];
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** The content of a whole file, in order; to pass over a part of it opens one piece. */
    static final class Content extends InputStream {
        private final Reader reader;
        private final List<long[]> index;
        private byte[] piece = {};
        private int at;
        private long position;

        Content(Path file, SealingKey key, String purpose) throws IOException {
            this.reader = Reader.open(file, key, purpose);
            try {
                this.index = reader.index();
                reader.dropUnwritten(index);
                reader.jump(index.get(0));
            } catch (IOException e) {
                reader.close();
                throw e;
            }
        }

        /** Bytes of the whole content. */
        long size() {
            return index.get(index.size() - 1)[0];
        }

        private boolean load() throws IOException {
            while (at == piece.length) {
                if (position >= size()) {
                    return false;
                }
                piece = reader.next().orElseThrow(() -> new EOFException("its end was changed, or is damaged"));
                at = 0;
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            if (!load()) {
                return -1;
            }
            position++;
            return piece[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            java.util.Objects.checkFromIndexSize(from, length, into.length);
            if (length == 0) {
                return 0;
            }
            if (!load()) {
                return -1;
            }
            int many = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, from, many);
            at += many;
            position += many;
            return many;
        }

        @Override
        public int available() {
            return piece.length - at;
        }

        @Override
        public long skip(long many) throws IOException {
            long target = Math.min(size(), position + Math.max(0, many));
            long skipped = target - position;
            if (skipped <= piece.length - at) {
                at += (int) skipped;
                position = target;
                return skipped;
            }
            int found = 0;
            int end = index.size() - 1;
            while (end - found > 1) {
                int middle = (found + end) >>> 1;
                if (index.get(middle)[0] <= target) {
                    found = middle;
                } else {
                    end = middle;
                }
            }
            reader.jump(index.get(found));
            piece = new byte[0];
            at = 0;
            position = index.get(found)[0];
            if (load()) {
                at = (int) (target - position);
            }
            position = target;
            return skipped;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}

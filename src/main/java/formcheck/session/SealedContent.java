package formcheck.session;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The unsealed content of a {@link SealedFile}, in order. Skipping any distance opens one piece. */
final class SealedContent extends InputStream {
    private final SealedReader reader;
    private final List<SealedReader.PieceStart> index;
    private byte[] piece = {};
    private int at;
    private long position;

    SealedContent(Path file, SealingKey key, String purpose) throws IOException {
        this.reader = SealedReader.open(file, key, purpose);
        try {
            this.index = reader.index();
            reader.dropUnwritten(index);
            reader.jump(index.get(0));
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    /** Returns the length of the content, bytes. */
    long size() {
        return index.get(index.size() - 1).content();
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
        Objects.checkFromIndexSize(from, length, into.length);
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
            if (index.get(middle).content() <= target) {
                found = middle;
            } else {
                end = middle;
            }
        }
        reader.jump(index.get(found));
        piece = new byte[0];
        at = 0;
        position = index.get(found).content();
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

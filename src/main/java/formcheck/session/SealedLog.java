package formcheck.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A database in a sealed file: first all pages, then for each commit the pages that it changed. The database itself is in memory.
 * {@link #commit} returns when its pages are on disk. One process at a time has it open. Not thread-safe.
 */
final class SealedLog implements AutoCloseable {
    static final String FILE = "formcheck.sealed";
    private static final String PURPOSE = "database";

    /** SQLite's default page size, and that of every FormCheck database. */
    private static final int PAGE = 4096;

    private static final int PAGES_AT_ONCE = (SealedFile.LARGEST_PIECE_BYTES - 16) / (PAGE + Integer.BYTES);
    private static final byte MORE = 0;
    private static final byte COMMITTED = 1;

    /** Rewrites the file when it is longer than this multiple of its database, so that opening stays fast. */
    private static final int LONGEST = 3;

    private static final long SMALL_BYTES = 4L << 20;

    private final Path file;
    private final SealingKey key;
    private final SealedLock lock;
    private SealedWriter writer;
    private byte[] image;

    private SealedLog(Path file, SealingKey key, SealedLock lock, SealedWriter writer, byte[] image) {
        this.file = file;
        this.key = key;
        this.lock = lock;
        this.writer = writer;
        this.image = image;
    }

    /** Creates a file from a database, and replaces an existing one. */
    static void begin(Path folder, SealingKey key, byte[] image) throws IOException {
        write(folder.resolve(FILE), key, image).close();
    }

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Opens the file of a folder, or creates an empty one.
     *
     * @throws StoreException if another process has it open, it is damaged, or cannot be read
     */
    static SealedLog open(Path folder, SealingKey key) throws StoreException {
        Path file = folder.resolve(FILE);
        SealedLock lock = SealedLock.of(folder);
        try {
            if (!Files.exists(file)) {
                write(file, key, new byte[0]).close();
            }
            return read(file, key, lock);
        } catch (IOException e) {
            lock.close();
            throw new StoreException("The sessions in " + file + " cannot be opened: " + FailureWords.of(e) + ".", e);
        } catch (StoreException e) {
            lock.close();
            throw e;
        }
    }

    /** Reads the database of a folder whose lock is held. */
    static byte[] image(Path folder, SealingKey key) throws IOException {
        return read(folder.resolve(FILE), key).image;
    }

    /** A file that was read: its database, whether its last commit is complete, and the reader, closed and at the end. */
    private static final class Whole {
        private final byte[] image;
        private final boolean committed;
        private final SealedReader reader;

        Whole(byte[] image, boolean committed, SealedReader reader) {
            this.image = image;
            this.committed = committed;
            this.reader = reader;
        }
    }

    private static Whole read(Path file, SealingKey key) throws IOException {
        try (SealedReader reader = SealedReader.open(file, key, PURPOSE)) {
            byte[] image = {};
            List<byte[]> pending = new ArrayList<>();
            boolean begun = false;
            for (Optional<byte[]> piece = reader.next(); piece.isPresent(); piece = reader.next()) {
                pending.add(piece.get());
                if (piece.get()[0] == COMMITTED) {
                    for (byte[] part : pending) {
                        image = applied(part, image);
                    }
                    pending.clear();
                    begun = true;
                }
            }
            if (!begun) {
                // The file gets its name after its start is on disk, so no kill leaves it without one. It must not
                // be read as empty.
                throw new IOException("its beginning was changed, or is damaged");
            }
            return new Whole(image, pending.isEmpty(), reader);
        }
    }

    private static SealedLog read(Path file, SealingKey key, SealedLock lock) throws StoreException {
        try {
            Whole whole = read(file, key);
            if (!whole.committed) {
                // A kill interrupted this commit. It was never reported, and the next commit must not complete it.
                write(file, key, whole.image).close();
                whole = read(file, key);
            }
            return new SealedLog(file, key, lock, SealedWriter.goOn(file, whole.reader), whole.image);
        } catch (IOException e) {
            throw new DamagedStoreException(
                    file + " cannot be read: " + FailureWords.of(e)
                            + ". Put a copy of it in its place, or run 'formcheck sessions --rebuild'.",
                    e);
        }
    }

    private static byte[] applied(byte[] part, byte[] image) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(part);
        in.get();
        int size = in.getInt();
        if (size < 0 || size % PAGE != 0) {
            throw new IOException("it is damaged");
        }
        byte[] changed = size == image.length ? image : Arrays.copyOf(image, size);
        while (in.hasRemaining()) {
            int page = in.getInt();
            if (page < 0 || page >= size / PAGE || in.remaining() < PAGE) {
                throw new IOException("it is damaged");
            }
            in.get(changed, page * PAGE, PAGE);
        }
        return changed;
    }

    /**
     * Replaces the file atomically.
     *
     * @return the writer of the new file: its content is reported as stored, so nothing may fail after this
     */
    private static SealedWriter write(Path file, SealingKey key, byte[] image) throws IOException {
        Path part = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(part);
        DataFolder.createPrivate(part);
        SealedWriter writer = SealedWriter.begin(part, key, PURPOSE);
        try {
            append(writer, changed(new byte[0], image), image);
            writer.force();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            writer.close();
            throw e;
        }
        DataFolder.forceFolder(file.toAbsolutePath().getParent());
        return writer;
    }

    private static List<Integer> changed(byte[] before, byte[] after) {
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page < after.length / PAGE; page++) {
            int from = page * PAGE;
            if (from + PAGE > before.length
                    || Arrays.mismatch(before, from, from + PAGE, after, from, from + PAGE) >= 0) {
                pages.add(page);
            }
        }
        return pages;
    }

    private static void append(SealedWriter writer, List<Integer> pages, byte[] after) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        int done = 0;
        do {
            int many = Math.min(PAGES_AT_ONCE, pages.size() - done);
            ByteBuffer piece = ByteBuffer.allocate(1 + Integer.BYTES + many * (PAGE + Integer.BYTES));
            piece.put(done + many == pages.size() ? COMMITTED : MORE).putInt(after.length);
            for (int page : pages.subList(done, done + many)) {
                piece.putInt(page).put(after, page * PAGE, PAGE);
            }
            pieces.add(piece.array());
            done += many;
        } while (done < pages.size());
        writer.append(pieces);
    }

    /** Returns the database as of the last commit; empty for a new file. */
    byte[] image() {
        return image.clone();
    }

    /**
     * Commits the database in its current state.
     *
     * @param now belongs to the log from then on
     */
    void commit(byte[] now) throws IOException {
        if (now.length % PAGE != 0) {
            throw new IllegalArgumentException("a database of " + now.length + " bytes");
        }
        List<Integer> pages = changed(image, now);
        if (pages.isEmpty() && image.length == now.length) {
            return;
        }
        long limit = Math.max(SMALL_BYTES, (long) LONGEST * now.length);
        if (writer.size() > limit) {
            writeAnew(now);
            return;
        }
        long pieces = writer.pieces();
        long end = writer.size();
        append(writer, pages, now);
        try {
            writer.force();
        } catch (IOException e) {
            writer.takeBack(pieces, end); // The commit failed and was not reported, so it must not reappear.
            throw e;
        }
        image = now;
    }

    /** Rewrites the file, so that nothing changed or deleted stays in it. */
    void compact() throws IOException {
        writeAnew(image);
    }

    private void writeAnew(byte[] now) throws IOException {
        SealedWriter former = writer;
        writer = write(file, key, now);
        image = now;
        try {
            former.close();
        } catch (IOException e) {
            // The file is gone already.
        }
    }

    long size() {
        return writer.size();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // All reported commits are in the file.
        }
        lock.close();
    }
}

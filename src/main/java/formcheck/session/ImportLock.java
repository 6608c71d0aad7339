package formcheck.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The right to import into a data folder. One import at a time has it; the operating system releases it when the process ends.
 * Its holder may delete what a killed import left behind.
 */
final class ImportLock implements AutoCloseable {
    private static final String FILE = "import.lock";

    /** Begins the name of a folder whose files are not complete yet. */
    private static final String PART = "import-";

    private final Path sessions;
    private final FileChannel channel;

    private ImportLock(Path sessions, FileChannel channel) {
        this.sessions = sessions;
        this.channel = channel;
    }

    /**
     * Takes the lock; empty if another import has it.
     *
     * @param sessions folder of the sessions
     */
    static Optional<ImportLock> take(Path sessions) throws IOException {
        Path file = sessions.resolveSibling(FILE);
        Schema.createUnlessThere(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new ImportLock(sessions, channel));
            }
        } catch (OverlappingFileLockException e) {
            // another import of this process
        }
        channel.close();
        return Optional.empty();
    }

    /** Returns the folder for the files of a session that are not complete yet. */
    Path part(SessionId id) {
        return sessions.resolve(PART + id);
    }

    /** Deletes what killed imports left. */
    void clean() throws IOException {
        for (Path part : parts(sessions)) {
            DataFolder.deleteTree(part);
        }
    }

    /** Deletes what killed imports left, unless an import has the lock. Creates no lock where nothing is left. */
    static void cleanUnlessTaken(Path sessions) throws IOException {
        if (!parts(sessions).isEmpty()) {
            Optional<ImportLock> lock = take(sessions);
            if (lock.isPresent()) {
                try (ImportLock own = lock.get()) {
                    own.clean();
                }
            }
        }
    }

    private static List<Path> parts(Path sessions) throws IOException {
        if (!Files.isDirectory(sessions, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(sessions)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(PART))
                    .toList();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The end of the process releases it.
        }
    }
}

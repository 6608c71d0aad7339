package formcheck.web;

import formcheck.session.DataFolder;
import formcheck.session.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folder for uploaded videos of one process, readable by its owner only. The process holds a lock in it as long as it
 * runs, so the next start finds folders of killed processes.
 */
final class UploadFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final String ROOT = "uploads";
    private static final String PREFIX = "formcheck-upload";
    private static final String LOCK = "lock";
    private static final String VIDEO = "video";
    private static final String VIDEO_END = ".bin";
    private static final int TRIES = 5;

    private final Path folder;
    private final FileChannel lock;

    private UploadFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Creates a folder in the data folder, or among the temporary files if there is no data folder or others may read
     * it.
     *
     * @throws IOException if it cannot be created
     */
    static UploadFolder make(Optional<Path> data) throws IOException {
        Path root = root(data).orElse(temporary());
        for (int i = 0; i < TRIES; i++) {
            Path folder = Files.createTempDirectory(root, PREFIX + process() + "-");
            Path file = folder.resolve(LOCK);
            DataFolder.createPrivate(file);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.WRITE);
            lock.lock();
            if (Files.exists(file)) { // no other process deleted it before it was locked
                return new UploadFolder(folder, lock);
            }
            lock.close();
        }
        throw new IOException("no folder for a video could be made");
    }

    /**
     * Identifies this process and no earlier one with the same number. A process must not open its own lock again: on
     * POSIX systems, closing a file releases every lock that the process has on it.
     */
    private static String process() {
        return "-" + ProcessHandle.current().pid() + "-"
                + Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime(), Character.MAX_RADIX);
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static Optional<Path> root(Optional<Path> data) {
        if (data.isEmpty()) {
            return Optional.empty();
        }
        try {
            DataFolder.prepare(data.get());
            Path root = data.get().resolve(ROOT);
            if (Files.isSymbolicLink(root)) {
                throw new IOException("it is a link");
            }
            DataFolder.makePrivate(root);
            return Optional.of(root);
        } catch (StoreException | IOException e) {
            LOG.debug("a video is not stored in the data folder: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Deletes the folders of processes that were killed. Leaves those of running processes and all other files. */
    static void clean(Optional<Path> data) {
        data.map(folder -> folder.resolve(ROOT))
                .filter(root -> Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS))
                .ifPresent(UploadFolder::cleanIn);
        cleanIn(temporary());
    }

    private static void cleanIn(Path root) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOurs(folder)) {
                    deleteIfLeftBehind(folder);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("cannot search {} for videos of killed processes: {}", root, e.toString());
        }
    }

    /** Returns whether it is a folder, not a link, of this user and of another process, and readable by no one else. */
    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                || String.valueOf(folder.getFileName()).startsWith(PREFIX + process() + "-")) {
            return false;
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true; // a temporary folder belongs to one user there
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean closed = permissions.stream().allMatch(one -> one.name().startsWith("OWNER"));
        // Only its owner can read such a folder, so a lock that can be opened below belongs to this user (or root).
        return closed
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(System.getProperty("user.name"));
    }

    private static void deleteIfLeftBehind(Path folder) {
        Path file = folder.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            FileLock taken = channel.tryLock();
            if (taken == null) {
                return; // its process runs
            }
            try (DirectoryStream<Path> videos = Files.newDirectoryStream(folder, VIDEO + "*" + VIDEO_END)) {
                for (Path video : videos) {
                    Files.delete(video); // of a link, the link itself
                }
            }
        } catch (IOException e) {
            LOG.debug("an uploaded video could not be deleted in {}: {}", folder, e.toString());
            return;
        }
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
            LOG.debug("deleted an uploaded video of a killed process in {}", folder);
        } catch (IOException e) {
            LOG.debug("{} could not be deleted: {}", folder, e.toString());
        }
    }

    /** Returns a new file for a video. */
    Path newVideo() throws IOException {
        return Files.createTempFile(folder, VIDEO, VIDEO_END);
    }

    @Override
    public void close() throws IOException {
        lock.close();
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    /** The path, for messages. */
    @Override
    public String toString() {
        return folder.toString();
    }
}

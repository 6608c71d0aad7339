package formcheck.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a protected folder. Only the process that holds it may use the folder. The operating system releases it when the
 * process ends.
 */
final class SealedLock implements AutoCloseable {
    static final String FILE = "formcheck.sealed.lock";

    private final FileChannel channel;

    private SealedLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException if another process, or another part of this one, holds the lock */
    static SealedLock of(Path folder) throws StoreException {
        Path file = folder.resolve(FILE);
        FileChannel channel = null;
        try {
            try {
                DataFolder.createPrivate(file);
            } catch (FileAlreadyExistsException e) {
                // left by an earlier process
            }
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock got = channel.tryLock();
            if (got != null) {
                return new SealedLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another part of this process holds it
        } catch (IOException e) {
            close(channel);
            throw new StoreException(file + " cannot be locked: " + FailureWords.of(e) + ".", e);
        }
        close(channel);
        throw new StoreException("Another FormCheck has the sessions in " + folder
                + " open, and protected ones can be open only once. Close it.");
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The end of the process releases it.
        }
    }
}

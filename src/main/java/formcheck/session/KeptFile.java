package formcheck.session;

import formcheck.session.motionfile.MotionReader;
import formcheck.session.motionfile.UnreadableMotionException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A stored file of a session, protected or not. */
public final class KeptFile {
    private static final int MOTION_BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final Optional<SealingKey> key;

    KeptFile(Path path, Optional<SealingKey> key) {
        this.path = path;
        this.key = key;
    }

    /** Returns an unprotected file. */
    static KeptFile plain(Path path) {
        return new KeptFile(path, Optional.empty());
    }

    /** Returns the path. The file may be sealed. */
    public Path path() {
        return path;
    }

    /**
     * Opens the content. Skipping reads at most one block.
     *
     * @throws IOException if it cannot be read, is a link, was changed, or is protected and there is no key
     */
    public InputStream open() throws IOException {
        if (!SealedFile.is(path)) {
            return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        }
        if (key.isEmpty()) {
            throw new IOException("it is protected by a passphrase");
        }
        return new SealedContent(path, key.get(), SealedFile.purpose(path));
    }

    /**
     * Opens the file as the motion of a session.
     *
     * @throws StoreException if it cannot be read, is no motion file, or is one of a newer version
     */
    public MotionReader openMotion() throws StoreException {
        try {
            return MotionReader.of(new BufferedInputStream(open(), MOTION_BUFFER_BYTES), toString());
        } catch (UnreadableMotionException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException("The kept motion " + this + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Returns the length of the unsealed content, bytes. */
    public long size() throws IOException {
        try (InputStream content = open()) {
            return content instanceof SealedContent opened ? opened.size() : Files.size(path);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

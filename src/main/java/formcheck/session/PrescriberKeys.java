package formcheck.session;

import formcheck.session.prescription.PrescriberKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** The key pair with which the practitioner at this machine signs prescriptions, in a file of the data folder. */
public final class PrescriberKeys {
    private static final String FILE = "prescriber-key.json";
    private static final int LONGEST = 4096;

    private PrescriberKeys() {}

    /**
     * Returns the key pair of a folder; makes one at the first call.
     *
     * @throws StoreException if the file is damaged, is a link, or others may read it; it stays as it is
     */
    public static PrescriberKey of(Path folder) throws StoreException {
        DataFolder.prepare(folder);
        Path file = folder.resolve(FILE);
        try {
            Optional<byte[]> stored = read(file);
            if (stored.isPresent()) {
                return PrescriberKey.read(stored.get());
            }
            PrescriberKey made = PrescriberKey.make();
            DataFolder.replace(file, made.stored());
            return made;
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    file + " is damaged: " + e.getMessage()
                            + ". Put a copy of it in its place. Without it, move it away:"
                            + " then a new key is made, which each person has to accept.",
                    e);
        } catch (IOException e) {
            throw new StoreException(file + " cannot be used: " + FailureWords.of(e) + ".", e);
        }
    }

    private static Optional<byte[]> read(Path file) throws IOException, StoreException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
            throw new StoreException(file + " is no key of FormCheck's. Move it away.");
        }
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            Set<PosixFilePermission> allowed = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            if (!allowed.containsAll(posix.readAttributes().permissions())) {
                throw new StoreException("Others may read the key in " + file + ". If nobody has: chmod 600 " + file);
            }
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

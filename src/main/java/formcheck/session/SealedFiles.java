package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals and unseals the files of a data folder one by one. Writes each into a new file, reads that again, and then replaces the
 * old file atomically.
 */
final class SealedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SealedFiles.class);
    private static final int COPIED_AT_ONCE = SealedFile.USUAL_PIECE_BYTES;

    private SealedFiles() {}

    /** Returns the files of all sessions, also in the trash, and the databases that were set aside; skips links. */
    static List<Path> in(Path data) throws IOException {
        List<Path> files = new ArrayList<>(inside(data).stream()
                .filter(file -> isAside(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .toList());
        for (String name : List.of("sessions", "trash")) {
            Path folder = data.resolve(name);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                for (Path session : inside(folder)) {
                    if (SessionId.of(String.valueOf(session.getFileName())).isPresent()
                            && Files.isDirectory(session, LinkOption.NOFOLLOW_LINKS)) {
                        inside(session).stream()
                                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                                .forEach(files::add);
                    }
                }
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static boolean isAside(Path file) {
        return String.valueOf(file.getFileName()).startsWith(Database.FILE + Database.ASIDE);
    }

    /** The purpose has no folder name: a data folder may be renamed, a session may not. */
    private static String purpose(Path file) {
        return isAside(file) ? "put aside/" + file.getFileName() : SealedFile.purpose(file);
    }

    /** @throws IOException if a sealed file cannot be read to its end with this key */
    static void checkOpens(Path file, SealingKey key) throws IOException {
        try (InputStream content = new SealedContent(file, key, purpose(file))) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Seals the files of a session that are not sealed yet. */
    static void sealSession(Path session, SealingKey key) throws IOException {
        for (Path file : inside(session)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                seal(file, key);
            }
        }
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".turning");
    }

    static boolean isPart(Path file) {
        return file.toString().endsWith(".turning");
    }

    static void seal(Path file, SealingKey key) throws IOException {
        if (isPart(file)) {
            Files.deleteIfExists(file); // left by a kill; the complete file is beside it
            return;
        }
        if (SealedFile.is(file)) {
            return;
        }
        Path part = part(file);
        Files.deleteIfExists(part);
        DataFolder.createPrivate(part);
        try (InputStream in = Files.newInputStream(file);
                SealedWriter out = SealedWriter.begin(part, key, purpose(file))) {
            for (byte[] bytes = in.readNBytes(COPIED_AT_ONCE);
                    bytes.length > 0;
                    bytes = in.readNBytes(COPIED_AT_ONCE)) {
                out.append(bytes);
            }
            out.force();
        }
        try (InputStream was = Files.newInputStream(file);
                InputStream is = new SealedContent(part, key, purpose(file))) {
            takeItsPlace(was, is, part, file);
        }
    }

    /** Returns whether a file is unsealed now. Leaves a damaged file as it is, so that all others can be unsealed. */
    static boolean unsealed(Path file, SealingKey key) throws IOException {
        try {
            unseal(file, key);
            return true;
        } catch (IOException e) {
            try {
                checkOpens(file, key);
            } catch (IOException damaged) {
                LOG.warn("{} cannot be unsealed: {}", file, FailureWords.of(damaged));
                Files.deleteIfExists(part(file));
                return false;
            }
            throw new IOException(file + ": " + FailureWords.of(e), e);
        }
    }

    private static void unseal(Path file, SealingKey key) throws IOException {
        if (isPart(file)) {
            Files.deleteIfExists(file);
            return;
        }
        if (!SealedFile.is(file)) {
            return;
        }
        Path part = part(file);
        Files.deleteIfExists(part);
        DataFolder.createPrivate(part);
        try (InputStream in = new SealedContent(file, key, purpose(file));
                OutputStream out = Files.newOutputStream(part)) {
            in.transferTo(out);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try (InputStream was = new SealedContent(file, key, purpose(file));
                InputStream is = Files.newInputStream(part)) {
            takeItsPlace(was, is, part, file);
        }
    }

    /** Deletes the old file only after the new one was read and is equal. */
    private static void takeItsPlace(InputStream was, InputStream is, Path part, Path file) throws IOException {
        while (true) {
            byte[] old = was.readNBytes(COPIED_AT_ONCE);
            byte[] young = is.readNBytes(COPIED_AT_ONCE);
            if (!Arrays.equals(old, young)) {
                throw new IOException(file.getFileName() + " came out differently");
            }
            if (old.length == 0) {
                break;
            }
        }
        was.close();
        is.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DataFolder.forceFolder(file.toAbsolutePath().getParent());
    }
}

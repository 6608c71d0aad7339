package formcheck.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** Unpacks the files of a library into its folder, one process at a time. */
final class Unpacking {
    /** Longest file that is compared by content. Reading the 446 MB of PyTorch takes longer than a start. */
    private static final long COMPARED_WHOLE = 8L << 20;

    private static final String PART = ".unpacking.part";

    /** Age from which a partial file is abandoned. No file takes that long to unpack. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

    /** Age from which other versions are deleted. Two versions used alternately do not delete each other. */
    private static final Duration UNUSED = Duration.ofDays(7);

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Lock between threads: a file lock works between processes only. */
    private static final Object TURN = new Object();

    private final Path lock;
    private final Path folder;

    /**
     * @param cache folder of the lock
     * @param folder of the version of the library, checked
     */
    Unpacking(Path cache, Path folder) {
        this.lock = cache.resolve("unpack.lock");
        this.folder = folder;
    }

    void unpack(List<NativeFile> files) throws IOException {
        if (missing(files).isEmpty() && leftBehind().isEmpty()) {
            return;
        }
        synchronized (TURN) {
            try (FileChannel channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                            OwnFolder.permissions(folder, "rw-------"));
                    FileLock turn = channel.lock()) {
                if (!turn.isValid()) {
                    throw new IOException("another FormCheck is unpacking it");
                }
                for (Path part : parts("*" + PART)) {
                    Files.deleteIfExists(part); // of a killed process, because this one has the lock
                }
                for (Path part : leftBehind()) {
                    Files.deleteIfExists(part);
                }
                List<NativeFile> missing = missing(files); // another process may have unpacked them
                requireSpace(missing);
                for (NativeFile file : missing) {
                    unpack(file);
                }
            }
        }
    }

    private List<NativeFile> missing(List<NativeFile> files) throws IOException {
        List<NativeFile> missing = new ArrayList<>();
        for (NativeFile file : files) {
            if (!isThere(file)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private boolean isThere(NativeFile file) throws IOException {
        Path target = folder.resolve(file.name());
        NativeFile.Facts facts = file.facts();
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) || Files.size(target) != facts.bytes()) {
            return false;
        }
        if (facts.bytes() > COMPARED_WHOLE) {
            return true;
        }
        try (InputStream there = Files.newInputStream(target)) {
            if (facts.crc().isPresent()) {
                return crc(there, OutputStream.nullOutputStream())
                        == facts.crc().getAsLong();
            }
            try (InputStream here = file.open()) {
                return crc(there, OutputStream.nullOutputStream()) == crc(here, OutputStream.nullOutputStream());
            }
        }
    }

    private void requireSpace(List<NativeFile> missing) throws IOException {
        long bytes = 0;
        for (NativeFile file : missing) {
            bytes += file.facts().bytes();
        }
        // A file store would have to be a mount, which the root of a chroot need not be.
        long space = folder.toFile().getUsableSpace();
        if (space < bytes) {
            throw new IOException(
                    "the disk is full: it needs " + megabytes(bytes) + " MB, and " + megabytes(space) + " are free");
        }
    }

    private static long megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000;
    }

    private void unpack(NativeFile file) throws IOException {
        NativeFile.Facts facts = file.facts();
        Path part = Files.createTempFile(folder, file.name(), PART, OwnFolder.permissions(folder, "rw-------"));
        try {
            try (InputStream in = file.open();
                    FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                long crc = crc(in, Channels.newOutputStream(channel));
                if (facts.crc().isPresent() && crc != facts.crc().getAsLong()) {
                    throw new IOException("this copy of FormCheck is damaged (" + file.resource() + ")");
                }
                channel.force(true); // writes the content before the name, even if the power fails
            }
            replace(part, file, facts);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void replace(Path part, NativeFile file, NativeFile.Facts facts) throws IOException {
        Path target = folder.resolve(file.name());
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Windows does not replace a library in use, which another process unpacked completely.
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) || Files.size(target) != facts.bytes()) {
                throw e;
            }
        }
    }

    private static long crc(InputStream in, OutputStream to) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        checked.transferTo(to);
        return checked.getChecksum().getValue();
    }

    private List<Path> parts(String names) throws IOException {
        List<Path> parts = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, names)) {
            inside.forEach(parts::add);
        }
        return parts;
    }

    private List<Path> leftBehind() throws IOException {
        List<Path> left = new ArrayList<>();
        for (Path part : parts("*.part")) {
            if (isLeftBehind(part)) {
                left.add(part);
            }
        }
        return left;
    }

    private static boolean isLeftBehind(Path part) throws IOException {
        try {
            return isOlder(part, LEFT_BEHIND);
        } catch (NoSuchFileException e) {
            return false; // deleted by another process just now
        }
    }

    private static boolean isOlder(Path path, Duration than) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(Instant.now().minus(than));
    }

    /** Marks a version as used for other versions. */
    static void markUsed(Path folder) throws IOException {
        if (isOlder(folder, A_DAY)) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        }
    }

    /** Deletes other versions of a library that were not used for a week. Keeps what cannot be deleted. */
    static void cleanOthers(Path version) {
        Path library = version.getParent();
        if (library == null) {
            return;
        }
        try (Stream<Path> others = Files.list(library)) {
            for (Path other : others.toList()) {
                if (!other.equals(version)
                        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                        && isOlder(other, UNUSED)) {
                    delete(other);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return; // costs disk space only
        }
    }

    /** Does not follow links. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

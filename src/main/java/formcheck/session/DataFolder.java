package formcheck.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that stores sessions. Only its owner may read it. */
public final class DataFolder {
    private static final String NAME = "FormCheck";

    private DataFolder() {}

    /** Returns the default folder for application data on this platform. */
    public static Path ofPlatform() {
        return of(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path of(String system, Map<String, String> environment, Path home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return named(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        return named(environment, "XDG_DATA_HOME")
                .orElse(home.resolve(".local").resolve("share"))
                .resolve(NAME.toLowerCase(Locale.ROOT));
    }

    /** The XDG base directory specification says to ignore a path that is not absolute. */
    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * Creates the folder, or restricts an existing one to its owner.
     *
     * @throws StoreException if the folder cannot be created or written to, or holds other people's files; the message is for the
     *     user
     */
    public static void prepare(Path folder) throws StoreException {
        try {
            if (isOthers(folder)) {
                throw new StoreException(
                        folder + " holds other things, and others may see them: sessions need a folder of"
                                + " their own. Name one with --data.");
            }
            makePrivate(folder);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(folder + " is a file. Name a folder with --data.", e);
        } catch (IOException | UnsupportedOperationException e) {
            throw new StoreException(
                    "Sessions cannot be kept in " + folder + ": "
                            + (e instanceof IOException io ? FailureWords.of(io) : "the system does not allow it")
                            + ". Name another folder with --data.",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new StoreException("Sessions cannot be kept in " + folder
                    + ": it may not be written to. Name another folder with --data.");
        }
    }

    /** Creates a folder for its owner only, or restricts an existing one. */
    public static void makePrivate(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            ownerAlone(folder);
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else if (Files.isWritable(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Returns whether the folder exists and holds other files that others may read: {@code --data /tmp} must not lock other
     * people out of it.
     */
    private static boolean isOthers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)
                || Database.isIn(folder)
                || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        boolean open = Files.getPosixFilePermissions(folder).stream()
                .anyMatch(permission -> !permission.name().startsWith("OWNER"));
        try (Stream<Path> inside = Files.list(folder)) {
            return open && inside.findAny().isPresent();
        }
    }

    /** On systems with access control lists: grants access to the owner only, also for files created in the folder later. */
    private static void ownerAlone(Path folder) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                    .build()));
        }
    }

    /** Creates a file that only its owner may read. */
    public static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file); // the folder's access control list applies
        }
    }

    /** Returns the free bytes of a folder's disk; no limit if the system does not tell. */
    static long freeBytes(@Nullable Path folder) {
        try {
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Deletes a folder with its content, if it exists. */
    static void deleteTree(Path folder) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            Files.delete(folder);
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return; // already gone
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Replaces a file atomically: after a power cut it holds the old content or the new one. */
    static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        createPrivate(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** Flushes directory entries to disk, so that new names survive a power cut. Windows cannot do this. */
    static void forceFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders.
        }
    }
}

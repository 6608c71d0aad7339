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

/** The folder in which sessions are kept, readable by its owner alone. */
public final class DataFolder {
    private static final String NAME = "FormCheck";

    private DataFolder() {}

    /** Where this platform keeps the data of programs. */
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

    /** A path that is not absolute is to be ignored, says the XDG base directory specification. */
    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * Makes the folder, or makes sure that nobody else can look into it.
     *
     * @throws StoreException if it cannot be made or written to, or holds what others use; in words for the user
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

    /** Makes a folder that its owner alone may look into, or closes one that is there. */
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
     * Whether a folder is there already and holds other things that others may see: {@code --data /tmp} must not lock everybody
     * out of it.
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

    /** Where there are access lists: nobody is named but the owner, also for what comes to lie in the folder. */
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

    /** A new file that its owner alone may read. */
    public static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file); // the folder's access list holds for it
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
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
            return; // nothing to delete
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Replaces a file at once: it holds the old content or the new one, also after a power cut. */
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

    /** Makes new names in a folder survive a power cut, where the system can: Windows cannot. */
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

package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native part, unpacked once into a folder of this user alone. The driver itself unpacks it at every start, and what a
 * kill left behind stays.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";
    private static final String OWN = "FORMCHECK_CACHE";
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

    private NativeLibrary() {}

    /** Before the driver's first connection. */
    static void prepare() throws StoreException {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        Path cache = cache(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
        try {
            prepare(cache);
        } catch (IOException | UnsupportedOperationException e) {
            throw new StoreException(
                    "The database's library cannot be unpacked into " + cache + ": "
                            + (e instanceof IOException io ? Words.of(io) : "the system does not allow it")
                            + ". Name a folder of your own in " + OWN + ".",
                    e);
        }
    }

    private static void prepare(Path cache) throws IOException {
        Path folder = cache.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        // A folder that the user named may be for others too: it is not locked up.
        makeOwn(cache, named(System.getenv(), OWN).isEmpty());
        makeOwn(folder, true);
        System.setProperty(UNPACKED_TO, folder.toString()); // where this system needs another library than it says
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in != null) {
                unpack(in.readAllBytes(), folder, name);
                System.setProperty(NAME, name);
                System.setProperty(FOLDER, folder.toString());
            }
        }
    }

    /** Where this platform keeps what programs can make again. */
    static Path cache(String system, Map<String, String> environment, Path home) {
        Optional<Path> own = named(environment, OWN);
        if (own.isPresent()) {
            return own.get();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return named(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("FormCheck")
                    .resolve("Cache");
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("FormCheck");
        }
        return named(environment, "XDG_CACHE_HOME")
                .orElse(home.resolve(".cache"))
                .resolve("formcheck");
    }

    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /**
     * A folder that this user owns and nobody else may write to; no link. It is made if there is none.
     *
     * @param close whether to take from others what they may do in it, rather than refuse
     */
    static void makeOwn(Path folder, boolean close) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new IOException("it is a link");
        }
        if (!Files.isDirectory(folder)) {
            DataFolder.makePrivate(folder);
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Path probe = Files.createTempFile(
                folder,
                "owner",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (!Files.getOwner(folder).equals(Files.getOwner(probe))) {
                throw new IOException("it is somebody else's");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        boolean open = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        if (open && !close) {
            throw new IOException("others may write to it");
        }
        if (open) {
            DataFolder.makePrivate(folder);
        }
    }

    /** Unpacks unless the very same bytes are there; what kills left behind goes. */
    static void unpack(byte[] library, Path folder, String name) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(Instant.now().minus(LEFT_BEHIND))) {
                    Files.deleteIfExists(part);
                }
            }
        }
        Path target = folder.resolve(name);
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Arrays.equals(Files.readAllBytes(target), library)) {
            return;
        }
        Path part = folder.resolve(name + "-" + ProcessHandle.current().pid() + ".part");
        try {
            DataFolder.createPrivate(part);
        } catch (FileAlreadyExistsException e) {
            Files.delete(part); // of a program that had this number before
            DataFolder.createPrivate(part);
        }
        Files.write(part, library);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package formcheck.session;

import formcheck.natives.NativeCache;
import formcheck.natives.NativeFile;
import formcheck.natives.NativesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's native library once into the cache of native libraries. The driver itself would unpack it at every start, and
 * leave the file behind when killed.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";

    private static final Pattern OF_EARLIER_VERSIONS = Pattern.compile(
            "sqlite-\\d+(\\.\\d+){2,3}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(lib)?sqlitejdbc\\.(so|dll|dylib|jnilib)(\\.lck)?");

    private NativeLibrary() {}

    /** Deletes what the driver of earlier versions unpacked into the data folder: files with exactly its names, never links. */
    static void cleanOld(Path data) {
        try (Stream<Path> inside = Files.list(data)) {
            for (Path file : inside.toList()) {
                if (OF_EARLIER_VERSIONS
                                .matcher(String.valueOf(file.getFileName()))
                                .matches()
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return; // it only uses disk space
        }
    }

    /** Must run before the driver's first connection. */
    static void prepare() throws StoreException {
        try {
            NativeCache cache = NativeCache.open();
            String version = SQLiteJDBCLoader.getVersion();
            // The driver unpacks its own library where the system reports a wrong architecture.
            System.setProperty(UNPACKED_TO, cache.folder("sqlite", version).toString());
            String name = LibraryLoaderUtil.getNativeLibName();
            String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
            if (SQLiteJDBCLoader.class.getResource(resource) != null) {
                Path folder = cache.unpacked(
                        "sqlite", version, List.of(new NativeFile(SQLiteJDBCLoader.class, resource, name)));
                System.setProperty(NAME, name);
                System.setProperty(FOLDER, folder.toString());
            }
        } catch (NativesException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }
}

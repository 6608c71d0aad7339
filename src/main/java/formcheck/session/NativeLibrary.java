package formcheck.session;

import formcheck.natives.NativeCache;
import formcheck.natives.NativeFile;
import formcheck.natives.NativesException;
import java.nio.file.Path;
import java.util.List;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native part, unpacked once into the cache of native libraries. The driver itself unpacks it at every start, and what
 * a kill left behind stays.
 */
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String UNPACKED_TO = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /** Before the driver's first connection. */
    static void prepare() throws StoreException {
        try {
            NativeCache cache = NativeCache.open();
            String version = SQLiteJDBCLoader.getVersion();
            // Where this system needs another library than it says, the driver unpacks that one here.
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

package formcheck.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.OptionalLong;
import java.util.jar.JarEntry;

/**
 * A file of a native library inside the program.
 *
 * @param from class whose jar contains it
 * @param resource absolute name: {@code /org/sqlite/native/Linux/x86_64/libsqlitejdbc.so}
 * @param name plain name of the unpacked file
 */
public record NativeFile(Class<?> from, String resource, String name) {

    /** Length and checksum, known without unpacking. */
    record Facts(long bytes, OptionalLong crc) {}

    Facts facts() throws IOException {
        URLConnection connection = url().openConnection();
        if (connection instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
                return new Facts(entry.getSize(), OptionalLong.of(entry.getCrc()));
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return new Facts(connection.getContentLengthLong(), OptionalLong.empty());
        }
    }

    InputStream open() throws IOException {
        return url().openStream();
    }

    private URL url() {
        URL url = from.getResource(resource);
        if (url == null) {
            throw new NativesException("The native library " + resource
                    + " is missing from this copy of FormCheck: build it on the system that it will run on.");
        }
        return url;
    }
}

package formcheck.capture;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of files in bytes and in letters. On Linux a name is bytes, and the locale says which letters they stand for: in the locale
 * C, which cron, services and small containers use, Java knows ASCII alone, and loses every other letter of what it is told.
 */
final class FileNames {
    private FileNames() {}

    /** What to say if nothing has this name because the locale lost letters of it; empty if it lost none. */
    static Optional<String> lost(String text) {
        String encoding = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        return lost(text, encoding);
    }

    /** @param encoding in which Java was told the text */
    static Optional<String> lost(String text, String encoding) {
        boolean known = Charset.isSupported(encoding);
        boolean plain = known && !Charset.forName(encoding).newEncoder().canEncode('\u00fc');
        boolean gone = text.chars().anyMatch(c -> c == '?' || c > '~');
        if (!plain || !gone) {
            return Optional.empty();
        }
        return Optional.of("No such file: " + text + ". In this locale (LC_ALL or LANG; " + encoding
                + ") only names of plain letters can be given. Set LC_ALL=C.UTF-8 and run it again.");
    }

    /** A file as it may be given on: by its name, or, where the locale cannot spell that, by its address. */
    static String text(Path file) {
        String name = file.toString();
        try {
            return Path.of(name).equals(file) ? name : file.toUri().toString();
        } catch (InvalidPathException e) {
            return file.toUri().toString();
        }
    }

    /** The absolute path of a file in the bytes that the file system knows. */
    static byte[] bytes(Path file) {
        URI address = file.toUri();
        String path = address.getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes.write(Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(path.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}

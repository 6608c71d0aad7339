package formcheck.capture;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Converts file names between bytes and text. On Linux a file name is bytes, and the locale decides which letters they
 * are. In the locale C, which cron, services and small containers use, Java knows ASCII only and loses all other letters
 * of its arguments.
 */
final class FileNames {
    private FileNames() {}

    /** Returns what to tell the user if the locale lost letters of a missing file name; empty if it lost none. */
    static Optional<String> lost(String text) {
        String encoding = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        return lost(text, encoding);
    }

    /** @param encoding in which Java received the text */
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

    /** Returns a file as text that can be passed on: its name, or its URI if the locale cannot spell the name. */
    static String text(Path file) {
        String name = file.toString();
        try {
            return Path.of(name).equals(file) ? name : file.toUri().toString();
        } catch (InvalidPathException e) {
            return file.toUri().toString();
        }
    }

    /** Returns the absolute path of a file in the bytes of the file system. */
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

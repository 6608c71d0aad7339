package formcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** Compares files and folders by identity, whatever their paths are. */
final class FilePlaces {
    private FilePlaces() {}

    /** Returns a path as seen by a file system that ignores case and accent encoding. */
    static String folded(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        Path real = absolute;
        try {
            if (parent != null && Files.exists(parent)) {
                real = parent.toRealPath().resolve(String.valueOf(absolute.getFileName()));
            }
        } catch (IOException e) {
            real = absolute;
        }
        return Normalizer.normalize(real.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Returns whether a path, after following links, is a folder or lies in it. */
    static boolean isIn(Path path, Path folder) {
        Path lexical = path.toAbsolutePath().normalize();
        if (lexical.startsWith(folder.toAbsolutePath().normalize())) {
            return true;
        }
        if (!Files.exists(folder)) {
            return false;
        }
        try {
            Path real = lexical;
            while (!Files.exists(real) && real.getParent() != null) {
                real = real.getParent(); // the rest does not exist yet
            }
            for (Path above = real.toRealPath(); above != null; above = above.getParent()) {
                if (Files.isSameFile(above, folder)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }
}

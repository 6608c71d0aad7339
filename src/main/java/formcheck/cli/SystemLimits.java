package formcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the system grants this process. Looked at before anything else and with Java's own classes alone: below these limits Java
 * finds its libraries no more, and says so in words that help nobody.
 */
final class SystemLimits {
    /** Where Linux tells them. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** Java keeps each of the 80 libraries open, and writing a PDF takes 150 in all; the rest is for the database, native libraries, the page and files. */
    private static final long FEWEST_FILES = 256;

    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d+)");

    private SystemLimits() {}

    /** Why FormCheck cannot run with them, in one line; empty if it can, or if the system does not tell. */
    static Optional<String> refusal() {
        try {
            return refusal(Files.readString(LIMITS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> refusal(String limits) {
        Matcher files = OPEN_FILES.matcher(limits);
        if (files.find() && files.group(1).length() < 10 && Long.parseLong(files.group(1)) < FEWEST_FILES) {
            return Optional.of("FormCheck may open only " + files.group(1) + " files at once, and needs " + FEWEST_FILES
                    + ". Raise the limit: ulimit -n 1024");
        }
        return Optional.empty();
    }
}

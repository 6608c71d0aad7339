package formcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the system's limits for this process. Runs first and uses Java's own classes only: below these limits Java cannot load
 * libraries, and its messages do not help.
 */
final class SystemLimits {
    /** The limits on Linux. */
    private static final Path LIMITS = Path.of("/proc/self/limits");

    /**
     * Java keeps 80 libraries open, and a PDF needs 150 open files in all; the rest is for the database, native libraries, the
     * page and files.
     */
    private static final long FEWEST_FILES = 256;

    private static final Pattern OPEN_FILES = Pattern.compile("(?m)^Max open files\\s+(\\d+)");

    private SystemLimits() {}

    /** Returns why FormCheck cannot run, in one line; empty if it can, or if the limits are unknown. */
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

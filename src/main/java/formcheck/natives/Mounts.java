package formcheck.natives;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What Linux says of the file systems that are mounted. Java does not know their options. */
final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mounts");

    /** Spaces, tabs, line ends and backslashes of a path stand in the table as three octal digits. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(\\d{3})");

    private Mounts() {}

    /**
     * Returns whether the system refuses to run code from a folder, and so to load a library from it. False where the system
     * has no such table.
     *
     * @param folder absolute, without links
     */
    static boolean forbidCode(Path folder) {
        if (!Files.isReadable(TABLE)) {
            return false;
        }
        try {
            return forbidCode(Files.readAllLines(TABLE, StandardCharsets.UTF_8), folder);
        } catch (IOException | InvalidPathException e) {
            return false; // loading a library says what is wrong then
        }
    }

    /** @param table lines of device, mount point, type and options; a later one covers an earlier one at the same place */
    static boolean forbidCode(List<String> table, Path folder) {
        int longest = -1;
        boolean forbidden = false;
        for (String line : table) {
            String[] fields = line.split(" ", -1);
            if (fields.length < 4) {
                continue;
            }
            Path mounted = Path.of(ESCAPE.matcher(fields[1])
                    .replaceAll(digits -> String.valueOf((char) Integer.parseInt(digits.group(1), 8))
                            .replace("\\", "\\\\")));
            if (folder.startsWith(mounted) && mounted.getNameCount() >= longest) {
                longest = mounted.getNameCount();
                forbidden = Arrays.asList(fields[3].split(",", -1)).contains("noexec");
            }
        }
        return forbidden;
    }
}

package formcheck.supply;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packs a folder into a ZIP file so that the same files give the same bytes: names in order, one time for all of them, and
 * permissions that only say whether a file can be run. What a link leads to is packed in its place.
 */
final class AppArchive {
    private static final String PROGRAM = "rwxr-xr-x";
    private static final String DATA = "rw-r--r--";

    private AppArchive() {}

    /**
     * Writes the file. The time zone of this JVM has to be the same each time, because ZIP files hold local times.
     *
     * @param folder is also the first name of each path in the file
     * @param time of every file
     */
    static void write(Path folder, Path zip, Instant time) throws IOException {
        Files.deleteIfExists(zip);
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted().toList();
        }
        try (FileSystem inside = FileSystems.newFileSystem(
                zip, Map.of("create", "true", "enablePosixFileAttributes", "true", "compressionMethod", "DEFLATED"))) {
            for (Path path : paths) {
                Path name = inside.getPath(name(folder, path));
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(name);
                } else {
                    Files.copy(path, name);
                }
                Files.setPosixFilePermissions(name, PosixFilePermissions.fromString(permissions(path)));
            }
            // Last, because adding a file to a folder sets the time of the folder.
            for (Path path : paths) {
                Path name = inside.getPath(name(folder, path));
                Files.setLastModifiedTime(name, FileTime.from(time));
            }
        }
    }

    private static String name(Path folder, Path path) {
        return folder.getFileName().resolve(folder.relativize(path)).toString().replace('\\', '/');
    }

    private static String permissions(Path path) {
        return Files.isDirectory(path) || Files.isExecutable(path) ? PROGRAM : DATA;
    }
}

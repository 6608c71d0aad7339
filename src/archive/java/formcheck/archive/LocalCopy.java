package formcheck.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder of any file system that Hadoop knows, as a path of this machine: itself if it is here, else a copy in a temporary
 * folder that goes when this is closed. One stream at a time has a copy.
 */
final class LocalCopy implements AutoCloseable {
    private static final String LOCAL = "file";

    private final Path path;
    private final @Nullable Path temporary;

    private LocalCopy(Path path, @Nullable Path temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * Opens a file, or a folder with the files in it.
     *
     * @param wanted beginning of the names of a folder's files; empty for all
     * @throws IOException if it cannot be read
     */
    static LocalCopy of(String place, String wanted, Configuration configuration) throws IOException {
        org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path(place);
        FileSystem files = from.getFileSystem(configuration);
        if (isLocal(files)) {
            return new LocalCopy(Path.of(from.toUri().getPath()), null);
        }
        Path temporary = Files.createTempDirectory("formcheck-archive");
        try {
            Path to = temporary.resolve(from.getName());
            if (files.getFileStatus(from).isDirectory()) {
                Files.createDirectory(to);
                for (FileStatus file : files.listStatus(from)) {
                    String name = file.getPath().getName();
                    if (file.isFile() && name.startsWith(wanted)) {
                        copy(files, file.getPath(), to.resolve(name));
                    }
                }
            } else {
                copy(files, from, to);
            }
            return new LocalCopy(to, temporary);
        } catch (IOException | RuntimeException e) {
            delete(temporary);
            throw e;
        }
    }

    static boolean isLocal(FileSystem files) {
        return LOCAL.equals(files.getScheme());
    }

    private static void copy(FileSystem files, org.apache.hadoop.fs.Path from, Path to) throws IOException {
        try (InputStream content = files.open(from)) {
            Files.copy(content, to);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (temporary != null) {
            delete(temporary);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> all = new ArrayList<>(inside.toList());
            all.sort(Comparator.reverseOrder());
            for (Path one : all) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            // The temporary folder of the executor goes with it.
        }
    }
}

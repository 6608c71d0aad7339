package formcheck.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all: it is written beside its place and moved there when it is kept. It is begun
 * before the work whose result it takes, so that a wrong path is known at once.
 */
final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path written;
    private boolean kept;

    private OutputFile(Path target, Path written) {
        this.target = target;
        this.written = written;
    }

    /**
     * @throws CommandException if there can be no such file
     */
    static OutputFile begin(Path path) throws CommandException {
        Path target = path.toAbsolutePath();
        try {
            if (Files.isDirectory(target)) {
                throw CommandException.usage(path + " is a folder. Name a file.");
            }
            if (Files.exists(target)) {
                target = target.toRealPath();
                if (!Files.isRegularFile(target)) { // a pipe or a device cannot be replaced, only written to
                    return new OutputFile(target, target);
                }
                if (!Files.isWritable(target)) {
                    throw CommandException.usage(path + " may not be written to.");
                }
            }
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw CommandException.usage(
                        "There is no folder " + folder + " to write " + target.getFileName() + " to. Make it first.");
            }
            return beside(target, folder);
        } catch (AccessDeniedException e) {
            throw CommandException.usage(path + " may not be written: permission denied.");
        } catch (IOException e) {
            throw CommandException.usage(path + " cannot be written: " + reason(e) + ".");
        }
    }

    private static OutputFile beside(Path target, Path folder) throws IOException {
        for (int i = 1; ; i++) {
            // The name's end stays: it may say how to write.
            Path written = folder.resolve(".part" + i + "-" + target.getFileName());
            try {
                return new OutputFile(target, Files.createFile(written));
            } catch (FileAlreadyExistsException e) {
                if (i == 1000) {
                    throw e;
                }
            }
        }
    }

    /** Where to write: beside its place, and, once it is kept, in it. */
    Path path() {
        return kept ? target : written;
    }

    /** Puts the file, closed, in its place; the second time it is there already. */
    void keep() throws CommandException {
        try {
            if (!kept && !written.equals(target)) {
                Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            kept = true;
        } catch (IOException e) {
            throw CommandException.failure(target + " could not be written: " + reason(e) + ".");
        }
    }

    /** Leaves nothing behind unless it was kept. */
    @Override
    public void close() {
        if (kept || written.equals(target)) {
            return;
        }
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As below, for a text that may be no path at all. */
    static boolean same(String one, Path other) {
        try {
            return same(Path.of(one), other);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether two paths lead to the same file, be it there or not. */
    static boolean same(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
        } catch (IOException e) {
            // Then their names decide.
        }
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** What the system says, in words: the message of some of Java's exceptions is the path alone. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "the system has no such place";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() == null
                    ? e.getClass().getSimpleName().replace("Exception", "")
                    : system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

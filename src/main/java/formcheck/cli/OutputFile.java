package formcheck.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file that appears completely or not at all: it is written beside its path and moved there when it is complete. Begun before
 * the work, so that a wrong path is reported at once.
 */
final class OutputFile implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ALONE =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final int KIND = 0170000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int STICKY = 01000;

    private final Path target;
    private final Path written;
    private final Optional<Path> sharedFolder;
    private boolean kept;

    private OutputFile(Path target, Path written, Optional<Path> sharedFolder) {
        this.target = target;
        this.written = written;
        this.sharedFolder = sharedFolder;
    }

    /**
     * Begins a file. Commands use {@link CommandFiles#begin}, which knows what must not be overwritten.
     *
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
                if (isDisk(target)) {
                    throw CommandException.usage(path + " is a disk. Name a file.");
                }
                if (!Files.isRegularFile(target)) { // a pipe or a device cannot be replaced, only written to
                    return new OutputFile(target, target, Optional.empty());
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
        Set<PosixFilePermission> permissions = permissionsIn(folder);
        Optional<Path> shared = permissions.equals(OWNER_ALONE) ? Optional.empty() : Optional.of(folder);
        for (int i = 1; ; i++) {
            // Keeps the file extension, which may select the format.
            Path written = folder.resolve(".part" + i + "-" + target.getFileName());
            try {
                return new OutputFile(target, create(written, permissions), shared);
            } catch (FileAlreadyExistsException e) {
                if (i == 1000) {
                    throw e;
                }
            }
        }
    }

    /**
     * Creates an empty file with the permissions of a person's files.
     *
     * @return its folder, if others may read the file there
     */
    static Optional<Path> create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Set<PosixFilePermission> permissions = folder == null ? OWNER_ALONE : permissionsIn(folder);
        create(file, permissions);
        return permissions.equals(OWNER_ALONE) ? Optional.empty() : Optional.ofNullable(folder);
    }

    private static Path create(Path file, Set<PosixFilePermission> permissions) throws IOException {
        if (!isPosix(file)) {
            return Files.createFile(file); // the folder's access control list applies
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        if (!permissions.equals(OWNER_ALONE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
        return file;
    }

    /**
     * A person's data is for its owner only. Others may read it only in a folder that they may also write to, which somebody
     * opened to them on purpose. Most systems let others read a new folder by default; that is no such choice. Neither is a
     * folder for temporary files of all users, nor a group named like its only member.
     */
    private static Set<PosixFilePermission> permissionsIn(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return OWNER_ALONE;
        }
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        Set<PosixFilePermission> may = attributes.permissions();
        boolean sticky = ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
        boolean ofMany = may.contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.group().getName().equals(attributes.owner().getName());
        if (sticky || !(ofMany || may.contains(PosixFilePermission.OTHERS_WRITE))) {
            return OWNER_ALONE;
        }
        Set<PosixFilePermission> permissions = EnumSet.copyOf(OWNER_ALONE);
        Stream.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ)
                .filter(may::contains)
                .forEach(permissions::add);
        return permissions;
    }

    /** Creates a folder for a person's files, with its parents, for its owner only; leaves an existing one as it is. */
    static void makeFolder(Path folder) throws IOException {
        for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw new FileAlreadyExistsException(above.toString()); // whatever the system calls it
            }
        }
        if (isPosix(folder) && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().containsAll(List.of("posix", "unix"));
    }

    private static boolean isDisk(Path target) throws IOException {
        return isPosix(target) && ((int) Files.getAttribute(target, "unix:mode") & KIND) == BLOCK_DEVICE;
    }

    /** Returns its folder, if others may read the file there. */
    Optional<Path> sharedFolder() {
        return sharedFolder;
    }

    /** Returns the path to write to: beside the final path, and the final path once it is complete. */
    Path path() {
        return kept ? target : written;
    }

    /** Moves the closed file to its path. A second call does nothing. */
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

    /** Deletes the file unless it was kept. */
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

    /** Returns the message of an error: some of Java's exceptions have only the path as theirs. */
    static String reason(IOException e) {
        String said = String.valueOf(e instanceof FileSystemException system ? system.getReason() : e.getMessage());
        if (said.contains("No space left") || said.contains("not enough space") || said.contains("Disk quota")) {
            return "the disk is full";
        }
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

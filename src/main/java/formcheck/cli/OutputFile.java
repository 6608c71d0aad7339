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
 * A file that appears whole or not at all: it is written beside its place and moved there when it is kept. It is begun
 * before the work whose result it takes, so that a wrong path is known at once.
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
     * Commands begin theirs with {@link CommandFiles#begin}, which knows what must not be written over.
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
            // The name's end stays: it may say how to write.
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
     * Makes an empty file as others of a person are made.
     *
     * @return the folder it lies in, if others may read it there
     */
    static Optional<Path> create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Set<PosixFilePermission> permissions = folder == null ? OWNER_ALONE : permissionsIn(folder);
        create(file, permissions);
        return permissions.equals(OWNER_ALONE) ? Optional.empty() : Optional.ofNullable(folder);
    }

    private static Path create(Path file, Set<PosixFilePermission> permissions) throws IOException {
        if (!isPosix(file)) {
            return Files.createFile(file); // the folder's access list holds for it
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        if (!permissions.equals(OWNER_ALONE)) {
            Files.setPosixFilePermissions(file, permissions);
        }
        return file;
    }

    /**
     * What it tells of a person is for its owner alone. Only a folder in which others may work too was opened to them by
     * somebody's own choice: there they may also read it, as far as they may read the folder. That others may merely look into a
     * folder is what most systems make of every new one, and no choice; neither is a folder for everybody's temporary files, nor a
     * group that is called like its only member.
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

    /** Makes a folder for files of a person, with those above it, for its owner alone; one that is there stays as it is. */
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

    /** The folder it comes to lie in, if others may read it there. */
    Optional<Path> sharedFolder() {
        return sharedFolder;
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

    /** What the system says, in words: the message of some of Java's exceptions is the path alone. */
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

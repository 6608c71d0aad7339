package formcheck.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder in which nobody but this user can add, change or replace anything: not a link, not writable by others; and
 * every folder above it, on every path through links, belongs to this user or root and is writable by them only, or is
 * sticky as {@code /tmp} is.
 */
final class OwnFolder {
    private static final int ROOT = 0;

    /** Owner of files of unmapped users, such as the root folder of a container. */
    private static final int UNMAPPED = 65534;

    private static final int WRITTEN_BY_GROUP = 0020;
    private static final int WRITTEN_BY_OTHERS = 0002;
    private static final int STICKY = 01000;

    /** Longest chain of links. A longer one is a cycle. */
    private static final int MOST_LINKS = 40;

    private OwnFolder() {}

    /**
     * Creates the folder for its owner only if it is missing, and checks it.
     *
     * @return its path without links
     * @throws IOException with a reason that completes a sentence
     */
    static Path make(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.isSymbolicLink(absolute)) {
            throw new IOException("it is a link");
        }
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return makeByAccessList(absolute);
        }
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, permissions("rwx------"));
        }
        if (!Files.isWritable(absolute)) {
            throw new IOException("it is not writable");
        }
        int user = user(absolute);
        check(absolute, absolute, user, 0);
        Path real = absolute.toRealPath();
        check(real, real, user, 0);
        return real;
    }

    /** Returns the id of the user who owns new files. Java returns names only, and two users may share one. */
    private static int user(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "owner", ".part", permissions("rw-------"));
        try {
            return (int) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static void check(Path folder, Path from, int user, int links) throws IOException {
        if (links > MOST_LINKS) {
            throw new IOException("its path contains a cycle of links");
        }
        for (Path path = from; path != null; path = path.getParent()) {
            String which = path.equals(folder) ? "it" : path + " above it";
            Map<String, Object> facts =
                    Files.readAttributes(path, "unix:uid,mode,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
            int owner = (int) Objects.requireNonNull(facts.get("uid"));
            int mode = (int) Objects.requireNonNull(facts.get("mode"));
            boolean above = !path.equals(folder);
            if (owner != user && !(above && (owner == ROOT || (owner == UNMAPPED && inNameSpace())))) {
                throw new IOException(which + " belongs to another user");
            }
            if ((boolean) Objects.requireNonNull(facts.get("isSymbolicLink"))) {
                check(folder, path.resolveSibling(Files.readSymbolicLink(path)).normalize(), user, links + 1);
            } else if (!(above && (mode & STICKY) != 0)
                    && ((mode & WRITTEN_BY_OTHERS) != 0 || ((mode & WRITTEN_BY_GROUP) != 0 && !isOfOwnerAlone(path)))) {
                throw new IOException("others can write to " + which);
            }
        }
    }

    /**
     * Returns whether only the owner is in the group of a folder. Systems with a group for each user often make new
     * folders writable by it.
     */
    private static boolean isOfOwnerAlone(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String owner = attributes.owner().getName();
        if (!attributes.group().getName().equals(owner)) {
            return false;
        }
        Path groups = Path.of("/etc/group");
        if (!Files.isReadable(groups)) {
            return false;
        }
        return Files.readAllLines(groups).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4 && fields[0].equals(owner))
                .flatMap(fields -> Arrays.stream(fields[3].split(",", -1)))
                .allMatch(member -> member.isBlank() || member.equals(owner));
    }

    private static boolean inNameSpace() {
        try {
            String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
            return !map.matches("0\\s+0\\s+4294967295");
        } catch (IOException e) {
            return false;
        }
    }

    private static Path makeByAccessList(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder.toRealPath();
        }
        Files.createDirectories(folder);
        AclFileAttributeView view = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                    .build()));
        }
        return folder.toRealPath();
    }

    /** Returns the permissions; empty on systems with access lists, where those of the folder apply. */
    static FileAttribute<?>[] permissions(Path folder, String text) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {permissions(text)}
                : new FileAttribute<?>[0];
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}

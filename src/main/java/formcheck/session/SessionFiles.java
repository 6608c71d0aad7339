package formcheck.session;

import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files beside the database: one folder per session with motion and pictures, in {@code sessions}, or in {@code trash} after
 * deletion. Never deletes or moves through a link. Thread-safe.
 */
final class SessionFiles {
    /** A file of a session's folder: all others are in the database of a practice. */
    static final String SENT = "sent";

    private static final KeptMotion NO_MOTION = new KeptMotion(List.of(), Map.of());

    private record LastMotion(SessionId id, List<Rep> reps, long size, KeptMotion motion) {
        boolean isOf(LastMotion other) {
            return id.equals(other.id) && size == other.size && reps.equals(other.reps);
        }
    }

    private final Path folder;
    private final Path trash;
    private LastMotion last = new LastMotion(new SessionId("0000-01-01-0000"), List.of(), 0, NO_MOTION);

    final Optional<SealingKey> key;

    /** @param key of a protected folder */
    SessionFiles(Path data, Optional<SealingKey> key) {
        this.key = key;
        this.folder = data.resolve("sessions");
        this.trash = data.resolve("trash");
    }

    /** Returns the ids of all session folders, without the database. */
    record FoundFolders(SortedSet<SessionId> withMotion, SortedSet<SessionId> withoutMotion) {
        FoundFolders() {
            this(new TreeSet<>(), new TreeSet<>());
        }
    }

    /** Returns the ids of the folders in {@code sessions}; skips links and all other names. */
    FoundFolders found() throws IOException {
        return foundIn(folder);
    }

    /** Returns the ids of the folders in {@code trash}, as {@link #found} does. */
    FoundFolders foundInTrash() throws IOException {
        return foundIn(trash);
    }

    /** Returns whether a data folder holds a session with a motion, also in the trash; false if it cannot be read. */
    static boolean areIn(Path data) {
        try {
            SessionFiles files = new SessionFiles(data, Optional.empty());
            return !files.found().withMotion().isEmpty()
                    || !files.foundInTrash().withMotion().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static FoundFolders foundIn(Path place) throws IOException {
        FoundFolders found = new FoundFolders();
        if (!isRealFolder(place)) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place)) {
            for (Path one : folders) {
                Optional<SessionId> id = SessionId.of(String.valueOf(one.getFileName()));
                if (id.isPresent() && isRealFolder(one)) {
                    boolean motion = Files.isRegularFile(one.resolve(MotionFile.NAME), LinkOption.NOFOLLOW_LINKS);
                    (motion ? found.withMotion : found.withoutMotion).add(id.get());
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static boolean isRealFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether a file or folder has the session's name already. */
    boolean isTaken(SessionId id) {
        return isThere(folder(id)) || isThere(trash.resolve(id.text()));
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws StoreException if a deletion would follow a link */
    void checkNoLinks() throws StoreException {
        for (Path one : List.of(folder, trash)) {
            if (Files.isSymbolicLink(one)) {
                throw new StoreException(one
                        + " is a link to another folder, and nothing is deleted through a link. Put the folder itself in"
                        + " its place.");
            }
        }
    }

    /** Returns the folder of a session in the trash, whether it exists or not. */
    Path trashed(SessionId id) {
        return trash.resolve(id.text());
    }

    /** Returns the free bytes of the disk; no limit if the system does not tell. */
    long freeBytes() {
        return DataFolder.freeBytes(folder.toAbsolutePath().getParent());
    }

    /** Takes the right to import; empty if another import has it. */
    Optional<ImportLock> importLock() throws IOException {
        return ImportLock.take(folder);
    }

    /** Deletes what killed imports left, unless an import is under way. */
    void cleanImports() throws StoreException {
        try {
            ImportLock.cleanUnlessTaken(folder);
        } catch (IOException e) {
            throw new StoreException("what an import left: " + FailureWords.of(e), e);
        }
    }

    /** Returns the folder of a session, whether it exists or not. */
    Path folder(SessionId id) {
        return folder.resolve(id.text());
    }

    /** Returns a file of a session; empty if it does not exist. */
    Optional<KeptFile> motion(SessionId id) {
        return existing(file(id, MotionFile.NAME));
    }

    /** Returns the path of a file of a session, whether it exists or not. */
    KeptFile file(SessionId id, String name) {
        return kept(folder(id).resolve(name));
    }

    /** Returns a file of a session in {@code sessions} or in {@code trash}. */
    KeptFile kept(Path file) {
        return new KeptFile(file, key);
    }

    /** Caches the motion that was read last: a report asks for one moment after another. */
    synchronized Optional<KeptMotion> motion(SessionId id, List<Rep> reps) throws StoreException {
        Optional<KeptFile> file = motion(id);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            LastMotion wanted = new LastMotion(id, reps, Files.size(file.get().path()), NO_MOTION);
            if (!last.isOf(wanted)) {
                last = new LastMotion(id, reps, wanted.size, KeptMotion.read(file.get(), reps));
            }
            return Optional.of(last.motion);
        } catch (IOException e) {
            throw new StoreException(
                    "The kept motion " + file.get() + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Seals the files of a session that came from elsewhere, in a protected folder. */
    void seal(Path session) throws StoreException {
        if (key.isPresent()) {
            try {
                SealedFiles.sealSession(session, key.get());
            } catch (IOException e) {
                throw new StoreException(session + " could not be sealed: " + FailureWords.of(e) + ".", e);
            }
        }
    }

    /** Writes the whole motion of a recording. */
    void keep(SessionId id, MotionAbout about, MotionBuffer motion) throws StoreException {
        motion.flush();
        try (MotionFile file = SessionMotion.begin(folder(id), about, key)) {
            file.write(motion);
            file.finish();
        } catch (IOException e) {
            throw new StoreException(
                    "Session " + id + " is kept without its motion, which could not be written: " + FailureWords.of(e)
                            + ".",
                    e);
        }
    }

    /** Returns a JPEG; empty if it is not stored. */
    Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        try {
            try (InputStream content = file(id, PictureFiles.still(rep, moment)).open()) {
                return Optional.of(content.readAllBytes());
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("A kept picture cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Returns the path; empty if there is no such file. */
    Optional<KeptFile> video(SessionId id) {
        return existing(file(id, PictureFiles.VIDEO));
    }

    private static Optional<KeptFile> existing(KeptFile file) {
        return Files.isRegularFile(file.path()) ? Optional.of(file) : Optional.empty();
    }

    /** Deletes the pictures of a session. Its motion stays. */
    void deletePictures(SessionId id) throws StoreException, IOException {
        checkNoLinks();
        if (isRealFolder(folder(id))) {
            PictureFiles.delete(folder(id));
        }
    }

    /** Moves the files of a session into the trash. Leaves both in place if the trash holds that name already. */
    void trash(SessionId id) throws StoreException {
        checkNoLinks();
        Path thrown = trash.resolve(id.text());
        try {
            if (isThere(folder(id)) && !isThere(thrown)) {
                DataFolder.makePrivate(trash);
                Files.move(folder(id), thrown, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The files of session " + id + " could not be put into the trash: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Moves the files of a session out of the trash, unless the session has files already. */
    void takeBack(SessionId id) throws StoreException {
        checkNoLinks();
        Path thrown = trash.resolve(id.text());
        try {
            if (isThere(thrown) && !isThere(folder(id))) {
                DataFolder.makePrivate(folder);
                Files.move(thrown, folder(id), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The files of session " + id + " could not be taken out of the trash: " + FailureWords.of(e) + ".",
                    e);
        }
    }

    /** Returns whether the files of a session are in the database of a practice as well, and complete here. */
    boolean isSent(SessionId id) {
        return isThere(folder(id).resolve(SENT)) || isThere(trashed(id).resolve(SENT));
    }

    /** Returns whether a session has files outside the trash. */
    boolean isKept(SessionId id) {
        return isThere(folder(id));
    }

    /** Returns whether a session's files are in the trash only. */
    boolean isInTrash(SessionId id) {
        return isThere(trash.resolve(id.text())) && !isThere(folder(id));
    }

    /** Deletes all files of a session, also in the trash. */
    void delete(SessionId id) throws StoreException {
        checkNoLinks();
        for (Path one : List.of(folder(id), trash.resolve(id.text()))) {
            try {
                DataFolder.deleteTree(one);
            } catch (IOException e) {
                throw new StoreException(
                        "Not everything of session " + id + " could be deleted: " + one + ": " + FailureWords.of(e)
                                + ". Delete that folder yourself.",
                        e);
            }
        }
    }
}

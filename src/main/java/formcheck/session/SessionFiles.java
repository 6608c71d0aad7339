package formcheck.session;

import formcheck.exercise.Rep;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies beside the database: for each session a folder with its motion and its pictures. May be used by several threads. */
final class SessionFiles {
    private static final KeptMotion NO_MOTION = new KeptMotion(List.of(), Map.of());

    private record LastMotion(SessionId id, List<Rep> reps, long size, KeptMotion motion) {
        boolean isOf(LastMotion other) {
            return id.equals(other.id) && size == other.size && reps.equals(other.reps);
        }
    }

    private final Path folder;
    private LastMotion last = new LastMotion(new SessionId("0000-01-01-0000"), List.of(), 0, NO_MOTION);

    SessionFiles(Path data) {
        this.folder = data.resolve("sessions");
    }

    /** Where a session has its files, be it there or not. */
    Path folder(SessionId id) {
        return folder.resolve(id.text());
    }

    /** Empty if there is none. */
    Optional<Path> motion(SessionId id) {
        return existing(folder(id).resolve(MotionFile.NAME));
    }

    /** A report asks for one moment after the other: the motion last read is remembered. */
    synchronized Optional<KeptMotion> motion(SessionId id, List<Rep> reps) throws StoreException {
        Optional<Path> file = motion(id);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            LastMotion wanted = new LastMotion(id, reps, Files.size(file.get()), NO_MOTION);
            if (!last.isOf(wanted)) {
                last = new LastMotion(id, reps, wanted.size, KeptMotion.read(file.get(), reps));
            }
            return Optional.of(last.motion);
        } catch (IOException e) {
            throw new StoreException("The kept motion " + file.get() + " cannot be read: " + Words.of(e) + ".", e);
        }
    }

    /** Keeps the whole motion of a recording. */
    void keep(SessionId id, MotionBuffer motion) throws StoreException {
        motion.flush();
        try (MotionFile file = MotionFile.begin(folder(id))) {
            file.write(motion);
            file.finish();
        } catch (IOException e) {
            throw new StoreException(
                    "Session " + id + " is kept without its motion, which could not be written: " + Words.of(e) + ".",
                    e);
        }
    }

    /** A JPEG; empty if none is kept. */
    Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        try {
            return Optional.of(Files.readAllBytes(folder(id).resolve(Pictures.still(rep, moment))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("A kept picture cannot be read: " + Words.of(e) + ".", e);
        }
    }

    /** Empty if none is kept. */
    Optional<Path> video(SessionId id) {
        return existing(folder(id).resolve(Pictures.VIDEO));
    }

    private static Optional<Path> existing(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    void delete(SessionId id) throws StoreException {
        try {
            DataFolder.deleteTree(folder(id));
        } catch (IOException e) {
            throw new StoreException(
                    "Not everything of session " + id + " could be deleted: " + folder(id) + ": " + Words.of(e)
                            + ". Delete that folder yourself.",
                    e);
        }
    }

    /** Deletes folders whose session was deleted while they could not be. */
    void deleteAllBut(Set<String> known) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path one : folders) {
                if (!known.contains(String.valueOf(one.getFileName()))) {
                    DataFolder.deleteTree(one);
                }
            }
        }
    }
}

package formcheck.session;

import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds a row for each session that has a folder and no row: the database was lost, or replaced by an older copy. Leaves the
 * folders as they are. Sessions in the trash stay there, for another day.
 */
final class Adoption {
    /** The database accepts no writes, so no further session is tried. */
    private static final int MOST_FAILURES = 3;

    /** No limit in practice. */
    static final Duration UNLIMITED = Duration.ofDays(1);

    private final Database database;
    private final boolean shared;
    private final SessionFiles files;
    private final List<SessionId> adopted = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int failures;

    Adoption(Database database, SessionFiles files) {
        this.database = database.running();
        this.shared = database.isShared();
        this.files = files;
    }

    /** @param limit after which the remaining sessions wait for the next opening */
    Findings adopt(Duration limit) throws StoreException {
        long began = System.nanoTime();
        tellMisnamed();
        SessionFiles.FoundFolders found;
        SessionFiles.FoundFolders inTrash;
        try {
            found = files.found();
            inTrash = files.foundInTrash();
        } catch (IOException e) {
            lines.add("The folder of the sessions cannot be read: " + FailureWords.of(e) + ".");
            return findings();
        }
        int left = 0;
        List<Path> folders = new ArrayList<>();
        unknown(found.withMotion()).forEach(id -> folders.add(files.folder(id)));
        unknown(inTrash.withMotion()).forEach(id -> folders.add(files.trashed(id)));
        for (Path folder : folders) {
            if (failures < MOST_FAILURES && System.nanoTime() - began < limit.toNanos()) {
                adopt(folder);
            } else {
                left++;
            }
        }
        unknown(found.withoutMotion()).forEach(id -> tellNoMotion(files.folder(id)));
        unknown(inTrash.withoutMotion()).forEach(id -> tellNoMotion(files.trashed(id)));
        if (left > 0) {
            lines.add((left == 1 ? "1 more session was" : left + " more sessions were")
                    + " found in the folder. See: formcheck sessions --rebuild");
        }
        return findings();
    }

    private void tellNoMotion(Path folder) {
        lines.add(folder + " holds no motion: it is left alone.");
    }

    private Findings findings() {
        return new Findings(adopted, lines);
    }

    private void tellMisnamed() throws StoreException {
        long misnamed = database.read(KeptRows::misnamed);
        if (misnamed > 0) {
            lines.add((misnamed == 1 ? "1 row of the database names" : misnamed + " rows of the database name")
                    + " no session: left out.");
        }
    }

    /** Newest first: people open the latest session first. */
    private List<SessionId> unknown(java.util.SortedSet<SessionId> ids) throws StoreException {
        List<SessionId> unknown = database.read(connection -> {
            List<SessionId> without = new ArrayList<>();
            for (SessionId id : ids) {
                if (!SessionRows.isKnown(connection, id) && !(shared && files.isSent(id))) {
                    without.add(id);
                }
            }
            return without;
        });
        List<SessionId> newestFirst = new ArrayList<>(unknown);
        java.util.Collections.reverse(newestFirst);
        return newestFirst;
    }

    private void adopt(Path folder) {
        SessionId id = new SessionId(String.valueOf(folder.getFileName()));
        try {
            Path file = folder.resolve(MotionFile.NAME);
            if (insert(id, file, FoundMotion.read(id, files.kept(file)))) {
                if (folder.equals(files.folder(id))) {
                    adopted.add(id);
                }
                files.seal(folder);
            }
        } catch (DamagedStoreException e) {
            failures = MOST_FAILURES;
            lines.add(String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            lines.add(e.getMessage() + " " + folder + " is left alone.");
        }
    }

    private boolean insert(SessionId id, Path file, FoundMotion motion) throws StoreException {
        try {
            return written(id, file, motion);
        } catch (StoreException e) {
            failures++;
            throw e;
        }
    }

    private boolean written(SessionId id, Path file, FoundMotion motion) throws StoreException {
        return database.write(connection -> {
            if (SessionRows.isKnown(connection, id) || Files.notExists(file)) {
                return false; // another process added, erased or moved it meanwhile
            }
            SessionRows.insert(connection, id, motion.about());
            SessionRows.contents(connection, id, motion.sets(), motion.reps(), motion.notAssessed());
            SessionRows.progress(
                    connection,
                    id,
                    motion.about().source().exercise(),
                    motion.reps(),
                    motion.sets(),
                    motion.dropped(),
                    motion.progress());
            Sql.run(connection, "update session set found_again = 1 where id = ?", id.text());
            if (file.startsWith(files.trashed(id))) {
                Tombstones.trash(connection, id, Instant.now());
            }
            return true;
        });
    }
}

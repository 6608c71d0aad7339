package formcheck.session;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes a machine agree with its practice's database: erases sessions that were in the trash for a day and expired pictures there,
 * and removes here what was erased there.
 */
final class PracticeCleaning {
    private final Database practice;
    private final Database local;
    private final SessionFiles files;
    private final PracticePeople people;

    PracticeCleaning(Database practice, Database local, SessionFiles files, PracticePeople people) {
        this.practice = practice;
        this.local = local;
        this.files = files;
        this.people = people;
    }

    /**
     * Cleans by the earlier of this machine's and the server's clock: one machine whose clock is ahead would erase what all others
     * still need.
     *
     * @param here the time of this machine
     * @param waiting people whose choices are not sent yet
     */
    void clean(Instant here, Set<String> waiting) throws StoreException {
        files.checkNoLinks();
        practice.write(connection -> {
            Instant there = Sql.first(
                            connection,
                            row -> Instant.ofEpochMilli(row.getLong(1)),
                            "select (extract(epoch from clock_timestamp()) * 1000)::bigint")
                    .orElse(here);
            Instant now = there.isBefore(here) ? there : here;
            for (SessionId id : Tombstones.trashedBefore(
                    connection, now.minus(Tombstones.UNDO).toEpochMilli())) {
                Tombstones.bury(connection, id, now);
            }
            for (SessionId id : KeptRows.ids(
                    connection,
                    "select id from session where pictures_until_millis < ? and pictures <> 'none'",
                    now.toEpochMilli())) {
                Sql.run(connection, "delete from session_file where session = ? and name <> 'motion.fcm'", id.text());
                Sql.run(connection, "update session set pictures = 'none', video_from = null where id = ?", id.text());
            }
            return now;
        });
        cleanFolders();
        cleanPeople(waiting);
    }

    /** What a folder's session is in the database. */
    private record FolderState(SessionId id, boolean erased, boolean pictures, boolean visible) {}

    private void cleanFolders() throws StoreException {
        Set<SessionId> folders = new TreeSet<>();
        try {
            for (SessionFiles.FoundFolders found : List.of(files.found(), files.foundInTrash())) {
                folders.addAll(found.withMotion());
                folders.addAll(found.withoutMotion());
            }
        } catch (IOException e) {
            throw new StoreException("The folder of the sessions cannot be read: " + FailureWords.of(e) + ".", e);
        }
        List<FolderState> states = practice.write(connection -> {
            List<FolderState> all = new ArrayList<>();
            for (SessionId id : folders) {
                all.add(state(connection, id));
            }
            return all;
        });
        for (FolderState state : states) {
            SessionId id = state.id;
            try {
                if (state.erased) {
                    files.delete(id);
                    local.write(connection -> Sql.run(connection, "delete from session where id = ?", id.text()));
                } else if (files.isSent(id) && !state.visible && !ownNumber(id)) {
                    files.delete(id); // a copy that was fetched: the person was withdrawn from this login
                } else if (files.isSent(id) && state.visible && !state.pictures) {
                    files.deletePictures(id);
                }
            } catch (IOException e) {
                throw new StoreException("Old pictures could not be deleted: " + FailureWords.of(e) + ".", e);
            }
        }
    }

    private boolean ownNumber(SessionId id) {
        return practice.numbers().anyMatch(number -> id.text().endsWith("-" + number));
    }

    private static FolderState state(Connection connection, SessionId id) throws SQLException {
        boolean erased = Sql.count(connection, "select count(*) from tombstone where id = ?", id.text()) > 0;
        Optional<String> pictures =
                Sql.first(connection, row -> row.getString(1), "select pictures from session where id = ?", id.text());
        return new FolderState(
                id, erased, pictures.filter(kind -> !kind.equals("none")).isPresent(), pictures.isPresent());
    }

    /** Copies the people of this login to this machine, so that they can exercise while the database does not answer. */
    private void cleanPeople(Set<String> waiting) throws StoreException {
        record KnownPerson(
                long row,
                Profile profile,
                List<KeptProof> proofs,
                List<PrescriptionRows.StoredPrescription> prescriptions) {}
        List<KnownPerson> known = practice.write(connection -> {
            List<KnownPerson> all = new ArrayList<>();
            for (String name : PersonRows.names(connection)) {
                Optional<Profile> profile = PersonRows.profile(connection, name);
                if (profile.isPresent()) {
                    all.add(new KnownPerson(
                            PersonRows.known(connection, name),
                            profile.get(),
                            ProofRows.all(connection, name),
                            PrescriptionRows.all(connection, name)));
                }
            }
            return all;
        });
        Set<String> names = new TreeSet<>();
        Map<String, Long> rows = new TreeMap<>();
        for (KnownPerson person : known) {
            names.add(person.profile.name().toLowerCase(Locale.ROOT));
            rows.put(person.profile.name(), person.row);
        }
        Set<String> here = local.write(connection -> {
            for (KnownPerson person : known) {
                if (!waiting.contains(person.profile.name())) {
                    PersonRows.remember(connection, person.profile);
                    long id = PersonRows.known(connection, person.profile.name());
                    for (KeptProof proof : person.proofs) {
                        ProofRows.put(connection, id, proof);
                    }
                    for (PrescriptionRows.StoredPrescription prescription : person.prescriptions) {
                        PrescriptionRows.put(connection, id, prescription);
                    }
                }
            }
            for (String name : PersonRows.names(connection)) {
                if (!names.contains(name.toLowerCase(Locale.ROOT)) && !waiting.contains(name)) {
                    Sql.run(connection, """
                            delete from person where lower(name) = lower(?)
                            and not exists (select 1 from session where session.person = person.id)
                            """, name);
                }
            }
            return new TreeSet<>(PersonRows.names(connection));
        });
        people.replace(rows, here);
    }
}

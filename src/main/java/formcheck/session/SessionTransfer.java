package formcheck.session;

import formcheck.session.prescription.SignedPrescription;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Moves sessions to another data folder: writes the documents of an export, and imports an export. An import adds what is not
 * there, and changes nothing that is. It keeps the ids, unless a different session has one.
 */
public final class SessionTransfer {
    static final String NOT_EXPORTED = "not-exported.txt";

    private final SessionStore store;

    public SessionTransfer(SessionStore store) {
        this.store = store;
    }

    /**
     * The result of an import.
     *
     * @param added sessions that were not there before; under another name where a different session had theirs
     * @param known sessions that were there, also in the trash: left as they were
     * @param people whose sessions or choices were in the export
     * @param untrusted prescriptions that were left out, as the person has not accepted their keys here
     */
    public record Imported(
            List<SessionId> added, List<SessionId> known, List<String> people, List<SignedPrescription> untrusted) {
        public Imported {
            added = List.copyOf(added);
            known = List.copyOf(known);
            people = List.copyOf(people);
            untrusted = List.copyOf(untrusted);
        }
    }

    /** Returns the document of a session, UTF-8; empty if there is no such session. An import reads it back without loss. */
    public Optional<byte[]> document(SessionId id) throws StoreException {
        Database holding = store.database.holding(id);
        return holding.read(connection -> {
            holding.noteRead(connection, id);
            return TransferJson.write(connection, id);
        });
    }

    /** Returns the document of a person, UTF-8; empty for an unknown person. */
    public Optional<byte[]> person(String name) throws StoreException {
        Optional<Profile> profile = store.profile(name);
        return profile.isPresent()
                ? Optional.of(TransferPersonJson.write(
                        profile.get(), store.proofs(name), store.prescriptions().all(name)))
                : Optional.empty();
    }

    /**
     * Imports what {@code export} wrote, from its folder or from a ZIP file of it. Checks all documents before it writes anything.
     *
     * @throws StoreException if it is no export, is damaged or too large; one line for the user
     */
    public Imported importFrom(Path place) throws StoreException {
        return importFrom(place, place.toString(), Optional.empty());
    }

    /**
     * Imports as {@link #importFrom(Path)}.
     *
     * @param shown the name of the file in messages
     * @param trusted fingerprint of the key whose prescriptions the person accepts; prescriptions by other keys are imported only
     *     if the person accepted them here before
     */
    public Imported importFrom(Path place, String shown, Optional<String> trusted) throws StoreException {
        return new SessionImport(store).importFrom(place, shown, trusted);
    }

    /**
     * Writes all sessions of a person as a ZIP file that {@link #importFrom} reads; closes nothing. Leaves out damaged sessions,
     * and says so in a file {@value #NOT_EXPORTED}.
     */
    public void writeZip(String name, OutputStream to) throws StoreException, IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        zip.setLevel(Deflater.BEST_SPEED); // motion and pictures are packed already
        Optional<byte[]> person = person(name);
        if (person.isPresent()) {
            entry(zip, TransferFiles.PERSON, new ByteArrayInputStream(person.get()));
        }
        StringBuilder left = new StringBuilder();
        for (SessionOverview session : store.overviews(name)) {
            SessionId id = session.id();
            Optional<byte[]> document;
            int reps;
            try {
                document = document(id);
                reps = store.database
                        .holding(id)
                        .read(connection -> Sql.count(
                                connection, "select max(number) from repetition where session = ?", id.text()));
            } catch (DamagedStoreException e) {
                throw e;
            } catch (StoreException e) {
                left.append(e.getMessage()).append('\n');
                continue;
            }
            if (document.isEmpty()) {
                continue; // deleted in the meantime
            }
            entry(zip, id + "-stored.json", new ByteArrayInputStream(document.get()));
            entry(zip, id + ".fcm", store.motion(id));
            entry(zip, id + ".webm", store.video(id));
            for (int rep = 1; rep <= reps; rep++) {
                for (Moment moment : Moment.values()) {
                    Optional<byte[]> still = store.still(id, rep, moment);
                    if (still.isPresent()) {
                        entry(zip, id + "-" + PictureFiles.still(rep, moment), new ByteArrayInputStream(still.get()));
                    }
                }
            }
        }
        if (!left.isEmpty()) {
            entry(zip, NOT_EXPORTED, new ByteArrayInputStream(left.toString().getBytes(StandardCharsets.UTF_8)));
        }
        zip.finish();
    }

    private static void entry(ZipOutputStream zip, String name, Optional<KeptFile> file) throws IOException {
        if (file.isPresent()) {
            try (InputStream content = file.get().open()) {
                entry(zip, name, content);
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, InputStream content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.transferTo(zip);
        zip.closeEntry();
    }
}

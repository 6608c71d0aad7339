package formcheck.session;

import formcheck.session.SessionTransfer.Imported;
import formcheck.session.TransferJson.Transferred;
import formcheck.session.TransferPersonJson.TransferredPerson;
import formcheck.session.motionfile.MotionReader;
import formcheck.session.prescription.SignedPrescription;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;

/**
 * Imports an export into a store. Checks all documents, all files and the free space of the disk before it writes anything. A
 * second import continues one that was cut off.
 */
final class SessionImport {
    private static final byte[] WEBM = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8};

    /** Bytes that stay free on the disk: rows of the database and what else writes meanwhile. */
    private static final long SPARE = 16L << 20;

    private static final long MEGABYTE = 1_000_000;

    private final SessionStore store;
    private final LongSupplier free;

    SessionImport(SessionStore store) {
        this(store, store.files::freeBytes);
    }

    /** @param free returns the free bytes of the disk */
    SessionImport(SessionStore store, LongSupplier free) {
        this.store = store;
        this.free = free;
    }

    /** As {@link SessionTransfer#importFrom}. */
    Imported importFrom(Path place, String shown, Optional<String> trusted) throws StoreException {
        try (TransferFiles files = TransferFiles.open(place, shown)) {
            List<Transferred> sessions = new ArrayList<>();
            for (String name : files.names()) {
                Matcher document = TransferFiles.DOCUMENT.matcher(name);
                if (document.matches()) {
                    sessions.add(session(files, name, document.group(1)));
                }
            }
            sessions.sort(Comparator.comparing(Transferred::id));
            Optional<TransferredPerson> person = person(files);
            if (sessions.isEmpty() && person.isEmpty()) {
                throw new StoreException(
                        shown + " holds no SESSION-stored.json and no person.json as 'formcheck export' writes them.");
            }
            if (trusted.isPresent() && !isInside(person, trusted.get())) {
                throw new StoreException(shown + " holds no prescription signed by the key " + trusted.get() + ".");
            }
            try (ImportLock lock = lock()) {
                new Adoption(store.database, store.files).adopt(Adoption.UNLIMITED); // of an import that was cut off
                ImportedSessions imported = new ImportedSessions(store, files, lock);
                List<Transferred> fresh = new ArrayList<>();
                for (Transferred session : sessions) {
                    if (!imported.isKnown(session)) {
                        fresh.add(session);
                    }
                }
                checkRoom(files, fresh);
                for (Transferred session : fresh) {
                    check(files, session.id());
                }
                return add(imported, sessions, person, trusted);
            }
        }
    }

    private static boolean isInside(Optional<TransferredPerson> person, String key) {
        return person.stream()
                .flatMap(one -> one.prescriptions().stream())
                .anyMatch(one -> one.signed().fingerprint().equals(key));
    }

    private ImportLock lock() throws StoreException {
        store.files.checkNoLinks();
        try {
            ImportLock lock = store.files
                    .importLock()
                    .orElseThrow(() -> new StoreException("Another import is under way. Wait until it has finished."));
            lock.clean();
            return lock;
        } catch (IOException e) {
            throw new StoreException("Nothing can be imported: " + FailureWords.of(e) + ".", e);
        }
    }

    private static StoreException damaged(TransferFiles files, String name, Exception why) {
        if (why instanceof TransferJson.NewerVersionException) {
            return new StoreException(
                    files.name() + " cannot be imported: a newer FormCheck exported " + name + ". Use that one.", why);
        }
        String reason = why instanceof IllegalArgumentException && why.getMessage() != null
                ? " (" + why.getMessage() + ")"
                : "";
        return new StoreException(
                files.name() + " cannot be imported: " + name + " is damaged or of another program" + reason + ".",
                why);
    }

    private static Transferred session(TransferFiles files, String name, String id) throws StoreException {
        try {
            Transferred read = TransferJson.read(files.read(name));
            TransferJson.require(read.id().text().equals(id));
            return read;
        } catch (IOException | RuntimeException e) {
            throw damaged(files, name, e);
        }
    }

    private static Optional<TransferredPerson> person(TransferFiles files) throws StoreException {
        if (!files.has(TransferFiles.PERSON)) {
            return Optional.empty();
        }
        try {
            return Optional.of(TransferPersonJson.read(files.read(TransferFiles.PERSON)));
        } catch (IOException | RuntimeException | StoreException e) {
            throw damaged(files, TransferFiles.PERSON, e);
        }
    }

    /** Checks the stated sizes; reading checks that no file is larger than it states. */
    private void checkRoom(TransferFiles files, List<Transferred> sessions) throws StoreException {
        long needed = SPARE;
        for (Transferred session : sessions) {
            for (String name : files.contents(session.id())) {
                try {
                    needed += files.size(name);
                } catch (IOException e) {
                    throw damaged(files, name, e);
                }
            }
        }
        long room = free.getAsLong();
        if (!sessions.isEmpty() && needed > room) {
            throw new StoreException(files.name() + " needs " + (needed / MEGABYTE + 1) + " MB, and only "
                    + room / MEGABYTE + " MB are free where the sessions are kept. Make room. Nothing was imported.");
        }
    }

    /** Checks that motion, video and stills of a session begin as such files do, and can be read to their end. */
    private static void check(TransferFiles files, SessionId id) throws StoreException {
        for (String name : files.contents(id)) {
            try {
                if (name.endsWith(".fcm")) {
                    try (InputStream content = new BufferedInputStream(files.open(name))) {
                        MotionReader.of(content, name).close();
                    }
                }
                try (InputStream content = new BufferedInputStream(files.open(name))) {
                    if (!name.endsWith(".fcm")) {
                        byte[] magic = name.endsWith(".webm") ? WEBM : JPEG;
                        TransferJson.require(Arrays.equals(content.readNBytes(magic.length), magic));
                    }
                    content.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException | RuntimeException e) {
                throw damaged(files, name, e);
            }
        }
    }

    private Imported add(
            ImportedSessions imported,
            List<Transferred> sessions,
            Optional<TransferredPerson> person,
            Optional<String> trusted)
            throws StoreException {
        List<SessionId> added = new ArrayList<>();
        List<SessionId> known = new ArrayList<>();
        List<String> people = new ArrayList<>();
        List<SignedPrescription> untrusted = List.of();
        if (person.isPresent()) {
            untrusted = add(person.get(), trusted);
            people.add(person.get().profile().name());
        }
        for (Transferred session : sessions) {
            try {
                Optional<SessionId> id = imported.add(session);
                id.ifPresentOrElse(added::add, () -> known.add(session.id()));
            } catch (StoreException e) {
                throw added.isEmpty()
                        ? e
                        : new StoreException(
                                e.getMessage() + " Before it, " + added.size()
                                        + (added.size() == 1 ? " session was" : " sessions were")
                                        + " imported. Import again to continue.",
                                e);
            }
            people.add(session.about().details().person());
        }
        return new Imported(added, known, people.stream().distinct().toList(), untrusted);
    }

    /** Leaves the choices and the proofs that are there already. */
    private List<SignedPrescription> add(TransferredPerson person, Optional<String> trusted) throws StoreException {
        String name = person.profile().name();
        if (store.profile(name).isEmpty()) {
            store.remember(person.profile());
        }
        List<KeptProof> there = store.proofs(name);
        List<KeptProof> fresh = person.proofs().stream()
                .filter(proof -> there.stream().noneMatch(own -> isOfSameCamera(own, proof)))
                .toList();
        if (!fresh.isEmpty()) {
            store.prove(name, fresh);
        }
        return store.prescriptions().add(name, person.prescriptions(), trusted);
    }

    private static boolean isOfSameCamera(KeptProof one, KeptProof other) {
        return one.rule() == other.rule()
                && one.place().source().equals(other.place().source())
                && one.place().width() == other.place().width()
                && one.place().height() == other.place().height();
    }
}

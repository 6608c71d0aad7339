package formcheck.session;

import formcheck.session.SessionTransfer.Imported;
import formcheck.session.TransferJson.Transferred;
import formcheck.session.TransferPersonJson.TransferredPerson;
import formcheck.session.motionfile.MotionFile;
import formcheck.session.motionfile.MotionReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Imports an export into a store: all documents are checked before anything is written. */
final class SessionImport {
    private static final int CHUNK = SealedFile.USUAL_PIECE_BYTES;
    private static final byte[] WEBM = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8};

    private final SessionStore store;

    SessionImport(SessionStore store) {
        this.store = store;
    }

    /** As {@link SessionTransfer#importFrom}. */
    Imported importFrom(Path place, String shown) throws StoreException {
        try (TransferFiles files = TransferFiles.open(place, shown)) {
            List<Transferred> sessions = new ArrayList<>();
            for (String name : files.names()) {
                Matcher document = TransferFiles.DOCUMENT.matcher(name);
                if (document.matches()) {
                    sessions.add(session(files, name, document.group(1)));
                }
            }
            Optional<TransferredPerson> person = person(files);
            if (sessions.isEmpty() && person.isEmpty()) {
                throw new StoreException(
                        shown + " holds no SESSION-stored.json and no person.json as 'formcheck export' writes them.");
            }
            for (Transferred session : sessions) {
                check(files, session.id());
            }
            return add(files, sessions, person);
        }
    }

    private static StoreException damaged(TransferFiles files, String name, Exception why) {
        return new StoreException(
                files.name() + " cannot be imported: " + name + " is damaged or of another program.", why);
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

    private static List<String> contents(TransferFiles files, SessionId id) {
        return files.names().stream()
                .filter(name -> {
                    Matcher content = TransferFiles.CONTENT.matcher(name);
                    return content.matches() && content.group(1).equals(id.text());
                })
                .toList();
    }

    /** Checks that motion, video and stills of a session begin as such files do. */
    private static void check(TransferFiles files, SessionId id) throws StoreException {
        for (String name : contents(files, id)) {
            try (InputStream content = new BufferedInputStream(files.open(name))) {
                if (name.endsWith(".fcm")) {
                    MotionReader.of(content, name).close();
                } else {
                    byte[] magic = name.endsWith(".webm") ? WEBM : JPEG;
                    TransferJson.require(Arrays.equals(content.readNBytes(magic.length), magic));
                }
            } catch (IOException | RuntimeException e) {
                throw damaged(files, name, e);
            }
        }
    }

    private Imported add(TransferFiles files, List<Transferred> sessions, Optional<TransferredPerson> person)
            throws StoreException {
        List<SessionId> added = new ArrayList<>();
        List<SessionId> known = new ArrayList<>();
        List<String> people = new ArrayList<>();
        if (person.isPresent()) {
            add(person.get());
            people.add(person.get().profile().name());
        }
        for (Transferred session : sessions) {
            (add(files, session) ? added : known).add(session.id());
            people.add(session.about().details().person());
        }
        return new Imported(added, known, people.stream().distinct().toList());
    }

    /** Leaves the choices and the proofs that are there already. */
    private void add(TransferredPerson person) throws StoreException {
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
    }

    private static boolean isOfSameCamera(KeptProof one, KeptProof other) {
        return one.rule() == other.rule()
                && one.place().source().equals(other.place().source())
                && one.place().width() == other.place().width()
                && one.place().height() == other.place().height();
    }

    private boolean isKnown(SessionId id) throws StoreException {
        return store.files.isTaken(id) || store.database.read(connection -> SessionRows.isKnown(connection, id));
    }

    /** Returns whether the session was added. Its files have their place before its rows: a kill in between loses nothing. */
    private boolean add(TransferFiles files, Transferred session) throws StoreException {
        SessionId id = session.id();
        if (isKnown(id)) {
            return false;
        }
        store.files.checkNoLinks();
        Path folder = store.files.folder(id);
        Path part = folder.resolveSibling("import-" + ProcessHandle.current().pid() + "-" + id);
        List<String> names = contents(files, id);
        boolean done = false;
        try {
            if (!names.isEmpty()) {
                DataFolder.makePrivate(part);
                for (String name : names) {
                    copy(files, name, part, folder.resolve(target(name, id)));
                }
                Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
                DataFolder.forceFolder(folder.toAbsolutePath().getParent());
            }
            done = store.database.write(connection -> {
                if (SessionRows.isKnown(connection, id)) {
                    return false;
                }
                insert(session, connection);
                return true;
            });
            return done;
        } catch (IOException e) {
            throw new StoreException("Session " + id + " could not be imported: " + FailureWords.of(e) + ".", e);
        } finally {
            drop(part);
            if (!done && !names.isEmpty()) {
                dropUnlessKnown(id, folder);
            }
        }
    }

    private static void insert(Transferred session, Connection connection) throws SQLException {
        try {
            session.insert(connection);
        } catch (IllegalArgumentException e) {
            throw new SQLException("an imported session cannot be stored", e);
        }
    }

    private void dropUnlessKnown(SessionId id, Path folder) throws StoreException {
        if (!store.database.read(connection -> SessionRows.isKnown(connection, id))) {
            drop(folder);
        }
    }

    private static void drop(Path folder) {
        try {
            DataFolder.deleteTree(folder);
        } catch (IOException e) {
            // The next import writes under a name of its own.
        }
    }

    private static String target(String name, SessionId id) {
        if (name.endsWith(".fcm")) {
            return MotionFile.NAME;
        }
        return name.endsWith(".webm")
                ? PictureFiles.VIDEO
                : name.substring(id.text().length() + 1);
    }

    /** Writes a file, sealed for its later place in a protected folder. */
    private void copy(TransferFiles files, String name, Path part, Path target) throws IOException {
        Path file = part.resolve(String.valueOf(target.getFileName()));
        DataFolder.createPrivate(file);
        Optional<SealingKey> key = store.files.key;
        try (InputStream content = files.open(name)) {
            if (key.isEmpty()) {
                try (OutputStream to = Files.newOutputStream(file)) {
                    content.transferTo(to);
                }
                return;
            }
            try (SealedWriter sealed = SealedWriter.begin(file, key.get(), SealedFile.purpose(target))) {
                for (byte[] bytes = content.readNBytes(CHUNK); bytes.length > 0; bytes = content.readNBytes(CHUNK)) {
                    sealed.append(bytes);
                }
                sealed.force();
            }
        }
    }
}

package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.session.motionfile.MotionBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTroubleTest {
    private static final String MARKER = "Zwetschgenknoedel";

    @TempDir
    Path folder;

    @Test
    void nothingThatWasDeletedStaysInAnyFile() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            SessionId mine = KeptPlay.session(store, MARKER, 2);
            SessionId other = KeptPlay.session(store, "Ada", 2);
            assertThat(holding(MARKER)).isNotEmpty();
            store.erase(MARKER);
            assertThat(holding(MARKER)).isEmpty();
            assertThat(store.motion(mine)).isEmpty();
            assertThat(store.find(other)).isPresent();
            assertThat(store.people()).containsExactly("Ada");
            store.erase(other);
            assertThat(store.find(other)).isEmpty();
            assertThat(holding(other.text())).isEmpty();
        }
    }

    @Test
    void nothingThatWasInTheTrashForADayStaysInAnyFile() throws Exception {
        SessionId id;
        try (SessionStore store = SessionStore.open(folder)) {
            id = KeptPlay.session(store, "Ada", 2);
            store.delete(id);
            assertThat(store.find(id)).isEmpty();
        }
        SessionStore.open(folder, Instant.now().plus(Duration.ofHours(25))).close();
        assertThat(holding(id.text())).isEmpty();
        assertThat(folder.resolve("trash").resolve(id.text())).doesNotExist();
    }

    @Test
    void aLinkInPlaceOfASessionsFolderLeadsToNoDeletion() throws Exception {
        Path letters = Files.createDirectory(folder.resolve("letters"));
        Path letter = Files.writeString(letters.resolve("letter"), "of somebody else");
        Path data = folder.resolve("data");
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            Path sessions = data.resolve("sessions");
            Files.createSymbolicLink(sessions.resolve("2001-01-01-0000"), letters); // nobody's, and so left alone
            DataFolder.deleteTree(sessions.resolve(id.text()));
            Files.createSymbolicLink(sessions.resolve(id.text()), letters);
            store.delete(id);
            assertThat(sessions.resolve(id.text())).doesNotExist();
        }
        SessionStore.open(data, Instant.now().plus(Duration.ofHours(25))).close();
        try (Stream<Path> trash = Files.list(data.resolve("trash"))) {
            assertThat(trash).isEmpty();
        }
        assertThat(data.resolve("sessions/2001-01-01-0000")).isSymbolicLink();
        assertThat(letter).exists();
    }

    private List<Path> holding(String marker) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("sqlitejdbc"))
                    .filter(file -> contains(file, marker))
                    .toList();
        }
    }

    private static boolean contains(Path file, String marker) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(marker);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void onlyTheOwnerMayRead() throws Exception {
        Path data = folder.resolve("data");
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            for (Path file : List.of(
                    data.resolve(Database.FILE),
                    data.resolve("schema.lock"),
                    store.motion(id).orElseThrow().path())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as("%s", file)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFolderThatOthersUseIsNotLockedUp() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(shared.resolve("letter"), "of somebody else");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> SessionStore.open(shared))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a folder of their own");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxr-xr-x");
        Files.delete(shared.resolve("letter"));
        SessionStore.open(shared).close(); // empty, and so its own from now on
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        SessionStore.open(shared).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwx------");
    }

    @Test
    void aStoreOfANewerVersionIsLeftAlone() throws Exception {
        SessionStore.open(folder).close();
        run("insert into flyway_schema_history values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 0, 1, 1)");
        assertRefused("newer FormCheck");
    }

    @Test
    void aLockedStoreIsSaidToBeLocked() throws Exception {
        try (SessionStore store = SessionStore.open(folder);
                Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThatThrownBy(() -> store.addPerson("Ada"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("locked");
            statement.execute("rollback");
            store.addPerson("Ada"); // and it goes on
            assertThat(store.people()).containsExactly("Ada");
        }
    }

    @Test
    void aDamagedStoreIsSaidToBeDamaged() throws Exception {
        Files.writeString(folder.resolve(Database.FILE), "this is no database, but long enough to be one ".repeat(100));
        assertRefused("damaged");
    }

    @Test
    void aFullStoreThrowsAwayNothingAndGoesOnOnceThereIsRoom() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            recording.set(KeptPlay.set(1, 5));
            run("create trigger full before insert on cue begin select raise(fail, 'no room'); end");
            SaidCue cue = new SaidCue(6, "Slower");
            assertThatThrownBy(() -> recording.cue(cue)).isInstanceOf(StoreException.class);
            run("drop trigger full");
            recording.cue(cue);
            assertThat(store.find(recording.id()).orElseThrow().session().cues())
                    .containsExactly(cue);
            recording.close();
        }
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> SessionStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void namesThatAreNoNamesAreRefused() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            for (String name : List.of("", "  ", "a\nb", "\u001b[31mred", "x".repeat(61))) {
                assertThatThrownBy(() -> store.addPerson(name)).isInstanceOf(StoreException.class);
            }
            store.addPerson("Robert'); drop table session;--");
            assertThat(store.people()).containsExactly("Robert'); drop table session;--");
        }
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> SessionStore.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("\n");
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
    }

    private void run(String sql) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

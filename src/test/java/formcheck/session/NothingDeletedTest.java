package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.session.motionfile.MotionBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a data folder deletes nothing that its database does not name as deleted. */
class NothingDeletedTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void privateFolder() throws IOException {
        data = Files.createDirectory(
                folder.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Every way to open, two times, and a day and a year later. */
    private void openInEveryWay() throws StoreException {
        for (int i = 0; i < 2; i++) {
            SessionStore.openToRead(data).close();
            SessionStore.open(data).close();
            SessionStore.rebuild(data).close();
            SessionStore.open(data, Instant.now().plus(Duration.ofDays(2))).close();
            SessionStore.open(data, Instant.now().plus(Duration.ofDays(400))).close();
        }
    }

    /** Everything below a folder with its content; of links the target's name. */
    private static Map<String, String> content(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        if (Files.notExists(root)) {
            return content;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                content.put(root.relativize(path).toString(), describe(path));
            }
        }
        return content;
    }

    private static String describe(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                return "-> " + Files.readSymbolicLink(path);
            }
            return Files.isDirectory(path) ? "folder" : Integer.toString(Arrays.hashCode(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SessionId keep(int repetitions) throws StoreException {
        try (SessionStore store = SessionStore.open(data)) {
            return KeptPlay.session(store, "Ada", repetitions);
        }
    }

    private void assertOpeningChangesNoFolder() throws Exception {
        Map<String, String> before = content(data.resolve("sessions"));
        assertThat(before).isNotEmpty();
        openInEveryWay();
        assertThat(content(data.resolve("sessions"))).isEqualTo(before);
    }

    @Test
    void whereTheDatabaseWasMovedAway() throws Exception {
        keep(1);
        keep(1);
        Files.move(data.resolve(Database.FILE), folder.resolve("away"));
        assertOpeningChangesNoFolder();
    }

    @Test
    void whereTheDatabaseIsEmpty() throws Exception {
        keep(1);
        Files.write(data.resolve(Database.FILE), new byte[0]);
        assertOpeningChangesNoFolder();
    }

    @Test
    void whereAnOlderCopyIsPutInItsPlace() throws Exception {
        SessionId old = keep(1);
        Path copy = Files.copy(data.resolve(Database.FILE), folder.resolve("copy"));
        SessionId young = keep(2);
        Files.copy(copy, data.resolve(Database.FILE), StandardCopyOption.REPLACE_EXISTING);
        assertOpeningChangesNoFolder();
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(old, young);
            assertThat(store.foundAgain()).containsExactly(young);
        }
    }

    @Test
    void whereTheFolderHasSessionsOfItsOwn() throws Exception {
        Path theirs = Files.createDirectories(data.resolve("sessions/2026-11-27-1841"));
        Files.writeString(theirs.resolve("notes.txt"), "of somebody else");
        Files.writeString(
                Files.createDirectories(data.resolve("sessions/concert")).resolve("programme"), "Brahms");
        Files.writeString(data.resolve("sessions/list"), "of somebody else");
        Files.writeString(Files.createDirectories(data.resolve("trash")).resolve("old"), "of somebody else");
        Map<String, String> trash = content(data.resolve("trash"));
        assertOpeningChangesNoFolder();
        assertThat(content(data.resolve("trash"))).isEqualTo(trash);
        SessionId mine = keep(1); // began in the minute of theirs
        assertThat(mine).hasToString("2026-11-27-1841-2");
        assertThat(content(theirs)).hasSize(2);
    }

    @Test
    void whereSessionsIsALink() throws Exception {
        SessionId id = keep(1);
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(data.resolve("sessions"), elsewhere);
        Files.writeString(Files.createDirectory(elsewhere.resolve("letters")).resolve("letter"), "of somebody else");
        Files.createSymbolicLink(data.resolve("sessions"), elsewhere);
        Map<String, String> before = content(elsewhere);
        openInEveryWay();
        Files.delete(data.resolve(Database.FILE));
        openInEveryWay();
        assertThat(content(elsewhere)).isEqualTo(before);
        try (SessionStore store = SessionStore.open(data)) {
            store.addPerson("Ada");
            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("is a link");
            assertThatThrownBy(() -> store.erase(id)).hasMessageContaining("is a link");
            assertThatThrownBy(() -> store.erase("Ada")).hasMessageContaining("is a link");
            assertThat(store.people()).containsExactly("Ada");
        }
        assertThat(content(elsewhere)).isEqualTo(before);
    }

    @Test
    void aSessionThatIsNotWorthKeepingIsNotDeletedThroughALink() throws Exception {
        SessionStore.open(data).close();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("sessions"), elsewhere);
        SessionId id;
        try (SessionStore store = SessionStore.open(data)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            id = recording.id();
            assertThat(recording.finish()).isFalse();
            assertThat(store.find(id)).isEmpty();
        }
        assertThat(elsewhere.resolve(id.text())).isDirectory();
        Files.delete(data.resolve("sessions"));
        Files.move(elsewhere, data.resolve("sessions"));
        SessionStore.open(data).close(); // the folder itself is in its place: the tombstone holds
        assertThat(data.resolve("sessions").resolve(id.text())).doesNotExist();
    }

    @Test
    void picturesWhoseDaysAreOverAreNotDeletedThroughALink() throws Exception {
        SessionId id;
        try (SessionStore store = SessionStore.open(data)) {
            SessionDetails plain = KeptPlay.details("Ada");
            SessionDetails pictures = new SessionDetails(
                    plain.person(),
                    plain.began(),
                    plain.load(),
                    plain.painBefore(),
                    plain.versions(),
                    new PictureChoice(PictureChoice.KeptPictureKind.STILLS, 1));
            LiveRecording recording = store.begin(pictures, KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(1));
            recording.still(1, Moment.TOP, new byte[] {1});
            recording.finish();
            id = recording.id();
        }
        Path mine = data.resolve("sessions").resolve(id.text());
        Path album = folder.resolve("album");
        Files.move(mine, album);
        Files.createSymbolicLink(mine, album);
        SessionStore.open(data, Instant.now().plus(Duration.ofDays(400))).close();
        assertThat(album.resolve("rep-1-top.jpg")).exists();
    }

    @Test
    void whatTheDatabaseNamesWithoutANameIsToldAndNotFollowed() throws Exception {
        SessionId id = keep(1);
        Path letter = Files.writeString(
                Files.createDirectory(folder.resolve("letters")).resolve("letter"), "of Bob");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + data.resolve(Database.FILE));
                var statement = connection.createStatement()) {
            statement.execute("insert into tombstone values ('../../letters', 0), ('.', 0), ('', 0)");
            statement.execute("create temp table other as select * from session");
            statement.execute("update other set id = '../letters', deleted_millis = 1");
            statement.execute("insert into session select * from other");
            statement.execute("update other set id = '..', deleted_millis = null");
            statement.execute("insert into session select * from other");
        }
        openInEveryWay();
        assertThat(letter).exists();
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.findings().lines()).containsExactly("5 rows of the database name no session: left out.");
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(id);
            assertThat(store.latest()).contains(id);
            store.erase("Ada");
        }
        assertThat(letter).exists();
        assertThat(data.resolve("sessions")).isDirectory();
    }

    @Test
    void onlyWhatATombstoneNamesGoes() throws Exception {
        SessionId gone = keep(1);
        SessionId stays = keep(1);
        try (SessionStore store = SessionStore.open(data);
                var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + data.resolve(Database.FILE));
                var statement = connection.createStatement()) {
            assertThat(store.find(gone)).isPresent();
            statement.execute("pragma foreign_keys = on");
            statement.execute("delete from session"); // killed between row and folder; the other one was lost
            statement.execute("insert into tombstone values ('" + gone + "', 0)");
        }
        SessionStore.openToRead(data).close();
        assertThat(data.resolve("sessions").resolve(gone.text())).exists();
        SessionStore.open(data).close();
        assertThat(Files.exists(data.resolve("sessions").resolve(gone.text()), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.find(gone)).isEmpty();
            assertThat(store.find(stays)).isPresent();
        }
    }

    @Test
    void whatIsNotKnownIsNotDeletedByAnEraseThatWasRefused() throws Exception {
        keep(1);
        SessionId unknown = new SessionId("2026-11-01-1000");
        Path theirs = Files.createDirectories(data.resolve("sessions").resolve(unknown.text()));
        Files.writeString(theirs.resolve("notes.txt"), "of somebody else");
        try (SessionStore store = SessionStore.open(data)) {
            assertThatThrownBy(() -> store.erase(unknown)).hasMessageContaining("There is no session");
        }
        assertOpeningChangesNoFolder();
    }
}

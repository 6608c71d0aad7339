package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is looked at before it is used. */
class DatabaseTest {
    private static final Path VERSION_1 = Path.of("src/test/resources/formcheck/session/store-of-version-1");

    @TempDir
    Path folder;

    private void run(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String ask(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private void refused(String words) {
        assertThatThrownBy(() -> SessionStore.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("\n", "select", "SQLITE", "Exception");
    }

    @Test
    void aStoreOfTheFirstVersionIsBroughtUpToDateAndNothingInItChanges() throws Exception {
        try (Stream<Path> all = Files.walk(VERSION_1)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(VERSION_1.relativize(path).toString());
                Files.createDirectories(to.getParent());
                Files.copy(path, to);
            }
        }
        DataFolder.makePrivate(folder);
        for (int i = 0; i < 2; i++) {
            try (SessionStore store = SessionStore.open(folder)) {
                SessionId id = new SessionId("2026-11-27-1841");
                KeptSession kept = store.find(id).orElseThrow();
                assertThat(kept.session().reps()).hasSize(3);
                assertThat(kept.person()).isEqualTo("Ada");
                assertThat(kept.finished()).isTrue();
                assertThat(kept.painAfter()).hasValue(4);
                assertThat(store.motion(id)).isPresent();
                KeptSession cutOff =
                        store.find(new SessionId("2026-11-27-1841-2")).orElseThrow();
                assertThat(cutOff.person()).isEqualTo("Grace");
                assertThat(cutOff.finished()).isFalse();
                assertThat(store.findings().adopted()).isEmpty();
                assertThat(store.foundAgain()).isEmpty();
                assertThat(store.integrity()).isEqualTo("ok");
                assertThat(store.proofs("Ada")).isEmpty();
                assertThat(store.profile("Ada").orElseThrow().provenDecides()).isFalse();
                store.delete(id);
                store.undoDelete(id);
            }
        }
        assertThat(ask("select max(version) from flyway_schema_history")).isEqualTo("4");
        assertThat(ask("pragma application_id")).isEqualTo("1178813506");
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        run("create table note (text text)", "insert into note values ('milk')");
        refused("another program");
        run("drop table note", "pragma application_id = 7");
        refused("another program");
        assertThat(ask("select count(*) from sqlite_master")).isEqualTo("0");
    }

    @Test
    void aDatabaseThatSomethingElseChangedIsRefused() throws Exception {
        for (List<String> change : List.of(
                List.of("create trigger spy after insert on cue begin delete from session; end", "drop trigger spy"),
                List.of("create view flyway_view as select 1", "drop view flyway_view"),
                List.of("alter table cue rename column said to heard", "alter table cue rename column heard to said"),
                List.of("alter table cue rename to cues", "alter table cues rename to cue"))) {
            SessionStore.open(folder).close();
            run(change.get(0));
            refused("changed by another program");
            run(change.get(1));
        }
    }

    @Test
    void aTableOfAnotherToolDoesNoHarm() throws Exception {
        SessionStore.open(folder).close();
        run("create table note (text text)");
        SessionStore.open(folder).close();
    }

    @Test
    void aPageOfTheFileThatIsDamagedIsFoundWhenItIsOpened() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            KeptPlay.session(store, "Ada", 6);
        }
        Path file = folder.resolve(Database.FILE);
        byte[] whole = Files.readAllBytes(file);
        int pageSize = Integer.parseInt(ask("pragma page_size"));
        int found = 0;
        for (int page = 1; page < whole.length / pageSize; page++) {
            byte[] wrong = whole.clone();
            Arrays.fill(wrong, page * pageSize, (page + 1) * pageSize, (byte) 0x5A);
            Files.write(file, wrong);
            try {
                SessionStore.open(folder).close();
            } catch (DamagedStoreException e) {
                assertThat(e.getMessage()).contains("is damaged", "--rebuild").doesNotContain("\n");
                found++;
            }
        }
        // pages that hold the rest of a long document, or nothing, have no form that could be wrong
        assertThat(found).isGreaterThan(whole.length / pageSize / 2);
    }

    @Test
    void whatIsAcknowledgedOutlivesAPowerCut() throws Exception {
        try (Database database = Database.open(folder)) {
            assertThat(database.<Integer>write(connection -> Sql.count(connection, "pragma synchronous")))
                    .isEqualTo(2); // full
            assertThat(database.<Integer>write(connection -> Sql.count(connection, "pragma trusted_schema")))
                    .isZero();
            assertThat(database.<Integer>read(connection -> Sql.count(connection, "pragma trusted_schema")))
                    .isZero();
        }
    }

    @Test
    void whatTakesTooLongIsBrokenOffAndTheNextWorkGoesOn() throws Exception {
        try (Database database = Database.open(folder, Duration.ofMillis(200))) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> database.read(connection -> Sql.count(connection, """
                            with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n
                            """)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("took too long");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
            assertThat(database.<Integer>read(connection -> Sql.count(connection, "select count(*) from session")))
                    .isZero();
        }
    }

    // ---------------------------------------------------------------- the native library

    @Test
    void whatEarlierVersionsUnpackedThereIsCleanedAndNothingOfAnotherNameAndNoLink() throws Exception {
        SessionStore.open(folder).close();
        String name = "sqlite-3.54.1.0-0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f-libsqlitejdbc.so";
        Path library = Files.writeString(folder.resolve(name), "x");
        Path lock = Files.writeString(folder.resolve(name + ".lck"), "");
        Path mine = Files.writeString(folder.resolve("my-" + name), "x");
        Path notes = Files.writeString(folder.resolve("sqlite-notes.so"), "x");
        Path link = Files.createSymbolicLink(folder.resolve(name.replace('f', 'e')), mine);
        SessionStore.openToRead(folder).close();
        assertThat(library).as("to look deletes nothing").exists();
        SessionStore.open(folder).close();
        assertThat(library).doesNotExist();
        assertThat(lock).doesNotExist();
        assertThat(mine).exists();
        assertThat(notes).exists();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void nothingOfTheDriverLiesInTheDataFolder() throws Exception {
        SessionStore.open(folder).close();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.map(Path::toString)).noneMatch(path -> path.contains("sqlitejdbc"));
        }
    }

    @Test
    @Timeout(30)
    void whatLiesInPlaceOfItsFilesIsToldAndNotFollowed() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Path file = folder.resolve(Database.FILE);
        DataFolder.makePrivate(folder);
        Files.createSymbolicLink(file, elsewhere);
        refused("is a link that leads nowhere");
        assertThat(elsewhere).doesNotExist();
        Files.delete(file);

        Path lock = folder.resolve("schema.lock");
        assertThat(new ProcessBuilder("mkfifo", lock.toString()).start().waitFor())
                .isZero();
        refused("schema.lock is no file of FormCheck's");
        Files.delete(lock);
        Files.createSymbolicLink(lock, elsewhere);
        refused("schema.lock is no file of FormCheck's");
        assertThat(elsewhere).doesNotExist();
        Files.delete(lock);
        SessionStore.open(folder).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session set began = 'yesterday'",
                "session set origin = 'dream'",
                "session set exercise = '{}'",
                "session set exercise = '['",
                "repetition set judged = '{}'",
                "repetition set judged = 'null'"
            })
    void aSessionWhoseRowsAreDamagedIsNamedAndTheOthersAreThereOnceItIsDeleted(String change) throws Exception {
        SessionId bad;
        SessionId good;
        DataFolder.makePrivate(folder);
        try (SessionStore store = SessionStore.open(folder)) {
            bad = KeptPlay.session(store, "Ada", 1);
            good = KeptPlay.session(store, "Ada", 1);
        }
        String column = change.startsWith("session") ? "id" : "session";
        run("update " + change + " where " + column + " = '" + bad + "'");
        try (SessionStore store = SessionStore.open(folder)) {
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(bad, good);
            assertThat(store.overviews("Ada")).noneMatch(SessionOverview::unreadable);
            assertThat(store.latestPerson()).contains("Ada");
            assertThatThrownBy(() -> store.find(bad))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Session " + bad)
                    .hasMessageContaining("is damaged")
                    .hasMessageEndingWith("formcheck delete " + bad);
            store.delete(bad);
            assertThat(store.trash("Ada")).extracting(SessionOverview::id).containsExactly(bad);
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(good);
            assertThat(store.find(good)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'['",
                "''",
                "'null'",
                "'{\"counts\":7}'",
                "'{\"range\":null}'",
                "'{\"range\":1,\"range\":1}'",
                "'{} {}'",
                "x'ff'",
                "7"
            })
    void damagedFiguresAreListedAndMadeAgainFromTheRepetitions(String figures) throws Exception {
        DataFolder.makePrivate(folder);
        List<SessionOverview> before;
        KeptSession whole;
        SessionId bad;
        try (SessionStore store = SessionStore.open(folder)) {
            bad = KeptPlay.session(store, "Ada", 3);
            KeptPlay.session(store, "Ada", 1);
            before = store.overviews("Ada");
            whole = store.find(bad).orElseThrow();
        }
        run("update session set figures = " + figures + " where id = '" + bad + "'");
        try (SessionStore store = SessionStore.open(folder)) {
            List<SessionOverview> listed = store.overviews("Ada");
            assertThat(listed)
                    .extracting(SessionOverview::id, SessionOverview::began, SessionOverview::painAfter)
                    .containsExactlyElementsOf(before.stream()
                            .map(one -> tuple(one.id(), one.began(), one.painAfter()))
                            .toList());
            assertThat(listed).extracting(SessionOverview::unreadable).containsExactly(true, false);
            assertThat(listed.get(0).counts()).isEqualTo(new Session.Counts(0, 0, 0, 0));
            assertThat(listed.get(1)).isEqualTo(before.get(1));
            KeptSession found = store.find(bad).orElseThrow();
            assertThat(found.session().reps()).isEqualTo(whole.session().reps());
            assertThat(found.session().damage().orElseThrow()).contains("figures", "cannot be read");
            store.delete(bad);
            assertThat(store.trash("Ada"))
                    .extracting(SessionOverview::unreadable)
                    .containsExactly(true);
            store.undoDelete(bad);
        }
        try (SessionStore store = SessionStore.rebuild(folder)) {
            assertThat(store.findings().lines())
                    .containsExactly("The figures of session " + bad + " were made again from its repetitions.");
            assertThat(store.overviews("Ada")).isEqualTo(before);
            assertThat(store.find(bad)).contains(whole);
        }
        try (SessionStore store = SessionStore.rebuild(folder)) {
            assertThat(store.findings().lines()).isEmpty();
        }
    }
}

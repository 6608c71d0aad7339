package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.KeptPlay;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One damaged session stops neither the list nor the export of the others. */
class DamagedSessionsTest {
    @TempDir
    Path folder;

    private Path data;
    private SessionId good;
    private SessionId bad;
    private SessionId last;

    @BeforeEach
    void keepThree() throws Exception {
        data = folder.resolve("data");
        try (SessionStore store = SessionStore.open(data)) {
            good = KeptPlay.session(store, "Ada", 2);
            bad = KeptPlay.session(store, "Ada", 3);
            last = KeptPlay.session(store, "Ada", 1);
        }
    }

    private void damage(String change) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("formcheck.db"));
                PreparedStatement statement =
                        connection.prepareStatement("update session set " + change + " where id = ?")) {
            statement.setString(1, bad.text());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private Run run(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = data.toString();
        return Run.of(all);
    }

    @Test
    void theListNamesTheSessionWithItsDateAndWhatToDo() throws Exception {
        String whole = run("sessions").out();
        damage("figures = '['");
        Run list = run("sessions");
        assertThat(list.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(list.out().lines()).hasSize(3);
        assertThat(list.out())
                .containsPattern(bad + " +Fri 27 Nov 2026 18:41 .*its values cannot be read;"
                        + " to make them again: formcheck sessions --rebuild");
        assertThat(list.err()).isEmpty();
        Run report = run("report", bad.text(), "--to", "-");
        assertThat(report.exitCode()).as(report.err()).isEqualTo(ExitCode.OK);
        assertThat(report.out().replaceAll("\\s+", " ")).contains("The figures of this session cannot be read");
        Run rebuilt = run("sessions", "--rebuild");
        assertThat(rebuilt.err()).contains("The figures of session " + bad + " were made again");
        assertThat(rebuilt.out()).isEqualTo(whole);
        assertThat(run("sessions").out()).isEqualTo(whole);
    }

    @Test
    void exportWritesTheOtherSessionsAndSaysWhichItCouldNot() throws Exception {
        damage("exercise = '{}'");
        Path to = folder.resolve("out");
        Run export = run("export", "--person", "Ada", "--to", to.toString());
        assertThat(export.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(export.errLines()).hasSize(2);
        assertThat(export.err()).contains("Session " + bad, "is damaged", "Exported 2 sessions");
        assertThat(to.resolve(good + "-stored.json")).exists();
        assertThat(to.resolve(last + "-stored.json")).exists();
        assertThat(to.resolve("person.json")).exists();
        assertThat(to.resolve(bad + "-stored.json")).doesNotExist();
        Run one = run("export", bad.text(), "--to", folder.resolve("one").toString());
        assertThat(one.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(one.errLines()).hasSize(1);
    }

    @Test
    void figuresThatCannotBeReadAreExportedWithTheirRepetitions() throws Exception {
        damage("figures = '['");
        Path to = folder.resolve("out");
        assertThat(run("export", "--person", "Ada", "--to", to.toString()).exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(to.resolve(bad + "-stored.json")))
                .contains("The figures of this session cannot be read");
        Path other = folder.resolve("other");
        assertThat(Run.of("import", to.toString(), "--data", other.toString()).exitCode())
                .isEqualTo(ExitCode.OK);
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.overviews("Ada")).hasSize(3).noneMatch(session -> session.unreadable());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update session set exercise = '{}' where id = ?",
                "update session set exercise = 'x' where id = ?",
                "update session set baseline = '{}' where id = ?",
                "update session set head_check = '[' where id = ?",
                "update repetition set judged = '[' where session = ?",
                "update repetition set judged = '{}' where number = 2 and session = ?",
                "update repetition set verdict = 'splendid', judged = 'null' where session = ?",
                "update exercise_set set start_seconds = 'soon', ending = 'never' where session = ?",
                "update blind_spot set reason = 'because' where session = ?"
            })
    void whatCannotBeReadIsMadeAgainFromTheMotion(String change) throws Exception {
        String whole = run("sessions").out();
        try (SessionStore store = SessionStore.open(data)) {
            store.rate(bad, 1, 6);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("formcheck.db"));
                PreparedStatement statement = connection.prepareStatement(change)) {
            statement.setString(1, bad.text());
            statement.executeUpdate();
        }
        boolean damaged = run("report", bad.text(), "--to", "-").exitCode() != ExitCode.OK;
        Run rebuilt = run("sessions", "--rebuild");
        assertThat(rebuilt.exitCode()).isEqualTo(ExitCode.OK);
        String line = "Session " + bad + " was damaged: its repetitions were made again from its motion.";
        assertThat(rebuilt.err().contains(line)).isEqualTo(damaged);
        assertThat(run("sessions").out().lines()).hasSameSizeAs(whole.lines().toList());
        Run report = run("report", bad.text(), "--to", "-");
        assertThat(report.exitCode()).as(report.err()).isEqualTo(ExitCode.OK);
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.find(bad).orElseThrow().session().reps()).hasSize(3);
            assertThat(store.find(bad).orElseThrow().painAfter()).hasValue(6);
            assertThat(store.find(good).orElseThrow().session().reps()).hasSize(2);
        }
        assertThat(run("sessions", "--rebuild").err()).doesNotContain("damaged");
    }

    @Test
    void whatHasNoMotionStaysAsItIsAndIsNamed() throws Exception {
        damage("exercise = '{}'");
        Files.delete(data.resolve("sessions").resolve(bad.text()).resolve("motion.fcm"));
        Run rebuilt = run("sessions", "--rebuild");
        assertThat(rebuilt.err()).contains("cannot be made again from its motion", "formcheck delete " + bad);
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.find(good)).isPresent();
            assertThat(store.overviews("Ada")).hasSize(3);
        }
    }
}

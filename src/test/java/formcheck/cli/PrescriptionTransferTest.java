package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import formcheck.session.prescription.Prescription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A prescription moves with its person to another data folder, makes no key trusted on its way, and goes when they are erased. */
class PrescriptionTransferTest {
    @TempDir
    Path folder;

    private Path home;
    private Path away;
    private Path exported;
    private String key = "";

    @BeforeEach
    void adaFollowsAPrescriptionAndExports() throws Exception {
        home = folder.resolve("home");
        away = folder.resolve("away");
        exported = folder.resolve("everything");
        key = prescribed("Dr. Kim", "practice", 2);
        ok(Run.of("prescription", file().toString(), "--accept", key, "--data", home.toString()));
        try (SessionStore store = SessionStore.open(home)) {
            KeptPlay.session(store, "Ada", 2);
        }
        export();
    }

    private Path file() {
        return folder.resolve("ada.json");
    }

    private static Run ok(Run run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        return run;
    }

    private String prescribed(String who, String practice, int sets) {
        Run run = ok(Run.of(
                "prescribe",
                "--for",
                "Ada",
                "--by",
                who,
                "--sets",
                String.valueOf(sets),
                "--out",
                file().toString(),
                "--data",
                folder.resolve(practice).toString()));
        Matcher printed = Pattern.compile("Your key: (\\S+)").matcher(run.out() + run.err());
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }

    private void export() {
        ok(Run.of("export", "--person", "Ada", "--to", exported.toString(), "--data", home.toString()));
    }

    private Run imports(String... more) {
        List<String> words = new ArrayList<>(List.of("import", exported.toString(), "--data", away.toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private Optional<Integer> setsAway() throws Exception {
        try (SessionStore store = SessionStore.open(away)) {
            return store.prescriptions().newest("Ada").map(Prescription::sets);
        }
    }

    private boolean isTrustedAway() throws Exception {
        try (SessionStore store = SessionStore.open(away)) {
            return store.prescriptions().knows("Ada", key);
        }
    }

    @Test
    void anImportTrustsAKeyOnlyIfThePersonSaysSo() throws Exception {
        assertThat(ok(imports()).err())
                .contains("Imported 1 session", "Left out: what Dr. Kim prescribed.", "--accept " + key);
        assertThat(setsAway()).isEmpty();
        assertThat(isTrustedAway()).isFalse();
        Run wrong = imports("--accept", "1111-2222-3333-4444-5555-6666-7777-8888");
        assertThat(wrong.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(wrong.err())
                .contains("holds no prescription signed by the key 1111")
                .hasLineCount(1);
        assertThat(setsAway()).isEmpty();
        assertThat(ok(imports("--accept", key.toLowerCase(Locale.ROOT))).err())
                .contains("Imported 0 sessions")
                .doesNotContain("Left out");
        assertThat(setsAway()).contains(2);
        assertThat(isTrustedAway()).isTrue();
        assertThat(Files.readString(exported.resolve("person.json"))).isEqualTo(exportedAgain(away));
    }

    private String exportedAgain(Path data) throws Exception {
        Path again = folder.resolve("again");
        ok(Run.of("export", "--person", "Ada", "--to", again.toString(), "--data", data.toString()));
        return Files.readString(again.resolve("person.json"));
    }

    @Test
    void aNewerOneByATrustedKeyComesAlongAndAnotherPersonsKeyDoesNot() throws Exception {
        ok(imports("--accept", key));
        prescribed("Dr. Kim", "practice", 3);
        ok(Run.of("prescription", file().toString(), "--data", home.toString()));
        export();
        assertThat(ok(imports()).err()).doesNotContain("Left out");
        assertThat(setsAway()).contains(3);
        ok(Run.of("prescription", "--end", "--person", "Ada", "--data", away.toString()));
        assertThat(ok(imports()).err()).doesNotContain("Left out");
        assertThat(setsAway()).as("what the person ended here stays ended").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sets\" : 2 | \"sets\" : 3 | signature does not fit",
                "\"practitioner\" : \"Dr. Kim\" | \"practitioner\" : \"Dr. Kom\" | signature does not fit",
                "\"sets\" : 2 | \"sets\" : 99 | sets are from 1 to 10"
            })
    void aChangedPrescriptionIsRefusedAndNothingIsImported(String from, String to, String why) throws Exception {
        Path person = exported.resolve("person.json");
        String written = Files.readString(person);
        String changed = written.replace(from, to);
        assertThat(changed).isNotEqualTo(written);
        Files.writeString(person, changed);
        Run run = imports("--accept", key);
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("person.json is damaged", why).hasLineCount(1);
        try (SessionStore store = SessionStore.open(away)) {
            assertThat(store.people()).isEmpty();
        }
    }

    @Test
    void anotherPersonsPrescriptionIsRefused() throws Exception {
        Path bobs = folder.resolve("bob.json");
        ok(Run.of(
                "prescribe",
                "--for",
                "Bob",
                "--by",
                "Dr. Kim",
                "--out",
                bobs.toString(),
                "--data",
                folder.resolve("practice").toString()));
        ObjectMapper mapper = new ObjectMapper();
        Path person = exported.resolve("person.json");
        ObjectNode tree = (ObjectNode) mapper.readTree(person.toFile());
        ((ObjectNode) tree.path("prescriptions").path(0)).set("document", mapper.readTree(bobs.toFile()));
        mapper.writeValue(person.toFile(), tree);
        Run run = imports("--accept", key);
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("person.json is damaged").hasLineCount(1);
    }

    @Test
    void anErasedPersonLeavesNoPrescription() throws Exception {
        assertThat(rows()).isEqualTo(1);
        ok(Run.of("erase", "--person", "Ada", "--yes", "--data", home.toString()));
        assertThat(rows()).isZero();
        assertThat(new String(Files.readAllBytes(home.resolve("formcheck.db")), StandardCharsets.ISO_8859_1))
                .doesNotContain("Dr. Kim");
        Run refused = Run.of("prescription", file().toString(), "--data", home.toString());
        assertThat(refused.err()).as("the key is forgotten, too").contains("has not accepted yet");
    }

    private int rows() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("formcheck.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from prescription")) {
            return row.getInt(1);
        }
    }
}

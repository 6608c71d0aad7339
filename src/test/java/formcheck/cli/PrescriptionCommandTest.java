package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.KeptPlay;
import formcheck.session.Profile;
import formcheck.session.SessionStore;
import formcheck.session.prescription.Prescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A practitioner prescribes in one data folder, and the person accepts in another. */
class PrescriptionCommandTest {
    @TempDir
    Path folder;

    private Path practice;
    private Path home;
    private Path file;

    @BeforeEach
    void folders() {
        practice = folder.resolve("practice");
        home = folder.resolve("home");
        file = folder.resolve("ada.json");
    }

    private Run prescribe(String... more) {
        List<String> words =
                new ArrayList<>(List.of("prescribe", "--for", "Ada", "--by", "Dr. Kim", "--data", practice.toString()));
        words.addAll(Arrays.asList(more));
        return Run.of(words.toArray(String[]::new));
    }

    private String prescribed(String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--out", file.toString()));
        Run run = prescribe(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        Matcher key = Pattern.compile("Your key: (\\S+)").matcher(run.out() + run.err());
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private Run accept(String... more) {
        List<String> words = new ArrayList<>(List.of("prescription", file.toString(), "--data", home.toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    private Prescription kept() throws Exception {
        try (SessionStore store = SessionStore.openToRead(home)) {
            return store.prescriptions().newest("ada").orElseThrow();
        }
    }

    private static void refused(Run run, String why) {
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.err().strip()).contains(why).doesNotContain("\tat ").hasLineCount(1);
    }

    @Test
    void isAcceptedWithTheFingerprintOnceAndThenByTheKey() throws Exception {
        String key = prescribed(
                "--repetitions", "8-10", "--sets", "2", "--days", "tue,Friday", "--height", "80", "--note", "Slowly");
        refused(accept(), "a key that Ada has not accepted yet: " + key);
        refused(accept("--accept", "1111-2222"), "signed by another key: " + key);
        assertThat(accept("--accept", key.toLowerCase(java.util.Locale.ROOT)).exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(kept().days()).containsExactly(DayOfWeek.TUESDAY, DayOfWeek.FRIDAY);
        assertThat(kept().height()).isEqualTo(OptionalDouble.of(80));
        assertThat(kept().number()).isEqualTo(1);
        refused(accept(), "Ada has number 1 already");
        prescribed("--variant", "weights", "--kilograms", "2.5");
        assertThat(accept().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(kept().variant()).isEqualTo("weights");
        try (SessionStore store = SessionStore.openToRead(home)) {
            Profile profile = store.profile("Ada").orElseThrow();
            assertThat(profile.variant()).contains("weights");
            assertThat(profile.load().kilograms()).isEqualTo(OptionalDouble.of(2.5));
        }
    }

    @Test
    void isShownAndEnds() throws Exception {
        String key = prescribed("--sets", "3", "--repetitions", "12");
        assertThat(accept("--accept", key).exitCode()).isEqualTo(ExitCode.OK);
        Run shown = Run.of("prescription", "--person", "Ada", "--data", home.toString());
        assertThat(shown.out() + shown.err()).contains("Prescribed by Dr. Kim for Ada", "3 sets of 12");
        assertThat(Run.of("prescription", "--end", "--person", "Ada", "--data", home.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        try (SessionStore store = SessionStore.openToRead(home)) {
            assertThat(store.prescriptions().newest("Ada")).isEmpty();
        }
        prescribed("--sets", "1");
        assertThat(accept().exitCode()).isEqualTo(ExitCode.OK);
        assertThat(kept().sets()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--height 20 | height limit is between 40 and 175",
                "--lowering 9 | lowering limit is between 0.3 and 6",
                "--lowering NaN | lowering is a number",
                "--repetitions 0 | repetitions are from 1",
                "--repetitions 12-8 | the fewer first",
                "--repetitions many | --repetitions is a number",
                "--sets 0 | sets are from 1 to 10",
                "--days someday | --days are mon",
                "--from yesterday | is no day",
                "--weeks 60 | --weeks is from 1 to 52",
                "--kilograms -1 | kilograms are from 0",
                "--variant swimming | swimming",
                "--band '' | band is one line"
            })
    void whatCannotBePrescribedIsOneLineAndNothingIsKept(String option, String why) throws Exception {
        String[] words = option.split(" ", 2);
        refused(prescribe(words[0], words[1].replace("'", "")), why);
        try (SessionStore store = SessionStore.open(practice)) {
            assertThat(store.prescriptions().newest("Ada")).isEmpty();
        }
    }

    @Test
    void aChangedMissingOrForeignFileIsOneLine() throws Exception {
        String key = prescribed("--sets", "2");
        refused(accept("--accept", key, "--person", "Bob"), "is for Ada");
        Files.writeString(file, Files.readString(file).replace("\"sets\" : 2", "\"sets\" : 3"));
        refused(accept("--accept", key), "its signature does not fit");
        Files.writeString(file, "");
        refused(accept("--accept", key), "no prescription of FormCheck");
        Files.delete(file);
        refused(accept("--accept", key), "No such file");
        assertThat(SessionStore.isIn(home)).isFalse();
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsDamagedSignsNothing() throws Exception {
        prescribed("--sets", "2");
        Path key = practice.resolve("prescriber-key.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        refused(prescribe(), "Others may read the key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "{}");
        refused(prescribe(), "is damaged");
        assertThat(key).hasContent("{}");
    }

    @Test
    void whatWasDoneComesBackToThePractitioner() throws Exception {
        String key = prescribed("--sets", "2", "--from", "2026-11-01", "--weeks", "52");
        assertThat(accept("--accept", key).exitCode()).isEqualTo(ExitCode.OK);
        try (SessionStore store = SessionStore.open(home)) {
            KeptPlay.session(store, "Ada", 4);
            KeptPlay.session(store, "Grace", 2);
        }
        Path done = folder.resolve("done.json");
        Run wrote = Run.of("prescription", "--person", "Ada", "--report", done.toString(), "--data", home.toString());
        assertThat(wrote.exitCode()).as(wrote.err()).isEqualTo(ExitCode.OK);
        assertThat(done).content().contains("\"person\" : \"Ada\"").doesNotContain("Grace", "T1", "camera");
        Run read = Run.of("prescribe", "--read", done.toString());
        assertThat(read.exitCode()).as(read.err()).isEqualTo(ExitCode.OK);
        assertThat(read.out()).contains("Ada, prescription 1 of Dr. Kim", "1 session");
        byte[] whole = Files.readAllBytes(done);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            Files.write(done, changed);
            Run again = Run.of("prescribe", "--read", done.toString());
            if (again.exitCode() != ExitCode.OK) {
                refused(again, "is no report of FormCheck");
            }
        }
    }

    @Test
    void showsItRightAfterItWasAccepted() {
        String key = prescribed();
        assertThat(accept("--accept", key).exitCode()).isEqualTo(ExitCode.OK);
        Run shown = Run.of("prescription", "--data", home.toString());
        assertThat(shown.err() + shown.out()).contains("Prescribed by Dr. Kim for Ada");
        assertThat(shown.exitCode()).isEqualTo(ExitCode.OK);
    }

    @Test
    void saysWhetherTheCoachFollowsItToday() {
        String key = prescribed();
        Run now = accept("--accept", key);
        assertThat(now.out() + now.err()).contains("Accepted. The live coach follows it.");
        prescribed("--from", "2020-01-01", "--weeks", "1");
        Run over = accept();
        assertThat(over.out() + over.err()).contains("It ended on 2020-01-07: the live coach does not follow it.");
        prescribed("--from", "2500-01-01");
        Run later = accept();
        assertThat(later.out() + later.err()).contains("The live coach follows it from 2500-01-01 on.");
    }
}

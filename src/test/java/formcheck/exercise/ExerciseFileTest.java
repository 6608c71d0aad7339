package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseFileTest {

    private static String builtIn() throws IOException {
        try (InputStream in =
                ExerciseFileTest.class.getResourceAsStream("/formcheck/exercise/elbows-back-raise.yaml")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theBuiltInExerciseHasTheVariantsAndLimitsOfItsDescription() throws ExerciseException {
        ExerciseFile file = ExerciseFile.builtIn();
        assertThat(file.variants()).containsExactly("bare-hands", "band", "weights", "larger-range");
        Exercise exercise = file.variant();
        assertThat(exercise.fewestRepetitions()).isEqualTo(15);
        assertThat(exercise.mostRepetitions()).isEqualTo(20);
        assertThat(exercise.elbowHeight().limit()).isEqualTo(new Limit(90, 10, "degrees"));
        assertThat(exercise.rules()).extracting(FormRule::id).startsWith("elbow-height", "fast-descent");
        assertThat(file.variant("larger-range").elbowHeight().limit().value()).isEqualTo(120);
        assertThat(file.variant("larger-range").elbowHeight().limit().tolerance())
                .isEqualTo(10);
    }

    /** Every name of the file, one after the other, is put in twice, the second time in a line below. */
    @Test
    void aNameThatIsThereTwiceIsToldWithItsLineWhereverItStands() throws IOException {
        String[] lines = builtIn().split("\n", -1);
        int tried = 0;
        for (int i = 0; i < lines.length; i++) {
            Matcher name = Pattern.compile("^(\\s*)([a-zA-Z-]+):.*").matcher(lines[i]);
            if (!name.matches()) {
                continue;
            }
            int end = i + 1; // behind what belongs to it
            while (end < lines.length && (lines[end].isBlank() || indent(lines[end]) > indent(lines[i]))) {
                end++;
            }
            List<String> doubled = new ArrayList<>(List.of(lines));
            doubled.add(end, name.group(1) + name.group(2) + ": twice");
            String where =
                    "own.yaml:" + (end + 1) + ": '" + name.group(2) + "' is there twice, first in line " + (i + 1);
            assertThatThrownBy(() -> ExerciseFile.parse("own.yaml", String.join("\n", doubled)))
                    .as("%s in line %d", name.group(2), i + 1)
                    .isInstanceOf(ExerciseException.class)
                    .hasMessageStartingWith(where);
            tried++;
        }
        assertThat(tried).isGreaterThan(30);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    @Test
    void inOneLineToo() throws IOException {
        String doubled = builtIn().replace("{from: 15,", "{from: 5, from: 15,");
        assertThat(doubled).isNotEqualTo(builtIn());
        assertThatThrownBy(() -> ExerciseFile.parse("own.yaml", doubled)).hasMessageContaining("'from' is there twice");
    }

    @Test
    void anUnknownVariantIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> ExerciseFile.builtIn().variant("barbell"))
                .isInstanceOf(ExerciseException.class)
                .hasMessageContaining("bare-hands, band, weights, larger-range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit: 90|limit: 900|must be between 40 and 175",
                "limit: 90|limit: ninety|must be a number",
                "tolerance: 10|tolerance: 1|must be between 3 and 12",
                "limit: 90|limt: 90|knows no 'limt'",
                "elbow-height:       #|elbow-hight: #|there is no rule 'elbow-hight'",
                "from: 15, to: 20|from: 20, to: 15|must be between 20 and 200",
                "from: 15|from: 15.5|must be a whole number",
                "schemaVersion: 1|schemaVersion: 2|must be between 1 and 1",
                "cleanRequires: [elbow-height|cleanRequires: [squat|not among the rules",
                "cleanRequires: [elbow-height|cleanRequires: [elbows-back|not sure enough to decide",
                "name: Elastic band|nam: Elastic band|knows no 'nam'",
                "Lower slowly|Lower your arms more slowly|longer than the 24 characters",
                "id: elbows-back-raise|id: ../evil|must be small letters",
                "setBreakSeconds: 20|setBreakSeconds: .nan|must be a number",
                "setBreakSeconds: 20|setBreakSeconds: NaN|must be between 3 and 600",
            })
    void aWrongFileIsNamedWithLineAndReason(String right, String wrong, String reason) throws IOException {
        String text = builtIn();
        assertThat(text).contains(right);
        int line = (int) text.substring(0, text.indexOf(right)).lines().count();
        line += text.charAt(text.indexOf(right) - 1) == '\n' ? 1 : 0;
        int at = Math.max(1, line);
        assertThatThrownBy(() -> ExerciseFile.parse("my.yaml", text.replaceFirst(quote(right), wrong)))
                .isInstanceOf(ExerciseException.class)
                .hasMessageStartingWith("my.yaml:" + at + ":")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private static String quote(String text) {
        return java.util.regex.Pattern.quote(text);
    }

    @Test
    void missingEmptyBinaryAndHugeFilesAreOneLine(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[300 * 1024]);
        for (Path file : new Path[] {folder.resolve("none.yaml"), empty, binary, huge, folder}) {
            assertThatThrownBy(() -> ExerciseFile.read(file))
                    .isInstanceOf(ExerciseException.class)
                    .hasMessageNotContaining("\n")
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    @Test
    void aBombOfAliasesIsRefused() {
        String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nid: *c\n";
        assertThatThrownBy(() -> ExerciseFile.parse("bomb.yaml", bomb)).isInstanceOf(ExerciseException.class);
    }

    @Test
    void noTextWhateverBreaksTheReader() throws IOException {
        String text = builtIn();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int k = 0; k < 1 + random.nextInt(4); k++) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.setCharAt(at, (char) (32 + random.nextInt(96)));
                    case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(30)));
                    default -> damaged.insert(at, "{[&*!%\n\t:-#".charAt(random.nextInt(11)));
                }
            }
            try {
                ExerciseFile.parse("x.yaml", damaged.toString());
            } catch (ExerciseException e) {
                assertThat(e.getMessage()).startsWith("x.yaml").doesNotContain("\n");
            }
        }
    }

    @Test
    void aHeightLimitOfOnesOwnStaysWithinReason() {
        Exercise exercise = ExerciseFile.builtIn().variant();
        assertThat(exercise.withHeightLimit(75).elbowHeight().limit().value()).isEqualTo(75);
        assertThatThrownBy(() -> exercise.withHeightLimit(10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> exercise.withHeightLimit(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}

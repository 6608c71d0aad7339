package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong command line is one line and exit code 2, before Spark starts where that is possible. */
class ArchiveMainTest {
    @TempDir
    private Path folder;

    private static int code;

    private static String said(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            code = ArchiveMain.run(arguments);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "judge, Missing required",
        "judge in --to out --partitions 0, --partitions is at least 1",
        "judge in --to out --exercise nothing.yaml, No such exercise file",
        "judge in --to out --variant lying, no variant",
        "judge in --to out --key nothing.key, nothing.key cannot be read",
        "compare one --to out, Name two judgements",
        "compare one two --before built-in --to out, Name both",
        "cohort judged --planned 8 --to out, --planned is from 1 to 7",
        "cohort judged --planned many --to out, Invalid value",
        "keypoints in --to out --partitions -3, --partitions is at least 1",
        "dance, Unmatched argument"
    })
    void wrongUseIsOneLine(String line, String says) {
        String said = said(line.split(" "));
        assertThat(code).isEqualTo(2);
        assertThat(said).contains(says).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aShortKeyIsRefused() throws Exception {
        Path key = folder.resolve("short.key");
        Files.writeString(key, "secret");
        assertThat(said("judge", "in", "--to", "out", "--key", key.toString())).contains("16 bytes at least");
        assertThat(code).isEqualTo(2);
    }
}

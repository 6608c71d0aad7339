package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledSetTest {
    private static final String TRUTH = """
            {"schemaVersion": 1, "video": "a.mp4", "part": "validation", "person": "ruth", "variant": "band",
             "framesPerSecond": 20, "counts": {"attempted": 2, "valid": 1, "validAccept": [1, 2]},
             "repetitions": [
               {"start": 1, "top": 2, "loweringStart": 2.5, "bottom": 5, "loweringSeconds": 2.5, "faults": [], "either": ["asymmetry"]},
               {"from": 6, "to": 9, "faults": ["elbow-height"]}],
             "faults": [{"kind": "shrug", "from": 1, "to": 5}],
             "unjudgeable": [{"check": "asymmetry", "reason": "turned-away", "from": 0, "to": 9}],
             "frames": {"leftElevation": [10, 20], "rightElevation": [12, 24]}}
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void putRecording() throws IOException {
        Files.writeString(folder.resolve("a.mp4"), "");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            Files.writeString(file, text);
        }
    }

    private void isRefused(String... words) {
        assertThatThrownBy(() -> LabelledSet.read(folder))
                .isInstanceOf(LabelException.class)
                .message()
                .contains(words)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.truth.json", "a.truth.json.gz"})
    void readsATruthFile(String name) throws Exception {
        write(name, TRUTH);
        LabelledClip clip = LabelledSet.read(folder).clips().get(0);
        assertThat(clip.name()).isEqualTo("a");
        assertThat(clip.part()).isEqualTo("validation");
        assertThat(clip.person()).contains("ruth");
        assertThat(clip.variant()).contains("band");
        assertThat(clip.attempted()).containsExactly(2);
        assertThat(clip.valid()).containsExactlyInAnyOrder(1, 2);
        assertThat(clip.reps()).hasSize(2);
        assertThat(clip.reps().get(0).label("asymmetry")).isEqualTo(Label.EITHER);
        assertThat(clip.reps().get(0).label("elbow-height")).isEqualTo(Label.NONE);
        assertThat(clip.reps().get(1).label("elbow-height")).isEqualTo(Label.FAULT);
        assertThat(clip.reps().get(1).top()).isEmpty();
        assertThat(clip.injected()).containsExactly("shrug");
        assertThat(clip.isUnjudgeable("asymmetry", 1, 2)).isTrue();
        assertThat(clip.isUnjudgeable("fast-descent", 1, 2)).isFalse();
        TrueMotion motion = clip.motion().orElseThrow();
        assertThat(motion.mean(0.025)).hasValue(16.5);
        assertThat(motion.mean(0.2)).isEmpty();
    }

    @Test
    void readsFootageLabelledByEye() throws Exception {
        write(HandLabels.FILE, """
                [{"id": "x", "file": "a.mp4", "role": "positive", "reps": 2, "reps_accept": [2, 3],
                  "tops_s": [1.0, 3.0, 5.0], "bottoms_s": [0.2, 2.0, 4.0], "descent_s": [0.6, 2.2, null],
                  "elbows_above_90": [true, false, "at"]}]
                """);
        LabelledClip clip = LabelledSet.read(folder).clips().get(0);
        assertThat(clip.valid()).containsExactlyInAnyOrder(2, 3);
        List<LabelledRep> reps = clip.reps();
        assertThat(reps.get(0).from()).isEqualTo(0.2);
        assertThat(reps.get(0).to()).isEqualTo(2.0);
        assertThat(reps.get(0).label("fast-descent")).isEqualTo(Label.FAULT);
        assertThat(reps.get(0).loweringStart()).hasValue(1.4);
        assertThat(reps.get(1).label("fast-descent")).isEqualTo(Label.NONE);
        assertThat(reps.get(1).label("elbow-height")).isEqualTo(Label.FAULT);
        assertThat(reps.get(2).label("fast-descent")).isEqualTo(Label.EITHER);
        assertThat(reps.get(2).label("elbow-height")).isEqualTo(Label.EITHER);
        assertThat(reps.get(2).to()).isEqualTo(6.5);
        assertThat(clip.unjudgeable()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNotThereOrHoldsNoLabels() throws IOException {
        isRefused("holds no labels");
        assertThatThrownBy(() -> LabelledSet.read(folder.resolve("none"))).hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> LabelledSet.read(folder.resolve("a.mp4"))).hasMessageContaining("is a file");
    }

    @Test
    void refusesWhatIsBroken() throws IOException {
        write("a.truth.json", "{");
        isRefused("a.truth.json", "not JSON");
        write("a.truth.json", "");
        isRefused("empty");
        write("a.truth.json", "[]");
        isRefused("JSON object");
        write("a.truth.json", "[".repeat(5000));
        isRefused("not JSON");
        Files.delete(folder.resolve("a.truth.json"));
        Files.write(folder.resolve("a.truth.json.gz"), new byte[] {31, (byte) 139, 8, 0, 1});
        isRefused("cannot be unpacked");
        Files.writeString(folder.resolve("a.truth.json.gz"), "no gzip");
        isRefused("cannot be unpacked");
    }

    @Test
    void refusesWhatIsNamedTwice() throws IOException {
        String right = TRUTH;
        write("clip.truth.json", right.replaceFirst("\\{", "{\n\"schemaVersion\": 2,"));
        isRefused("clip.truth.json", "twice", "line");
        Files.delete(folder.resolve("clip.truth.json"));
        write("labels.json", "[{\"file\": \"a.mp4\",\n\"reps\": 3,\n\"reps\": 4}]");
        isRefused("labels.json", "twice", "line 3");
        assertThatThrownBy(() -> Floor.read("floor.json", "{\"a/b\": 1,\n\"a/b\": 0}"))
                .hasMessageContaining("floor.json")
                .hasMessageContaining("twice")
                .hasMessageContaining("line 2");
    }

    @Test
    void refusesAFileThatUnpacksToMoreThanLabelsHold() throws IOException {
        Path bomb = folder.resolve("a.truth.json.gz");
        byte[] blanks = new byte[1 << 20];
        java.util.Arrays.fill(blanks, (byte) ' ');
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 70; i++) {
                out.write(blanks);
            }
        }
        isRefused("more than 64 MB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"schemaVersion\": 1 | \"schemaVersion\": 2 | schemaVersion is not 1",
                "\"a.mp4\" | \"../a.mp4\" | in the same folder",
                "\"a.mp4\" | \"/etc/passwd\" | in the same folder",
                "\"a.mp4\" | \"..\" | in the same folder",
                "\"a.mp4\" | \"b.mp4\" | b.mp4 is missing",
                "\"a.mp4\" | 7 | video is not a text",
                "\"loweringStart\": 2.5 | \"loweringStart\": \"x\" | repetitions[0].loweringStart is not a number",
                "\"loweringStart\": 2.5 | \"loweringStart\": 1e300 | repetitions[0].loweringStart is not a number",
                "\"to\": 9, \"faults\" | \"faults\" | repetitions[1].bottom is missing",
                "\"to\": 9, \"faults\" | \"to\": 5, \"faults\" | ends after it begins",
                "\"attempted\": 2 | \"attempted\": -2 | counts.attempted is not a count",
                "[12, 24] | [12] | as long as leftElevation",
                "\"framesPerSecond\": 20 | \"framesPerSecond\": 0 | framesPerSecond",
            })
    void namesThePlaceThatIsWrong(String right, String wrong, String message) throws IOException {
        write("a.truth.json", TRUTH.replace(right.strip(), wrong.strip()));
        isRefused(message.strip());
    }
}

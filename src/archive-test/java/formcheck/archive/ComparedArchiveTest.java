package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.session.KeptSession;
import formcheck.session.Replay;
import formcheck.session.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes between two exercise files over an archive is what a replay of each session says. */
class ComparedArchiveTest {
    @TempDir
    private static Path folder;

    private static Path strict = Path.of("");

    @BeforeAll
    static void judgeTwice() throws Exception {
        new SmallArchive(folder.resolve("store"), folder.resolve("archive")).write();
        strict = folder.resolve("strict.yaml");
        Files.writeString(
                strict, builtIn().replaceFirst("limit: 90\n    tolerance: 10", "limit: 108\n    tolerance: 3"));
        judge(Optional.empty(), "usual");
        judge(Optional.of(strict), "strict");
    }

    private static String builtIn() throws IOException {
        try (InputStream in = ExerciseFile.class.getResourceAsStream("/formcheck/exercise/elbows-back-raise.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void judge(Optional<Path> exercise, String to) throws Exception {
        JudgeRules rules = JudgeRules.of(exercise, Optional.empty(), false, JudgeRules.drawnKey());
        new JudgeJob(LocalSpark.SPARK)
                .run(
                        List.of(folder.resolve("archive/people").toString()),
                        rules,
                        Optional.empty(),
                        folder.resolve(to).toString());
    }

    @Test
    void changesAreThoseOfEachReplay() throws Exception {
        Exercise rules = ExerciseFile.read(strict).variant();
        int changed = 0;
        try (SessionStore store = SessionStore.open(folder.resolve("store"))) {
            for (KeptSession kept : SmallArchive.sessions(store)) {
                changed += Replay.of(kept, store.motion(kept.id()).orElseThrow(), rules)
                        .changes()
                        .size();
            }
        }
        assertThat(changed).isPositive();

        Path to = folder.resolve("compared");
        CompareJob.ComparedArchive compared = new CompareJob(LocalSpark.SPARK)
                .run(
                        folder.resolve("usual").toString(),
                        folder.resolve("strict").toString(),
                        "variant",
                        to.toString());

        assertThat(compared.changed()).isEqualTo(changed);
        assertThat(compared.repetitions()).isEqualTo(36);
        List<Row> rules2 = JudgedArchiveTest.rows(to, "rules");
        assertThat(rules2).isNotEmpty().allSatisfy(row -> {
            assertThat(row.<String>getAs("group")).isEqualTo(rules.variant());
            assertThat(row.<Long>getAs("repetitions")).isEqualTo(36);
            assertThat(row.<Double>getAs("share")).isEqualTo(row.<Long>getAs("count") / 36.0);
        });
        assertThat(rules2).extracting(row -> row.<String>getAs("rule")).contains("elbow-height", "verdict");
    }

    @Test
    void oneJudgementHasNoChanges() throws Exception {
        CompareJob.ComparedArchive compared = new CompareJob(LocalSpark.SPARK)
                .run(
                        folder.resolve("usual").toString(),
                        folder.resolve("usual").toString(),
                        "person",
                        folder.resolve("same").toString());
        assertThat(compared.changed()).isZero();
        assertThat(compared.byRule()).isEmpty();
    }

    @Test
    void whatCannotBeComparedIsOneLine() {
        CompareJob job = new CompareJob(LocalSpark.SPARK);
        String usual = folder.resolve("usual").toString();
        assertThatThrownBy(() -> job.run(usual, folder.resolve("archive").toString(), "variant", folder + "/a"))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("holds no judgement");
        assertThatThrownBy(() -> job.run(usual, usual, "colour", folder + "/b"))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("no column colour");
    }
}

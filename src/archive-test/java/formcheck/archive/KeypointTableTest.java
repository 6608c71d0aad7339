package formcheck.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Rep;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keypoints in Parquet are judged as the same keypoints in CSV, in any order of rows and files. */
class KeypointTableTest {
    private static final int STREAMS = 5;

    @TempDir
    private Path folder;

    private static Map<String, Object> row(String stream, PoseFrame frame) {
        Map<String, Object> cells = new HashMap<>();
        cells.put("stream", stream);
        cells.put("width", Figure.WIDTH);
        cells.put("height", Figure.HEIGHT);
        cells.put("frame", frame.index());
        cells.put("seconds", VideoRows.rounded(frame.seconds(), 1e6));
        for (Joint joint : Joint.values()) {
            Optional<Keypoint> point = frame.pose().flatMap(pose -> pose.keypoint(joint));
            if (point.isPresent()) {
                cells.put(joint.id() + "_x", VideoRows.rounded(point.get().x(), 1e3));
                cells.put(joint.id() + "_y", VideoRows.rounded(point.get().y(), 1e3));
                cells.put(
                        joint.id() + "_visibility",
                        VideoRows.rounded(point.get().visibility().orElseThrow(), 1e4));
            }
        }
        return cells;
    }

    private static Dataset<Row> table(List<Row> rows) {
        return LocalSpark.SPARK.createDataset(rows, org.apache.spark.sql.Encoders.row(ArchiveTables.KEYPOINTS));
    }

    private static List<Row> rows(String stream, List<PoseFrame> frames) {
        List<Row> rows = new ArrayList<>();
        frames.forEach(frame -> rows.add(ArchiveTables.row(ArchiveTables.KEYPOINTS, row(stream, frame))));
        rows.add(ArchiveTables.row(ArchiveTables.KEYPOINTS, Map.of("stream", stream)));
        return rows;
    }

    private Path judged(Path table, int partitions) throws Exception {
        Path to = folder.resolve("judged" + partitions);
        new JudgeJob(LocalSpark.SPARK)
                .run(List.of(table.toString()), JudgeRules.builtIn(), Optional.of(partitions), to.toString());
        return to;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anyOrderOfRowsGivesTheResultOfTheCsv(int partitions) throws Exception {
        Map<String, List<Rep>> expected = new TreeMap<>();
        List<Row> rows = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            Path csv = folder.resolve("s" + stream + ".csv");
            List<PoseFrame> frames = SmallArchive.frames(stream % 3);
            SmallArchive.csv(csv, frames);
            expected.put("s" + stream, JudgedArchiveTest.analyzed(csv));
            rows.addAll(rows("s" + stream, frames));
        }
        Map<String, Object> failed = new HashMap<>();
        failed.put("stream", "video");
        failed.put("error", "The video is damaged.");
        rows.add(ArchiveTables.row(ArchiveTables.KEYPOINTS, failed));
        Collections.shuffle(rows, new Random(partitions));
        Path table = folder.resolve("table");
        table(rows).repartition(4).write().parquet(table.toString());
        Files.writeString(table.resolve("part-cut.parquet"), "PAR1 cut off");

        Path to = judged(table, partitions);

        Map<String, List<Row>> found = JudgedArchiveTest.byStream(to);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((stream, reps) -> {
            List<Row> judged = found.getOrDefault(stream, List.of());
            assertThat(judged).hasSameSizeAs(reps);
            for (int i = 0; i < reps.size(); i++) {
                JudgedArchiveTest.same(judged.get(i), reps.get(i));
            }
        });
        Map<String, String> errors = new TreeMap<>();
        for (Row row : JudgedArchiveTest.rows(to, "sessions")) {
            if (row.getAs("error") != null) {
                errors.put(row.getAs("stream"), row.getAs("error"));
            }
        }
        assertThat(errors)
                .containsOnlyKeys("video", "table/part-cut.parquet")
                .containsEntry("video", "The video is damaged.");
    }

    @Test
    void everyWrongValueIsTheErrorOfItsStreamAlone() throws Exception {
        List<PoseFrame> frames = SmallArchive.frames(1);
        Map<String, Map<String, Object>> wrong = new TreeMap<>();
        wrong.put("back", Map.of("seconds", -0.5));
        wrong.put("endless", Map.of("seconds", Double.POSITIVE_INFINITY));
        wrong.put("far", Map.of("nose_x", 1e9));
        wrong.put("half", nulled("nose_y"));
        wrong.put("infinite", Map.of("nose_x", Double.NaN));
        wrong.put("other-size", Map.of("width", 1280));
        wrong.put("no-time", nulled("seconds"));
        wrong.put("sure", Map.of("nose_visibility", 1.5));
        wrong.put("twice", Map.of("frame", 50L));
        List<Row> rows = new ArrayList<>(rows("good", frames));
        wrong.forEach((stream, values) -> {
            for (PoseFrame frame : frames) {
                Map<String, Object> cells = row(stream, frame);
                if (frame.index() == 51) {
                    cells.putAll(values);
                }
                rows.add(ArchiveTables.row(ArchiveTables.KEYPOINTS, cells));
            }
        });
        Path table = folder.resolve("table");
        table(rows).repartition(2).write().parquet(table.toString());

        Path to = judged(table, 2);

        for (Row row : JudgedArchiveTest.rows(to, "sessions")) {
            String error = row.getAs("error");
            if (row.getAs("stream").equals("good")) {
                assertThat(error).isNull();
                assertThat(row.<Integer>getAs("attempted")).isEqualTo(3);
            } else {
                assertThat(error).as(row.<String>getAs("stream")).isNotBlank().hasLineCount(1);
            }
        }
        assertThat(JudgedArchiveTest.rows(to, "sessions")).hasSize(wrong.size() + 1);
    }

    @Test
    void aTableOfOtherColumnsIsRefused() {
        Path table = folder.resolve("table");
        LocalSpark.SPARK
                .range(3)
                .select(col("id").as("frame"), lit("x").as("stream"))
                .write()
                .parquet(table.toString());
        assertThatThrownBy(() -> judged(table, 1))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("no column width");
        Path text = folder.resolve("text");
        table(rows("s", SmallArchive.frames(1)))
                .withColumn("seconds", col("seconds").cast("string"))
                .write()
                .parquet(text.toString());
        assertThatThrownBy(() -> judged(text, 1))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("seconds is string");
    }

    private static Map<String, Object> nulled(String name) {
        Map<String, Object> cells = new HashMap<>();
        cells.put(name, null);
        return cells;
    }
}

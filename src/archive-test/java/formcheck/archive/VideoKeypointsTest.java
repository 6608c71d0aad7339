package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.SourceSpec;
import formcheck.pose.BridgedPoses;
import formcheck.pose.CsvForm;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.KeypointReader;
import formcheck.pose.KeypointWriter;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelForm;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keypoints of videos are those of {@code analyze --keypoints}, also where two tasks share one model. */
class VideoKeypointsTest {
    private static final List<String> VIDEOS = List.of("dim-light.mp4", "hips-outside.mp4");

    /** Frames of each video: their beginning shows it. */
    private static final int FRAMES = 90;

    @TempDir
    private Path folder;

    @Test
    void theTableHasTheNumbersOfTheCsv() throws Exception {
        Path videos = Files.createDirectories(folder.resolve("videos"));
        for (String video : VIDEOS) {
            Files.copy(Path.of("samples", video), videos.resolve(video));
        }
        Files.writeString(videos.resolve("broken.mp4"), "no video");
        Files.writeString(videos.resolve("readme.txt"), "no video either");

        KeypointsJob.MadeKeypoints made = new KeypointsJob(LocalSpark.SPARK)
                .run(
                        List.of(videos.toString()),
                        "lite",
                        Optional.of(3),
                        folder.resolve("made").toString());

        assertThat(made.videos()).isEqualTo(3);
        assertThat(made.failed()).isEqualTo(1);
        List<Row> rows = LocalSpark.SPARK
                .read()
                .parquet(folder.resolve("made/keypoints").toString())
                .orderBy("stream", "frame")
                .collectAsList();
        for (String video : VIDEOS) {
            List<Row> found = rows.stream()
                    .filter(row -> row.getAs("stream").equals("videos/" + video) && row.getAs("frame") != null)
                    .limit(FRAMES)
                    .toList();
            List<PoseFrame> expected = csv(videos.resolve(video));
            assertThat(found).hasSameSizeAs(expected);
            for (int frame = 0; frame < FRAMES; frame++) {
                same(found.get(frame), expected.get(frame));
            }
        }
        assertThat(rows.stream().filter(row -> row.getAs("error") != null))
                .hasSize(1)
                .allMatch(row -> row.getAs("stream").equals("videos/broken.mp4"));

        Path judged = folder.resolve("judged");
        JudgeJob.JudgedArchive archive = new JudgeJob(LocalSpark.SPARK)
                .run(
                        List.of(folder.resolve("made/keypoints").toString()),
                        JudgeRules.builtIn(),
                        Optional.empty(),
                        judged.toString());
        assertThat(archive.streams()).isEqualTo(3);
        assertThat(archive.failed()).isEqualTo(1);
        assertThat(archive.repetitions()).isPositive();
    }

    /** A model that Spark ships as a ZIP file is read from it. */
    @Test
    void modelsLoadFromAZipFile() throws Exception {
        Path zip = folder.resolve("models.zip");
        try (FileSystem to = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(Path.of("models"))) {
            for (Path file :
                    files.filter(path -> !path.toString().contains("heavy")).toList()) {
                Path target = to.getPath(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        try (FileSystem inside = FileSystems.newFileSystem(zip);
                DjlPoseEstimator estimator = EstimatorPool.open(inside.getPath("models"), "lite")) {
            assertThat(estimator.modelId()).isEqualTo("blazepose-lite");
        }
    }

    private List<PoseFrame> csv(Path video) throws Exception {
        Path csv = folder.resolve(video.getFileName() + ".csv");
        try (DjlPoseEstimator estimator = DjlPoseEstimator.open(
                        ModelCatalog.find(), "lite", DjlPoseEstimator.Settings.of(ModelForm.FASTEST), done -> {});
                PoseSource poses =
                        new BridgedPoses(SourceSpec.parse(video.toString()).open(CaptureLimits.DEFAULT), estimator);
                KeypointWriter writer = KeypointWriter.to(
                        csv, poses.info().width(), poses.info().height(), CsvForm.DECIMAL_POINT)) {
            for (int frame = 0; frame < FRAMES; frame++) {
                writer.write(poses.next().orElseThrow());
            }
        }
        return read(csv);
    }

    private static List<PoseFrame> read(Path csv) throws Exception {
        List<PoseFrame> frames = new ArrayList<>();
        try (KeypointReader reader = KeypointReader.open(csv)) {
            for (Optional<PoseFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    private static void same(Row row, PoseFrame frame) throws IOException {
        String at = row.getAs("stream") + " " + frame.index();
        assertThat(row.<Long>getAs("frame")).as(at).isEqualTo(frame.index());
        assertThat(Math.round(row.<Double>getAs("seconds") * 1e9))
                .as(at)
                .isEqualTo(frame.at().toNanos());
        for (Joint joint : Joint.values()) {
            Optional<Keypoint> point = frame.pose().flatMap(pose -> pose.keypoint(joint));
            assertThat(Optional.ofNullable(row.<Double>getAs(joint.id() + "_x")))
                    .as(at + joint)
                    .isEqualTo(point.map(Keypoint::x));
            assertThat(Optional.ofNullable(row.<Double>getAs(joint.id() + "_y")))
                    .as(at + joint)
                    .isEqualTo(point.map(Keypoint::y));
            assertThat(Optional.ofNullable(row.<Double>getAs(joint.id() + "_visibility")))
                    .as(at + joint)
                    .isEqualTo(point.map(seen -> seen.visibility().orElseThrow()));
        }
    }
}

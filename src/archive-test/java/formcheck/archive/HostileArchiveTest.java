package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an archive contains, the job ends, the good streams are judged, and each bad one has a row with one line. */
class HostileArchiveTest {
    private static final int DEEP = 100_000;

    @TempDir
    private Path folder;

    private Path archive = Path.of("");

    @BeforeEach
    void writeGoodStreams() throws Exception {
        archive = Files.createDirectories(folder.resolve("archive"));
        SmallArchive.csv(archive.resolve("good.csv"), SmallArchive.frames(1));
    }

    private Path export() throws Exception {
        Path zip = folder.resolve("export.zip");
        try (SessionStore store = SessionStore.open(folder.resolve("store"));
                OutputStream to = Files.newOutputStream(zip)) {
            KeptPlay.session(store, "Ada", 3);
            new SessionTransfer(store).writeZip("Ada", to);
        }
        return zip;
    }

    private Map<String, Row> judged() throws Exception {
        Path to = folder.resolve("judged");
        new JudgeJob(LocalSpark.SPARK)
                .run(List.of(archive.toString()), JudgeRules.builtIn(), Optional.of(3), to.toString());
        Map<String, Row> sessions = new TreeMap<>();
        for (Row row : JudgedArchiveTest.rows(to, "sessions")) {
            assertThat(sessions.put(row.getAs("stream"), row)).isNull();
        }
        Row good = of(sessions, "archive/good.csv");
        assertThat(good.<String>getAs("error")).isNull();
        assertThat(good.<Integer>getAs("attempted")).isEqualTo(3);
        return sessions;
    }

    private static Row of(Map<String, Row> sessions, String stream) {
        Row row = sessions.get(stream);
        if (row == null) {
            throw new AssertionError("no row of " + stream + " among " + sessions.keySet());
        }
        return row;
    }

    private static void failed(Map<String, Row> sessions, String stream, String... says) {
        String error = of(sessions, stream).getAs("error");
        assertThat(error).as(stream).isNotBlank().hasLineCount(1).doesNotContain("\tat ");
        assertThat(List.of(says))
                .allSatisfy(part -> assertThat(error).as(stream).contains(part));
        assertThat(error.length()).isLessThan(600);
    }

    @Test
    void everyKindOfBrokenFileIsARow() throws Exception {
        Path export = folder.resolve("unpacked");
        SmallArchive.unpack(export(), export);
        Path document = only(export, "-stored.json");
        Path motion = only(export, ".fcm");
        String id = document.getFileName().toString().replace("-stored.json", "");

        Files.write(archive.resolve("empty.csv"), new byte[0]);
        Files.write(archive.resolve("empty.zip"), new byte[0]);
        Files.write(archive.resolve("empty.fcm"), new byte[0]);
        Files.writeString(archive.resolve("text.zip"), "no ZIP file");
        Files.writeString(archive.resolve("deep.json"), "[".repeat(DEEP) + "]".repeat(DEEP));
        Files.writeString(archive.resolve("nan.csv"), "# width=640 height=480\nseconds,nose_x,nose_y\n0,NaN,1\n");
        Files.writeString(archive.resolve("back.csv"), "# width=640 height=480\nseconds,nose_x,nose_y\n1,1,1\n0,1,1\n");
        byte[] table = "PAR1 no table PAR1".getBytes(StandardCharsets.US_ASCII);
        Files.write(archive.resolve("single.parquet"), table);
        Files.write(
                archive.resolve("cut.csv.gz"),
                Arrays.copyOf(gzip(Files.readAllBytes(archive.resolve("good.csv"))), 2000));
        Files.write(
                Files.createDirectories(archive.resolve(id)).resolve("motion.fcm"),
                Arrays.copyOf(Files.readAllBytes(motion), 6000));
        Path noMotion = Files.createDirectories(archive.resolve("nomotion"));
        Files.copy(document, noMotion.resolve(document.getFileName()));
        Path deep = Files.createDirectories(archive.resolve("deep"));
        Files.writeString(
                deep.resolve(document.getFileName()), "{\"storedSchemaVersion\":1,\"id\":" + "[".repeat(DEEP));
        Path newer = Files.createDirectories(archive.resolve("newer"));
        Files.writeString(newer.resolve(document.getFileName()), "{\"storedSchemaVersion\":99}");

        Map<String, Row> sessions = judged();

        for (String name : List.of("empty.csv", "empty.zip", "empty.fcm", "text.zip", "deep.json", "cut.csv.gz")) {
            failed(sessions, "archive/" + name);
        }
        failed(sessions, "archive/nan.csv", "nose_x");
        failed(sessions, "archive/back.csv", "backwards");
        failed(sessions, "archive/single.parquet", "folder");
        failed(sessions, "archive/nomotion/" + id, "no kept motion");
        failed(sessions, "archive/deep/" + id, "damaged");
        failed(sessions, "archive/newer/" + id, "newer FormCheck");
        Row cut = of(sessions, "archive/" + id + "/motion.fcm");
        assertThat(cut.<String>getAs("error")).isNull();
        assertThat(cut.<String>getAs("damage")).contains("cut off");
        assertThat(sessions).hasSize(14);
    }

    @Test
    void aZipBombEndsAtItsLimit() throws Exception {
        Path zip = archive.resolve("bomb.zip");
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
            to.putNextEntry(new ZipEntry("2026-11-27-1841-stored.json"));
            byte[] spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                to.write(spaces);
            }
            to.closeEntry();
            to.putNextEntry(new ZipEntry("../2026-11-27-1842-stored.json"));
            to.closeEntry();
        }
        Map<String, Row> sessions = judged();
        failed(sessions, "archive/bomb.zip", "leads out of its folder");
        Files.delete(zip);
        try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip))) {
            to.putNextEntry(new ZipEntry("2026-11-27-1841-stored.json"));
            byte[] spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                to.write(spaces);
            }
            to.closeEntry();
        }
        new Deleted(folder.resolve("judged")).all();
        failed(judged(), "archive/bomb.zip/2026-11-27-1841", "too large");
    }

    @Test
    void whatIsNotThereIsOneLine() {
        JudgeJob job = new JudgeJob(LocalSpark.SPARK);
        String to = folder.resolve("judged").toString();
        assertThatThrownBy(() -> job.run(
                        List.of(folder.resolve("nothing").toString()), JudgeRules.builtIn(), Optional.empty(), to))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("nothing cannot be read");
        assertThatThrownBy(() -> job.run(
                        List.of(archive.toString()), JudgeRules.builtIn(), Optional.empty(), archive.toString()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("there already");
        assertThatThrownBy(() -> job.run(
                        List.of(
                                archive.toString(),
                                folder.resolve("other/archive").toString()),
                        JudgeRules.builtIn(),
                        Optional.empty(),
                        to))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("Two INPUTs");
    }

    private static Path only(Path folder, String end) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream to = new GZIPOutputStream(bytes)) {
            to.write(content);
        }
        return bytes.toByteArray();
    }

    private record Deleted(Path folder) {
        void all() throws IOException {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

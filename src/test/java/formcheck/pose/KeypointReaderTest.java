package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureException;
import formcheck.testkit.BesideProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointReaderTest {

    private static final String START = "# width=640 height=480\n";
    private static final String HEADER = "seconds,nose_x,nose_y,nose_visibility\n";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRowIsAFrame() throws Exception {
        List<PoseFrame> frames = read(START + HEADER + "0.0,320.5,100.25,0.9\n0.033333,321,101,0.8\n");
        assertThat(frames).hasSize(2);
        PoseFrame first = frames.get(0);
        assertThat(first.index()).isZero();
        assertThat(first.width()).isEqualTo(640);
        assertThat(first.height()).isEqualTo(480);
        assertThat(first.brightness()).isEmpty();
        Keypoint nose = first.pose().orElseThrow().keypoint(Joint.NOSE).orElseThrow();
        assertThat(nose.x()).isEqualTo(320.5);
        assertThat(nose.y()).isEqualTo(100.25);
        assertThat(nose.visibility()).hasValue(0.9);
        assertThat(nose.presence()).isEmpty();
        assertThat(frames.get(1).index()).isEqualTo(1);
        assertThat(frames.get(1).at().toNanos()).isEqualTo(33_333_000);
    }

    @Test
    void aFrameWithoutAnybodyHasEmptyCells() throws Exception {
        assertThat(read(START + HEADER + "0,,,\n").get(0).pose()).isEmpty();
    }

    @Test
    void anEmptyVisibilityIsNotKnown() throws Exception {
        assertThat(nose(START + HEADER + "0,1,2,\n").visibility()).isEmpty();
    }

    @Test
    void theColumnOfVisibilitiesMayBeMissing() throws Exception {
        assertThat(nose(START + "seconds,nose_x,nose_y\n0,1,2\n").visibility()).isEmpty();
    }

    @Test
    void columnsMayStandInAnyOrder() throws Exception {
        Keypoint nose = nose(START + "nose_visibility,nose_y,seconds,nose_x\n0.5,7,0,3\n");
        assertThat(nose.x()).isEqualTo(3);
        assertThat(nose.y()).isEqualTo(7);
        assertThat(nose.visibility()).hasValue(0.5);
    }

    @Test
    void anUnseenJointIsAbsentAndTheOthersAreThere() throws Exception {
        Pose pose = read(START + "seconds,nose_x,nose_y,left_wrist_x,left_wrist_y\n0,,,5,6\n")
                .get(0)
                .pose()
                .orElseThrow();
        assertThat(pose.keypoint(Joint.NOSE)).isEmpty();
        assertThat(pose.keypoint(Joint.LEFT_WRIST)).isPresent();
    }

    @Test
    void jointsOutsideOfTheImageAreAllowed() throws Exception {
        assertThat(nose(START + HEADER + "0,-12.5,9e2,1\n").y()).isEqualTo(900);
    }

    @Test
    void windowsLineEndsAByteOrderMarkSpacesAndEmptyLinesAtTheEndAreAccepted() throws Exception {
        String text = "\ufeff" + (START + "seconds, nose_x, nose_y\n0, 1, 2\n1, 3, 4\n\n\n").replace("\n", "\r\n");
        assertThat(read(text)).hasSize(2);
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        assertThat(read(START + HEADER + "0,1,2,1")).hasSize(1);
    }

    @Test
    void twoFramesMayShareATime() throws Exception {
        assertThat(read(START + HEADER + "1,1,2,1\n1,1,2,1\n")).hasSize(2);
    }

    @Test
    void aGzippedStreamIsReadAlike() throws Exception {
        Path file = folder.resolve("motion.csv.gz");
        Files.write(file, gzip(START + HEADER + "0,1,2,1\n"));
        assertThat(read(file)).hasSize(1);
        assertThat(KeypointReader.isKeypointStream(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                                     | 1: the file is empty",
                "seconds,nose_x,nose_y                  | 1: the first line must be like",
                "# width=640                            | 1: the first line must be like",
                "# width=0 height=480                   | 1: an image side has 1 to 100000 pixels, not 0",
                "# width=-640 height=480                | 1: the first line must be like",
                "# width=640 height=999999              | 1: an image side has 1 to 100000 pixels",
                "# width=99999999999 height=480         | 1: the first line must be like",
                "# width=640 height=480                 | 2: the line with the names of the columns is missing",
                "START;nose_x,nose_y                    | 2: the column \"seconds\" is missing",
                "START;seconds                          | 2: there is no joint among the columns",
                "START;seconds,nose_x                   | 2: the column \"nose_y\" is missing",
                "START;seconds,nose_visibility          | 2: the column \"nose_x\" is missing",
                "START;seconds,nose_x,nose_y,nose_x     | 2: the column \"nose_x\" is there twice",
                "START;seconds,nose_x,nose_y,tail_x     | 2: the column \"tail_x\" is unknown",
                "START;seconds,,nose_x,nose_y           | 2: the column \"\" is unknown",
                "START;seconds,nose_x,nose_y,;0,1,2,7   | 3: there is a cell without a column's name: \"7\"",
                "START;HEADER                           | 3: there is no frame in this stream",
                "START;HEADER;0,1,2                     | 3: there are 3 cells for 4 columns",
                "START;HEADER;0,1,2,1,                  | 3: there are 5 cells for 4 columns",
                "START;HEADER;0,1,2,1;0.1,1             | 4: there are 2 cells for 4 columns",
                "START;HEADER;0,1,2,1;~~;0.1,1,2,1      | 5: there is an empty line before this one",
                "START;HEADER;,1,2,1                    | 3: a frame has no time",
                "START;HEADER;-1,1,2,1                  | 3: seconds is \"-1\", not from 0 to",
                "START;HEADER;1,1,2,1;0.9,1,2,1         | 4: time runs backwards, from 1.0 to 0.9 seconds",
                "START;HEADER;0,one,2,1                 | 3: nose_x is \"one\", not a number",
                "START;HEADER;0,NaN,2,1                 | 3: nose_x is \"NaN\", not a number",
                "START;HEADER;0,1,Infinity,1            | 3: nose_y is \"Infinity\", not a number",
                "START;HEADER;0,1e999,2,1               | 3: nose_x is \"1e999\", not from",
                "START;HEADER;0,0x1p3,2,1               | 3: nose_x is \"0x1p3\", not a number",
                "START;HEADER;0,1f,2,1                  | 3: nose_x is \"1f\", not a number",
                "START;HEADER;0,1e7,2,1                 | 3: nose_x is \"1e7\", not from -1000000 to 1000000",
                "START;HEADER;0,1,,1                    | 3: nose has x but no y",
                "START;HEADER;0,,2,1                    | 3: nose has y but no x",
                "START;HEADER;0,1,2,1.5                 | 3: nose_visibility is \"1.5\", not from 0 to 1",
                "START;HEADER;0,,,x                     | 3: nose_visibility is \"x\", not a number",
            })
    void eachErrorIsOneLineWithFileLineAndReason(String lines, String message) throws IOException {
        String text = lines.replace("~~", "")
                .replace("START", START.strip())
                .replace("HEADER", HEADER.strip())
                .replace(";", "\n");
        Path file = write(text.isEmpty() ? "" : text + "\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(file + ":" + message)
                .hasMessageNotContaining("\n");
    }

    /** What is left of a stream after a spreadsheet has opened and saved it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# width=640 height=480,,,\r\nseconds,nose_x,nose_y,nose_visibility\r\n0,1234.5,2.25,0.5\r\n",
                "# width=640 height=480\r\nseconds;nose_x;nose_y;nose_visibility\r\n0;1234,5;2,25;0,5\r\n",
                "# width=640 height=480;;;\r\nseconds;nose_x;nose_y;nose_visibility\r\n0,000;1.234,5;2,25;0,5\r\n;;;\r\n",
                "# width=640 height=480\nseconds;nose_x;nose_y;nose_visibility\n0;1234.5;2.25;0.5\n",
                "\"# width=640 height=480\"\t\t\t\nseconds\tnose_x\tnose_y\tnose_visibility\n0\t1,2345E+03\t2,25\t5E-01\n",
                "# width=640 height=480\nseconds,nose_x,nose_y,nose_visibility\n0,\"1234,5\",\"2,25\",\"0,5\"\n",
                "# width=640 height=480\nseconds,nose_x,nose_y,nose_visibility\n0.0,\"1,234.5\",2.25,0.5\n",
                "\"# width=640 height=480\"\n\"seconds,nose_x,nose_y,nose_visibility\"\n\"0.0,1234.5,2.25,0.5\"\n",
                "sep=;\n# width=640 height=480\nseconds;nose_x;nose_y;nose_visibility;;\n0;1'234.5;2.25;0.5;;\n",
                "#;width=640;height=480\nseconds;nose_x;nose_y;nose_visibility\n0;1\u00a0234,5;2,25;,5\n",
            })
    void whatASpreadsheetHasSavedIsRead(String text) throws Exception {
        for (String each : List.of(text, "\ufeff" + text)) {
            Keypoint nose = nose(each);
            assertThat(nose.x()).isEqualTo(1234.5);
            assertThat(nose.y()).isEqualTo(2.25);
            assertThat(nose.visibility()).hasValue(0.5);
        }
        for (java.nio.charset.Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Path file = folder.resolve("unicode.txt");
            Files.write(file, ("\ufeff" + text).getBytes(charset));
            assertThat(read(file)).hasSize(1);
            assertThat(KeypointReader.isKeypointStream(file)).isEqualTo(!text.startsWith("sep"));
        }
    }

    @Test
    void aRowOfNobodyMayHaveLostItsSeparators() throws Exception {
        String text = "# width=640 height=480;;;\nseconds;nose_x;nose_y;nose_visibility\n0;1;2;1\n0,1\n0,2;1;2;1\n";
        assertThat(read(text).get(1).pose()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12. Mai | has made a date of a number",
                "01.05.2026 | has made a date of a number",
                "12-May | has made a date of a number",
                "12-f\u00e9vr | has made a date of a number",
                "2026-05-12 | has made a date of a number",
                "May 12 | has made a date of a number",
                "12/05/2026 | has made a date of a number",
                "03:25 | has made a date of a number",
                "1.234.567 | has taken its decimals for thousands",
                "309880 | has taken its decimals for thousands",
                "309.88 | other numbers of this file have a comma",
                "##### | the spreadsheet's column was too narrow",
                "12,3,4 | has taken its decimals for thousands",
                "12.34,56.7 | other numbers of this file have a comma",
                "1 2 | not a number",
                "#REF! | not a number",
            })
    void whatASpreadsheetHasDestroyedIsSaidWithWhatToDo(String cell, String reason) throws IOException {
        Path file = write("# width=640 height=480\r\nseconds;nose_x;nose_y\r\n0,0;1,5;2\r\n0,1;" + cell + ";2\r\n");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(file + ":4: nose_x is \"")
                .hasMessageContaining(reason)
                .hasMessageMatching("[ -~]*");
    }

    @Test
    void commasForEverythingCannotBeTakenApart() throws IOException {
        Path file = write(START + HEADER + "0,0,1,5,2,5,0,5\n");
        assertThatThrownBy(() -> read(file))
                .hasMessageContaining(":3: there are 8 cells for 4 columns: commas stand both");
    }

    @Test
    void aSpreadsheetsOwnFileIsNamed() throws IOException {
        Path file = folder.resolve("motion.xlsx");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 20, 0});
        assertThat(KeypointReader.isKeypointStream(file)).isTrue();
        assertThatThrownBy(() -> read(file)).hasMessage(file + " is a spreadsheet's own file. Save it as CSV.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults/saved-by-excel.csv", "faults/saved-by-excel-german.csv"})
    void theStreamsThatExcelSavedAreRead(String name) throws Exception {
        List<PoseFrame> frames = read(BesideProject.file(name));
        assertThat(frames).hasSize(1151);
        PoseFrame last = frames.get(1150);
        assertThat(last.seconds()).isEqualTo(38.333333);
        Keypoint elbow = last.pose().orElseThrow().keypoint(Joint.LEFT_ELBOW).orElseThrow();
        assertThat(elbow.x()).isEqualTo(394.09);
        assertThat(elbow.y()).isEqualTo(339.95);
        assertThat(elbow.visibility()).hasValue(0.99);
    }

    @Test
    void anEndlessLineIsNotReadToItsEnd() throws IOException {
        Path file = write(START + "x".repeat(1_000_000));
        assertThatThrownBy(() -> read(file)).hasMessageContaining(":2: the line is longer than 16384 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000\u0001\u0002", "# width=640 height=480\u001b[2J\n", "# width=640\rheight=480\n", "é"})
    void whatIsNoPlainTextIsRefusedWithoutEchoingIt(String text) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(file + ":1: ")
                .hasMessageMatching("[ -~]*");
    }

    @Test
    void aGzippedFileThatBreaksOffIsRefused() throws IOException {
        byte[] whole = gzip(START + HEADER + "0,1,2,1\n".repeat(2000));
        Path file = folder.resolve("broken.csv.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("the compressed file is damaged or breaks off");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> KeypointReader.open(folder.resolve("absent.csv")))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("absent.csv: there is no such file");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> KeypointReader.open(folder)).isInstanceOf(CaptureException.class);
    }

    @Test
    void aStreamIsKnownByItsFirstBytesOrItsName() throws IOException {
        Path named = write("whatever");
        assertThat(KeypointReader.isKeypointStream(named)).isTrue();
        Path unnamed = folder.resolve("motion");
        Files.writeString(unnamed, START);
        assertThat(KeypointReader.isKeypointStream(unnamed)).isTrue();
        Files.writeString(unnamed, "\ufeff" + START);
        assertThat(KeypointReader.isKeypointStream(unnamed)).isTrue();
        Files.writeString(unnamed, "ftypisom");
        assertThat(KeypointReader.isKeypointStream(unnamed)).isFalse();
        Files.writeString(unnamed, "");
        assertThat(KeypointReader.isKeypointStream(unnamed)).isFalse();
        Files.write(unnamed, new byte[] {0x1f, (byte) 0x8b, 0});
        assertThat(KeypointReader.isKeypointStream(unnamed)).isFalse();
        assertThat(KeypointReader.isKeypointStream(folder)).isFalse();
        assertThat(KeypointReader.isKeypointStream(folder.resolve("absent.csv")))
                .isFalse();
    }

    @Test
    void aRecordingIsASourceOfPoses() throws Exception {
        try (PoseSource source = new RecordedPoses(write(START + HEADER + "0,1,2,1\n"))) {
            assertThat(source.info().name()).isEqualTo("motion.csv");
            assertThat(source.info().width()).isEqualTo(640);
            assertThat(source.info().live()).isFalse();
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
            assertThat(source.next()).isEmpty();
            assertThat(source.damage()).isEmpty();
        }
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("motion.csv");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file;
    }

    private List<PoseFrame> read(String text) throws Exception {
        return read(write(text));
    }

    private Keypoint nose(String text) throws Exception {
        return read(text).get(0).pose().orElseThrow().keypoint(Joint.NOSE).orElseThrow();
    }

    static List<PoseFrame> read(Path file) throws CaptureException {
        List<PoseFrame> frames = new ArrayList<>();
        try (KeypointReader reader = KeypointReader.open(file)) {
            for (Optional<PoseFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void timeCountsFromTheFirstRow() throws Exception {
        try (PoseSource source = new RecordedPoses(write(START + HEADER + "100.5,1,2,1\n100.75,1,2,1\n"))) {
            assertThat(source.next().orElseThrow().seconds()).isZero();
            assertThat(source.next().orElseThrow().seconds()).isEqualTo(0.25);
        }
    }
}

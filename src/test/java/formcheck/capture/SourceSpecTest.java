package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSpecTest {

    @TempDir
    private Path folder;

    @Test
    void anExistingFileIsAVideoAndAnExistingFolderIsImages() throws Exception {
        Path file = Files.createFile(folder.resolve("a.mp4"));

        assertThat(SourceSpec.parse(file.toString())).isEqualTo(new SourceSpec.VideoFile(file));
        assertThat(SourceSpec.parse(folder.toString())).isEqualTo(new SourceSpec.Images(folder, 30));
        assertThat(SourceSpec.parse(file.toUri().toString().replace("file:/", "file:///")))
                .isEqualTo(new SourceSpec.VideoFile(file));
    }

    @ParameterizedTest
    @CsvSource({"camera:0, 0", "7, 7", "camera:/dev/video0, /dev/video0", "Camera:HD Webcam, HD Webcam"})
    void aCameraIsNamedByNumberOrDevice(String text, String device) throws Exception {
        assertThat(SourceSpec.parse(text)).isEqualTo(new SourceSpec.Camera(device));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rtsp://cam/1", "RTSP://cam/1", "rtsps://cam", "http://cam:81/x?y=1", "https://cam", "rtmp://c/l"
            })
    void anAddressIsAStream(String text) throws Exception {
        assertThat(SourceSpec.parse(text)).isEqualTo(new SourceSpec.Stream(URI.create(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no.mp4 | No such file: no.mp4. Check the path.",
                "'' | No source was given. Give a file, a folder of images, an address or camera:0.",
                "camera: | camera: needs a number or a device, for instance camera:0.",
                "ftp://me:secret@host/x | ftp://host/x cannot be opened: ftp is not supported. Use http, https, rtsp, rtsps,"
                        + " rtmp or rtmps.",
                "http:///x | http:///x names no host. Check the address.",
            })
    void whatIsNoSourceIsSaidInOneLine(String text, String message) {
        assertThatThrownBy(() -> SourceSpec.parse(text))
                .isInstanceOf(CaptureException.class)
                .hasMessage(message);
    }

    @Test
    void aPathThatLeadsToNoFileSaysWhere(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("a.mp4"));
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), folder.resolve("nowhere.mp4"));
        assertThatThrownBy(() -> SourceSpec.parse(link.toString()))
                .hasMessage(link + " is a link to a file that does not exist, or that may not be read."
                        + " Check where it leads.");
        assertThatThrownBy(() -> SourceSpec.parse(file.resolve("b.mp4").toString()))
                .hasMessage("No such file: " + file.resolve("b.mp4") + ". " + file + " is a file, not a folder.");
    }

    @Test
    void aFileInAFolderThatMayNotBeReadIsNotCalledMissing(@TempDir Path folder) throws Exception {
        Path shut = Files.createDirectory(folder.resolve("shut"));
        Path file = Files.createFile(shut.resolve("a.mp4"));
        assumeTrue(shut.toFile().setExecutable(false, false) && shut.toFile().setReadable(false, false));
        try {
            assumeFalse(Files.exists(file), "this user may read everything");
            assertThatThrownBy(() -> SourceSpec.parse(file.toString()))
                    .hasMessage(file + " may not be read: permission denied."
                            + " Check the access rights of the file and its folder.");
        } finally {
            assertThat(shut.toFile().setExecutable(true) && shut.toFile().setReadable(true))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, FFD8FFE0, true",
        "photo.mp4, FFD8FFE0, true",
        "camera.mjpeg, FFD8FFE0, false",
        "photo.png, 89504E470D0A1A0A, true",
        "photo.heic, 000000186674797068656963, true",
        "video.mp4, 0000001866747970, false",
        "empty.mp4, '', false",
    })
    void knowsAPhotoByItsFirstBytes(String name, String head, boolean photo, @TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(head));
        assertThat(new SourceSpec.VideoFile(file).isPhoto()).isEqualTo(photo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://me:s3cret word@cam/1",
                "rtsp://me:s3cret%@cam/1",
                "rtsp://me:s3/cret@cam/1 2",
                "rtsp://me:s3cret@:x/",
            })
    void anAddressThatCannotBeReadDoesNotGiveItsPasswordAway(String text) {
        assertThatThrownBy(() -> SourceSpec.parse(text).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessageNotContaining("s3")
                .hasMessageNotContaining("cret")
                .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("s3"));
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://me:pass@cam:554/1, rtsp://cam:554/1",
        "rtsp://me:p@ss/w?rd@cam/1, rtsp://cam/1",
        "http://cam/x?user=me&pwd=1234&camera=2, http://cam/x?user=***&pwd=***&camera=2",
        "http://cam/x?access_token=abc, http://cam/x?access_token=***",
        "rtsp://cam/user=admin&password=abc&channel=1, rtsp://cam/user=***&password=***&channel=1",
        "http://cam/video.mjpg, http://cam/video.mjpg",
    })
    void secretsAreNotShown(String address, String shown) {
        assertThat(StreamAddresses.withoutSecrets(address)).isEqualTo(shown);
    }
}

package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

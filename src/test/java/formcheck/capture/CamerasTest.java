package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the path of camera frames with the test source of FFmpeg, which it opens as a device. */
@Timeout(20)
class CamerasTest extends FrameSourceContract {

    private static final List<CameraDevice> TWO =
            List.of(new CameraDevice("HD Webcam", "/dev/video0"), new CameraDevice("Phone", "/dev/video2"));

    @Override
    FrameSource create() throws Exception {
        FfmpegInput input =
                FfmpegInput.device("lavfi", "testsrc2=size=64x48:rate=100,realtime", Map.of(), CaptureLimits.DEFAULT);
        return FfmpegSource.open(
                new OpenedVideo(input, "Test picture", new SourceMode(true, false, 1), CaptureLimits.DEFAULT), null);
    }

    @Test
    void aCameraIsLive() throws Exception {
        try (FrameSource source = create()) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().name()).isEqualTo("Test picture");
        }
    }

    @Test
    void listingCamerasNeverFails() {
        assertThat(Cameras.list()).doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, HD Webcam, /dev/video0",
        "1, Phone, /dev/video2",
        "/dev/video2, Phone, /dev/video2",
        "hd webcam, HD Webcam, /dev/video0",
        "/dev/video9, /dev/video9, /dev/video9",
    })
    void aCameraIsFoundByNumberDeviceOrName(String wanted, String name, String device) throws Exception {
        assertThat(Cameras.find(wanted, TWO, CameraSystem.LINUX)).isEqualTo(new CameraDevice(name, device));
    }

    @Test
    void aNumberBeyondTheListNamesTheListsCameras() {
        assertThatThrownBy(() -> Cameras.find("2", TWO, CameraSystem.LINUX))
                .isInstanceOf(CaptureException.class)
                .hasMessage("There is no camera 2. There is: 0 (HD Webcam), 1 (Phone).");
        assertThatThrownBy(() -> Cameras.find("0", List.of(), CameraSystem.LINUX))
                .isInstanceOf(CaptureException.class)
                .hasMessage("There is no camera 0: none was found on this machine. Connect one.");
    }

    @Test
    void aMissingCameraIsSaidInOneLine() {
        assertThatThrownBy(() -> new SourceSpec.Camera("/dev/video-of-nobody").open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("amera /dev/video-of-nobody")
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatEachFailureMeansIsSaid() {
        assertThat(words(avutil.AVERROR_ENOENT())).isEqualTo("There is no camera X. Check that it is connected.");
        assertThat(words(-16)).isEqualTo("Camera X is in use by another program. Close that one first.");
        assertThat(words(avutil.AVERROR_EACCES()))
                .isEqualTo("Camera X may not be used: permission denied."
                        + " Add yourself to the group 'video' and log in again.");
        assertThat(words(avutil.AVERROR_EIO())).startsWith("Camera X cannot be opened: ");
    }

    @Test
    void eachSystemOpensCamerasItsOwnWay() {
        assertThat(CameraSystem.of("Linux").address("/dev/video0")).isEqualTo("/dev/video0");
        assertThat(CameraSystem.of("Mac OS X").address("FaceTime HD Camera")).isEqualTo("FaceTime HD Camera:none");
        assertThat(CameraSystem.of("Windows 11").address("HD Webcam")).isEqualTo("video=HD Webcam");
    }

    @Test
    void deviceFilesAreListedByNumberWithTheirNames(@TempDir Path machine) throws Exception {
        for (String node : List.of("video10", "video2", "videodriver", "audio1")) {
            Files.createFile(machine.resolve(node));
        }
        Files.createDirectories(machine.resolve("names/video2"));
        Files.writeString(machine.resolve("names/video2/name"), "HD Webcam\n");

        assertThat(CameraSystem.videoNodes(machine, machine.resolve("names")))
                .containsExactly(
                        new CameraDevice("HD Webcam", machine.resolve("video2").toString()),
                        new CameraDevice(
                                machine.resolve("video10").toString(),
                                machine.resolve("video10").toString()));
        assertThat(CameraSystem.videoNodes(machine.resolve("nowhere"), machine)).isEmpty();
    }

    @Test
    void theSystemProfilersAnswerIsUnderstood() {
        String answer = "{\"SPCameraDataType\":[{\"_name\":\"FaceTime HD Camera\",\"spcamera_model-id\":\"x\"}]}";

        assertThat(CameraSystem.profiled(answer))
                .containsExactly(new CameraDevice("FaceTime HD Camera", "FaceTime HD Camera"));
        assertThat(CameraSystem.profiled("")).isEmpty();
        assertThat(CameraSystem.profiled("no answer")).isEmpty();
    }

    private static String words(int code) {
        return Cameras.inWords("X", CameraSystem.LINUX, new FfmpegException(code));
    }
}

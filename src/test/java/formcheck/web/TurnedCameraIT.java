package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import formcheck.exercise.ExerciseFile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The camera of the page rotates during a session: images keep their shape. */
@Timeout(120)
@Tag("live")
class TurnedCameraIT {
    /** A video of a canvas that is turned: the sizes of the images that the page takes of it. */
    private static final String TURN = """
            async () => {
              const { Camera, sentSize } = await import("/page/camera.js");
              const { fittedFrame } = await import("/page/fitted-frame.js");
              const canvas = document.createElement("canvas");
              const paint = (width, height) => {
                canvas.width = width;
                canvas.height = height;
                canvas.getContext("2d").fillRect(0, 0, width, height);
              };
              const video = document.createElement("video");
              video.muted = true;
              paint(640, 480);
              video.srcObject = canvas.captureStream(30);
              await video.play();
              const camera = Object.assign(Object.create(Camera.prototype), { video });
              const taken = [];
              for (const [width, height] of [[640, 480], [480, 640], [1280, 720], [300, 900], [640, 480]]) {
                paint(width, height);
                while (video.videoWidth !== width || video.videoHeight !== height) {
                  canvas.getContext("2d").fillRect(0, 0, width, height);
                  await new Promise((done) => setTimeout(done, 20));
                }
                const bitmap = await fittedFrame(camera.video, camera.longestSide);
                taken.push(`${bitmap.width}x${bitmap.height} of ${camera.shape().width}x${camera.shape().height}`);
              }
              camera.longestSide = 320; // as a slow machine asks for
              const small = await fittedFrame(camera.video, camera.longestSide);
              taken.push(`${small.width}x${small.height} of ${camera.shape().width}x${camera.shape().height}`);
              return taken;
            }
            """;

    @Test
    void anImageIsNeverStretched() throws Exception {
        ServerSettings settings =
                ServerSettings.of(ExerciseFile.builtIn(), List.of()).on(0, 1);
        try (WebServer server = WebServer.start(settings, progress -> new StillEstimator());
                Chromium chromium = Chromium.start(FakeCamera.turnedChair(), true)) {
            Page page = chromium.browser().newContext().newPage();
            page.navigate(server.address().toString());

            assertThat(page.evaluate(TURN))
                    .isEqualTo(List.of(
                            "640x480 of 640x480",
                            "480x640 of 480x640",
                            "640x360 of 1280x720",
                            "214x640 of 300x900",
                            "640x480 of 640x480",
                            "320x240 of 640x480"));
        }
    }
}

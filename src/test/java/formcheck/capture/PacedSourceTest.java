package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PacedSourceTest extends FrameSourceContract {

    @Override
    FrameSource create() throws CaptureException {
        return new SourceSpec.VideoFile(Path.of("samples/hips-outside.mp4"))
                .open(CaptureLimits.DEFAULT)
                .asIfLive();
    }

    @Test
    void noImageComesBeforeItsTime() throws CaptureException {
        try (FrameSource source = create()) {
            assertThat(source.info().live()).isTrue();
            source.next();
            long began = System.nanoTime();
            double at = 0;
            for (int i = 0; i < 12; i++) {
                at = source.next().orElseThrow().at().toNanos() * 1e-9;
            }
            assertThat((System.nanoTime() - began) * 1e-9).isGreaterThan(at - 0.05);
        }
    }

    @Test
    void whatIsLiveAlreadyIsLeftAsItIs() {
        FrameSource camera = new SourceSpec.Browser("camera", 64, 48).open(CaptureLimits.DEFAULT);
        assertThat(camera.asIfLive()).isSameAs(camera);
        camera.close();
    }
}

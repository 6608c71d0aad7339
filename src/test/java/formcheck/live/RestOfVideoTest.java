package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestOfVideoTest {
    private static final SourceSpec VIDEO = new SourceSpec.VideoFile(Path.of("samples/fast-drops.mp4"));

    private static List<Frame> frames(FrameSource source) throws Exception {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> next = source.next(); next.isPresent() && frames.size() < 90; next = source.next()) {
            frames.add(next.get());
        }
        return frames;
    }

    @Test
    void goesOnWithTheFramesFromThereOnWithTimesAndNumbersFromZero() throws Exception {
        try (FrameSource whole = VIDEO.open(CaptureLimits.DEFAULT);
                FrameSource rest = new RestOfVideo(VIDEO.open(CaptureLimits.DEFAULT), Duration.ofMillis(1500))) {
            List<Frame> all = frames(whole);
            List<Frame> later = frames(rest);
            Frame first = all.stream()
                    .filter(frame -> frame.at().compareTo(Duration.ofMillis(1500)) >= 0)
                    .findFirst()
                    .orElseThrow();
            assertThat(later.get(0).index()).isZero();
            assertThat(later.get(0).at()).isEqualTo(first.at().minusMillis(1500));
            assertThat(later.get(0).rgb()).isEqualTo(first.rgb());
            assertThat(later.get(1).index()).isEqualTo(1);
            assertThat(later.get(1).at()).isGreaterThan(later.get(0).at());
        }
    }

    @Test
    void beyondItsEndAVideoIsOver() throws Exception {
        try (FrameSource rest = new RestOfVideo(VIDEO.open(CaptureLimits.DEFAULT), Duration.ofHours(1))) {
            assertThat(rest.next()).isEmpty();
        }
    }
}

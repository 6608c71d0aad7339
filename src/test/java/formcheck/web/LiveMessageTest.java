package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.live.PageView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages as the page reads them, byte by byte. */
class LiveMessageTest {

    private static String text(PageView view) {
        return PageJson.text(LiveMessage.of(view));
    }

    @Test
    void namesTheTypeFirst() {
        assertThat(List.of(
                        text(new PageView.Taken()),
                        text(new PageView.Hello(true)),
                        text(new PageView.SourceOpened("camera", 640, 480)),
                        text(new PageView.ImageSize(480)),
                        text(new PageView.FrameFailed()),
                        text(new PageView.RequestRefused("no"))))
                .containsExactly(
                        "{\"type\":\"taken\"}",
                        "{\"type\":\"hello\",\"going\":true}",
                        "{\"type\":\"opened\",\"name\":\"camera\",\"width\":640,\"height\":480}",
                        "{\"type\":\"image-size\",\"longestSide\":480}",
                        "{\"type\":\"frame-failed\"}",
                        "{\"type\":\"refused\",\"problem\":\"no\"}");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(List.of(
                        text(new PageView.EngineState(1 / 3.0, false, Optional.empty())),
                        text(new PageView.EngineState(1, false, Optional.of("why"))),
                        text(new PageView.SourceClosed(Optional.empty(), true)),
                        text(new PageView.SourceClosed(Optional.of("why"), false)),
                        text(new PageView.StorageProblem(Optional.empty())),
                        text(new PageView.StorageProblem(Optional.of("why")))))
                .containsExactly(
                        "{\"type\":\"engine\",\"progress\":0.33,\"ready\":false}",
                        "{\"type\":\"engine\",\"progress\":1.0,\"ready\":false,\"failure\":\"why\"}",
                        "{\"type\":\"closed\",\"again\":true}",
                        "{\"type\":\"closed\",\"again\":false,\"problem\":\"why\"}",
                        "{\"type\":\"kept\"}",
                        "{\"type\":\"kept\",\"problem\":\"why\"}");
    }
}

package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsTest {

    private Reports reports = new Reports(Optional.empty(), Run.files());

    @BeforeEach
    void begin() {
        reports = new Reports(Optional.empty(), Run.files());
    }

    @Test
    void areNamedAfterTheLastPartOfTheirSource() {
        assertThat(reports.fileName("videos/set one.mp4")).isEqualTo("set-one.mp4.html");
        assertThat(reports.fileName("rtsp://host/stream/")).isEqualTo("stream.html");
        assertThat(reports.fileName("C:\\videos\\übung.mp4")).isEqualTo("übung.mp4.html");
    }

    @Test
    void areNamedApartIfTheirSourcesAreNamedAlike() {
        assertThat(reports.fileName("a/set.mp4")).isEqualTo("set.mp4.html");
        assertThat(reports.fileName("b/SET.mp4")).isEqualTo("SET.mp4-2.html");
        assertThat(reports.fileName("c/set.mp4")).isEqualTo("set.mp4-3.html");
    }

    @Test
    void haveNamesThatEverySystemTakes() {
        assertThat(reports.fileName("../..")).isEqualTo("report-.html");
        assertThat(reports.fileName("con.mp4")).isEqualTo("report-con.mp4.html");
        assertThat(reports.fileName("a\u0000<b>|\"?*\n.mp4")).isEqualTo("a-b-.mp4.html");
        assertThat(reports.fileName("x".repeat(300))).hasSizeLessThan(100);
    }
}

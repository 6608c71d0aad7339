package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoachCommandTest {
    private static final URI PAGE = URI.create("http://localhost:8417/open/word");

    @Test
    void opensTheLinkAsEachSystemDoes() {
        assertThat(CoachCommand.BrowserStart.command("Linux", PAGE)).containsExactly("xdg-open", PAGE.toString());
        assertThat(CoachCommand.BrowserStart.command("Mac OS X", PAGE)).containsExactly("open", PAGE.toString());
        assertThat(CoachCommand.BrowserStart.command("Windows 11", PAGE))
                .containsExactly("rundll32", "url.dll,FileProtocolHandler", PAGE.toString());
    }

    @Test
    void saysInOneLineThatAPortOrAnExerciseIsWrong() {
        for (String[] words : new String[][] {
            {"coach", "--no-browser", "--port", "70000"},
            {"coach", "--no-browser", "--port", "x"},
            {"coach", "--no-browser", "--phone-address", ""},
            {"coach", "--no-browser", "--phone-address", "localhost"},
            {"coach", "--no-browser", "--phone-address", "192.0.2.1"},
            {"coach", "--no-browser", "--phone-address", "999.1.1.1"},
            {"coach", "--no-browser", "--phone-address", "::1"},
            {"coach", "--no-browser", "--exercise", "nothing.yaml"},
            {"coach", "--no-browser", "--model", "nothing"},
            {"coach", "--no-browser", "--data", "pom.xml"}
        }) {
            Run run = Run.of(words);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(run.errLines()).hasSize(1);
            assertThat(run.err()).doesNotContain("Exception");
        }
    }
}

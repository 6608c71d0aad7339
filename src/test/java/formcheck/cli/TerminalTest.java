package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(Charset charset) {
        return new Terminal(new PrintStream(out), new PrintStream(err), charset, false, false, 80);
    }

    @Test
    void printsEveryLetterWhereTheTerminalKnowsIt() {
        terminal(StandardCharsets.UTF_8).print("92° … é");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("92° … é" + System.lineSeparator());
    }

    @Test
    void printsPlainLettersWhereTheTerminalKnowsNoOthers() {
        terminal(StandardCharsets.US_ASCII).print("92° – … é");
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("92 deg - ... ?" + System.lineSeparator());
    }

    @Test
    void printsEachLetterThatTheTerminalKnowsAndReplacesTheOthers() {
        terminal(StandardCharsets.ISO_8859_1).print("92° … é");
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo("92° ... é" + System.lineSeparator());
    }

    @Test
    void noticesThatItsReaderHasGone() throws IOException {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Terminal terminal =
                new Terminal(new PrintStream(broken), new PrintStream(err), StandardCharsets.UTF_8, false, false, 80);
        terminal.finish();
        terminal.print("x");
        assertThatIOException().isThrownBy(terminal::finish).withMessageContaining("reader");
    }

    @Test
    void shortensLongNamesInTheirMiddle() {
        assertThat(Terminal.shortened("short.mp4", 9)).isEqualTo("short.mp4");
        assertThat(Terminal.shortened("a-very-long-name-of-a-video.mp4", 16))
                .hasSize(16)
                .endsWith("ideo.mp4")
                .contains("...");
    }

    @Test
    void writesTimesAsMinutesAndSeconds() {
        assertThat(Terminal.clock(5.4)).isEqualTo("0:05");
        assertThat(Terminal.clock(65)).isEqualTo("1:05");
        assertThat(Terminal.clock(3661)).isEqualTo("1:01:01");
    }
}

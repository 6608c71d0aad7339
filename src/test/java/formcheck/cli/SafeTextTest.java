package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Whatever is printed or logged, nothing of it steers a terminal or turns the direction of writing. */
class SafeTextTest {
    private static final String STEERS =
            "[\\p{Cntrl}&&[^\\n\\t]]|[\\u0080-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]";
    private static final List<String> HOSTILE = List.of(
            "\u001b[2J",
            "\u001b]0;title\u0007",
            "\u001b]8;;http://evil.example\u001b\\link",
            "\u001bPq\u001b\\",
            "\u009b31m",
            "\u009d0;x\u009c",
            "\r$ rm",
            "\b\b\b",
            "\u202egpj.exe",
            "\u2066\u2069",
            "\u2028second line",
            "\u007f",
            "\u0000",
            "\ud800",
            "\u000b\u000c\u0085",
            "\n[ERROR] forged");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static String any(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("name ");
        for (int i = 0; i < 20; i++) {
            switch (random.nextInt(3)) {
                case 0 -> text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
                case 1 -> text.appendCodePoint(random.nextInt(0x2100));
                default -> text.append("letters é漢 ");
            }
        }
        return text.toString();
    }

    @RepeatedTest(200)
    void nothingThatIsPrintedSteersTheTerminal(RepetitionInfo repetition) {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Terminal plain = new Terminal(stream, stream, StandardCharsets.UTF_8, false, false, 80);
        String text = any(repetition.getCurrentRepetition());
        plain.print(text);
        plain.tell(text);
        plain.tellInPlace(text.replace("\r", ""));
        assertThat(bytes.toString(StandardCharsets.UTF_8)
                        .replace(System.lineSeparator(), "\n")
                        .replace("\u001b[2J", "")) // the one code in HOSTILE that a line in place may hold
                .doesNotContainPattern(STEERS);
    }

    @RepeatedTest(200)
    void nothingThatIsLoggedSteersTheTerminalOrForgesALine(RepetitionInfo repetition) {
        PrintStream log =
                new SafeText.Log(new PrintStream(bytes, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String text = any(repetition.getCurrentRepetition());
        log.println(text);
        log.println((Object) new IllegalStateException(text));
        log.printf("%s%n", text);
        log.append(text).append('\n');
        String shown = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertThat(shown).doesNotContainPattern(STEERS);
        assertThat(shown.lines().filter(line -> line.startsWith("[ERROR]"))).isEmpty();
        assertThat(shown.lines()).hasSize(4);
    }

    @Test
    void coloursOfAReportStayWhereTheyShow() {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        String bold = "\u001b[1mFormCheck\u001b[0m";
        new Terminal(stream, stream, StandardCharsets.UTF_8, true, true, 80).print(bold);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(bold + System.lineSeparator());
        bytes.reset();
        new Terminal(stream, stream, StandardCharsets.UTF_8, false, false, 80).print(bold);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }

    @Test
    void aStackTraceIsStillReadOnLinesOfItsOwn() {
        PrintStream log =
                new SafeText.Log(new PrintStream(bytes, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        new IllegalStateException("a name \u001b[2J").printStackTrace(log);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).endsWith("a name \\u001B[2J");
        assertThat(lines.get(1)).startsWith("\tat formcheck.cli.SafeTextTest");
    }
}

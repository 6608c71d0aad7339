package formcheck.cli;

import formcheck.cli.SafeText.Codes;
import formcheck.report.TextReport;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The output of commands: standard output for results, standard error for everything else. Writes in the terminal's own encoding,
 * and replaces other characters by plain letters rather than question marks. Only FormCheck's own codes control the terminal
 * ({@link SafeText}).
 */
final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 40;

    /** Characters of reports and of this package that plain terminals lack. */
    private static final String SIGNS = "●◐○°–…·±“”";

    private static final Map<Integer, String> PLAIN = Map.of((int) '°', " deg", (int) '–', "-", (int) '…', "...");

    private final PrintStream out;
    private final PrintStream err;
    private final Charset charset;
    private final boolean interactive;
    private final boolean colour;
    private final int width;

    /**
     * @param charset of both streams
     * @param interactive whether it is a terminal
     * @param colour whether it shows escape codes as colours
     * @param width columns
     */
    Terminal(PrintStream out, PrintStream err, Charset charset, boolean interactive, boolean colour, int width) {
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.interactive = interactive;
        this.colour = colour;
        this.width = Math.max(LEAST_WIDTH, width);
    }

    /** Returns the system's terminal, which from now on also writes log lines through {@link SafeText}. */
    static Terminal ofSystem() {
        Optional<Console> console = console();
        boolean interactive = console.isPresent() && !"dumb".equals(System.getenv("TERM"));
        PrintStream err = System.err;
        Charset charset = charset(console);
        if (!(err instanceof SafeText.Log)) { // under Maven this may not be the first time
            System.setErr(new SafeText.Log(err, charset));
        }
        return new Terminal(System.out, err, charset, interactive, interactive && systemColour(), systemWidth());
    }

    /** Returns whether it is a terminal: a line may be updated and a key read. */
    boolean interactive() {
        return interactive;
    }

    /** Returns the style of reports for this terminal. */
    TextReport.Style style() {
        return new TextReport.Style(width, !charset.newEncoder().canEncode(SIGNS), colour);
    }

    /** Returns the number of columns. */
    int width() {
        return width;
    }

    /** Prints to standard output, and ends the line if the text does not. */
    void print(String text) {
        write(out, SafeText.lines(text.endsWith("\n") ? text : text + "\n", colour ? Codes.COLOURS : Codes.NONE));
    }

    /** Prints a line to standard error. */
    void tell(String line) {
        write(err, SafeText.lines(line + "\n", Codes.NONE));
    }

    /** Prints to standard error without a line end, for a line that will be overwritten. */
    void tellInPlace(String text) {
        write(err, SafeText.lines(text, Codes.MOVES));
    }

    /** Writes bytes to standard output unchanged, for another program. */
    void machine(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /**
     * Flushes the output.
     *
     * @throws IOException if some of it was lost: the reader has closed, or the disk is full
     */
    void finish() throws IOException {
        if (out.checkError()) {
            throw new IOException(
                    "Standard output did not take everything: its reader stopped early, or the disk is full.");
        }
    }

    private void write(PrintStream stream, String text) {
        String lines = text.replace("\r\n", "\n").replace("\n", System.lineSeparator());
        byte[] bytes = plain(lines, charset.newEncoder()).getBytes(charset);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    private static String plain(String text, CharsetEncoder encoder) {
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(c -> {
            String letter = Character.toString(c);
            plain.append(encoder.canEncode(letter) ? letter : PLAIN.getOrDefault(c, "?"));
        });
        return plain.toString();
    }

    /** Returns the terminal's encoding; for a pipe, the system's. A locale of plain ASCII stays ASCII. */
    private static Charset charset(Optional<Console> console) {
        if (console.isPresent()) {
            return console.get().charset();
        }
        try {
            return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.US_ASCII;
        }
    }

    /** Returns the console, if both ends are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // Java 22 and later always have one, with isTerminal
    static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean terminal = (boolean) Console.class.getMethod("isTerminal").invoke(console);
            return terminal ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean systemColour() {
        boolean known = System.getenv("TERM") != null || System.getenv("WT_SESSION") != null;
        return known && System.getenv("NO_COLOR") == null;
    }

    private static int systemWidth() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /** Shortens a text to a number of characters, in its middle. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int kept = Math.max(1, most - 3);
        int tail = kept * 2 / 3;
        return text.substring(0, kept - tail) + "..." + text.substring(text.length() - tail);
    }

    /** Formats minutes and seconds: {@code 1:05}. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}

package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** The lines of a text file of unknown origin: one at a time, of bounded length, of printable characters. */
final class LineReader implements AutoCloseable {

    /** A row of all 33 joints has less than 3,000 characters. */
    private static final int LONGEST_LINE = 16_384;

    private static final int LONGEST_QUOTE = 40;

    private final String file;
    private final InputStream content;
    private final StringBuilder line = new StringBuilder();
    private long number;

    LineReader(String file, InputStream content) {
        this.file = file;
        this.content = content;
    }

    /** The next line without its end, which is {@code \n} or {@code \r\n}; empty at the end of the file. */
    Optional<String> next() throws CaptureException {
        line.setLength(0);
        number++;
        int c = read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == LONGEST_LINE) {
                throw wrong("the line is longer than " + LONGEST_LINE + " characters");
            }
            if (c != '\t' && c != '\r' && (c < ' ' || c > '~')) {
                throw wrong("this is no text: there is a character of value " + c);
            }
            line.append((char) c);
            c = read();
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        if (line.indexOf("\r") >= 0) {
            throw wrong("there is a carriage return within the line");
        }
        return Optional.of(line.toString());
    }

    /** The cells of a line, without blanks around them. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            cells.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }

    /** What is wrong, and where: at the line read last. */
    CaptureException wrong(String reason) {
        return new CaptureException(file + ":" + number + ": " + reason + ".");
    }

    /** A piece of the file for a message, cut if it is long, without the tabs that a line may hold. */
    static String quoted(String text) {
        String piece = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return '"' + piece.replaceAll("\\p{Cc}", "?") + '"';
    }

    private int read() throws CaptureException {
        try {
            return content.read();
        } catch (EOFException | ZipException e) {
            throw wrong("the compressed file is damaged or breaks off");
        } catch (IOException e) {
            throw new CaptureException(file + ":" + number + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            // It was only read: nothing is lost.
        }
    }
}

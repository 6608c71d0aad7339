package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads lines of an untrusted text file: one at a time, of limited length, of printable characters only. */
final class LineReader implements AutoCloseable {

    /** Characters. A row of all 33 joints has less than 3,000. */
    private static final int LONGEST_LINE = 16_384;

    private static final int LONGEST_QUOTE = 40;

    /** Characters between the tilde and this one control terminals. A month in a spreadsheet may contain an umlaut. */
    private static final int FIRST_LETTER_BEYOND_ASCII = 0xA0;

    private final String file;
    private final Reader content;
    private final StringBuilder line = new StringBuilder();
    private long number;

    LineReader(String file, Reader content) {
        this.file = file;
        this.content = content;
    }

    /** Returns the next line without its {@code \n} or {@code \r\n}; empty at the end of the file. */
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
            if (c != '\t' && c != '\r' && (c < ' ' || (c > '~' && c < FIRST_LETTER_BEYOND_ASCII))) {
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

    /** Returns an error at the last line. */
    CaptureException wrong(String reason) {
        return new CaptureException(file + ":" + number + ": " + reason + ".");
    }

    /** Quotes a part of the file for a message, shortened, in ASCII only. */
    static String quoted(String text) {
        String piece = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return '"' + piece.replaceAll("[^ -~]", "?") + '"';
    }

    /** Returns the message of a stream's failure in one line, or the failure's name if it has no message. */
    static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private int read() throws CaptureException {
        try {
            return content.read();
        } catch (EOFException | ZipException e) {
            throw wrong("the compressed file is damaged or breaks off");
        } catch (IOException | UncheckedIOException e) {
            throw new CaptureException(file + ":" + number + ": cannot be read: " + reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException | UncheckedIOException e) {
            // The file was only read, so nothing is lost.
        }
    }
}

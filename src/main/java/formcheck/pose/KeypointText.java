package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Opens the text of a keypoint file: gzipped or not, in UTF-8, UTF-16 or ASCII. */
final class KeypointText {
    private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] UTF_16_LITTLE_MARK = {(byte) 0xff, (byte) 0xfe};
    private static final byte[] UTF_16_BIG_MARK = {(byte) 0xfe, (byte) 0xff};

    /** First bytes of spreadsheet files: a zip archive or an OLE container. */
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private static final char BYTE_ORDER_MARK = CsvForm.BYTE_ORDER_MARK.charAt(0);

    private KeypointText() {}

    /** Opens a file, unzipped and without byte-order mark. Bytes beyond ASCII map to one character each. */
    static Reader open(Path file) throws CaptureException {
        try {
            return of(file.toString(), Files.newInputStream(file));
        } catch (NoSuchFileException e) {
            throw new CaptureException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new CaptureException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a stream of bytes as {@link #open(Path)} does. Closes it on failure.
     *
     * @param name for messages
     */
    static Reader of(String name, InputStream content) throws CaptureException {
        InputStream raw = new BufferedInputStream(content);
        try {
            byte[] first = beginning(raw, ZIP.length);
            if (Arrays.equals(first, ZIP) || Arrays.equals(first, OLE)) {
                throw new CaptureException(name + " is a spreadsheet's own file. Save it as CSV.");
            }
            boolean zipped = first.length > 1 && (first[0] & 0xff) == GZIP_FIRST && (first[1] & 0xff) == GZIP_SECOND;
            return text(zipped ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
        } catch (IOException | UncheckedIOException e) {
            close(raw);
            throw new CaptureException(name + " cannot be read: " + LineReader.reason(e), e);
        } catch (CaptureException e) {
            close(raw);
            throw e;
        }
    }

    /** Skips the byte-order mark of text that was decoded elsewhere. Closes it on failure. */
    static Reader of(String name, Reader content) throws CaptureException {
        Reader text = new BufferedReader(content);
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            return text;
        } catch (IOException | UncheckedIOException e) {
            close(text);
            throw new CaptureException(name + " cannot be read: " + LineReader.reason(e), e);
        }
    }

    private static void close(Closeable content) {
        try {
            content.close();
        } catch (IOException | UncheckedIOException e) {
            // What made it unreadable is thrown already.
        }
    }

    private static Reader text(InputStream content) throws IOException {
        byte[] first = beginning(content, UTF_8_MARK.length);
        Charset charset = StandardCharsets.ISO_8859_1;
        int mark = 0;
        if (Arrays.equals(first, UTF_8_MARK)) {
            mark = UTF_8_MARK.length;
        } else if (first.length >= 2 && Arrays.equals(Arrays.copyOf(first, 2), UTF_16_LITTLE_MARK)) {
            charset = StandardCharsets.UTF_16LE;
            mark = UTF_16_LITTLE_MARK.length;
        } else if (first.length >= 2 && Arrays.equals(Arrays.copyOf(first, 2), UTF_16_BIG_MARK)) {
            charset = StandardCharsets.UTF_16BE;
            mark = UTF_16_BIG_MARK.length;
        }
        content.skipNBytes(mark);
        return new BufferedReader(new InputStreamReader(content, charset));
    }

    /** Returns the next bytes without consuming them. */
    private static byte[] beginning(InputStream content, int length) throws IOException {
        content.mark(length);
        byte[] first = content.readNBytes(length);
        content.reset();
        return first;
    }
}

package formcheck.pose;

import formcheck.capture.CaptureException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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

    private KeypointText() {}

    /** Opens a file, unzipped and without byte-order mark. Bytes beyond ASCII map to one character each. */
    static Reader open(Path file) throws CaptureException {
        try {
            InputStream raw = new BufferedInputStream(Files.newInputStream(file));
            try {
                byte[] first = beginning(raw, ZIP.length);
                if (Arrays.equals(first, ZIP) || Arrays.equals(first, OLE)) {
                    throw new CaptureException(file + " is a spreadsheet's own file. Save it as CSV.");
                }
                boolean zipped =
                        first.length > 1 && (first[0] & 0xff) == GZIP_FIRST && (first[1] & 0xff) == GZIP_SECOND;
                return text(zipped ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
            } catch (IOException | CaptureException e) {
                raw.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new CaptureException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new CaptureException(file + " cannot be read: " + e.getMessage(), e);
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

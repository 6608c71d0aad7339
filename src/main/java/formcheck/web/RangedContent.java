package formcheck.web;

import formcheck.session.KeptFile;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD for content of which a browser may request a part, such as a video. The writer of the library
 * never ends if a range begins behind the end, so {@link ByteRange} reads the ranges.
 */
final class RangedContent {
    private static final Logger LOG = LoggerFactory.getLogger(RangedContent.class);
    private static final int CHUNK = 64 * 1024;

    private interface ContentWriter {
        void write(OutputStream out, long from, long bytes) throws IOException;
    }

    private RangedContent() {}

    /**
     * Sends a stored file with its current length. Does not follow links.
     *
     * @throws IOException if it cannot be opened, for example because it was just deleted
     */
    static void answer(Context request, String type, KeptFile file) throws IOException {
        try (InputStream content = file.open()) {
            answer(request, type, file.size(), (out, from, bytes) -> copy(content, out, from, bytes));
        }
    }

    static void answer(Context request, String type, byte[] content) {
        answer(request, type, content.length, (out, from, bytes) -> out.write(content, (int) from, (int) bytes));
    }

    private static void answer(Context request, String type, long length, ContentWriter body) {
        request.header("Accept-Ranges", "bytes");
        ByteRange range = asked(request, length);
        if (range instanceof ByteRange.Unsatisfiable unsatisfiable) {
            request.status(HttpStatus.RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", unsatisfiable.contentRange())
                    .result("The requested range does not exist.");
            return;
        }
        request.contentType(type);
        if (range instanceof ByteRange.Part part) {
            request.status(HttpStatus.PARTIAL_CONTENT).header("Content-Range", part.contentRange());
            send(request, body, part.first(), part.bytes());
        } else {
            send(request, body, 0, length);
        }
    }

    /**
     * Reads the range of a GET request. {@code If-Range} names a version of the content. Responses here have no
     * version, so the condition is false and the whole content is sent (RFC 9110, section 13.1.5).
     */
    private static ByteRange asked(Context request, long length) {
        boolean whole =
                !request.req().getMethod().equals("GET") || request.req().getHeader("If-Range") != null;
        return ByteRange.of(whole ? List.of() : Collections.list(request.req().getHeaders("Range")), length);
    }

    /**
     * Sends the content. Ends response and connection with one debug line if the client disconnects or the file ends
     * early.
     */
    private static void send(Context request, ContentWriter body, long from, long bytes) {
        request.res().setContentLengthLong(bytes);
        if (request.req().getMethod().equals("HEAD")) {
            return;
        }
        try {
            body.write(request.res().getOutputStream(), from, bytes);
        } catch (IOException e) {
            LOG.debug("a video was not sent completely: {}", e.toString());
        }
    }

    private static void copy(InputStream content, OutputStream out, long from, long bytes) throws IOException {
        content.skipNBytes(from);
        byte[] chunk = new byte[CHUNK];
        long left = bytes;
        while (left > 0) {
            int read = content.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (read < 1) {
                throw new IOException("it ends " + left + " bytes early");
            }
            out.write(chunk, 0, read);
            left -= read;
        }
    }
}

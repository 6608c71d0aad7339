package formcheck.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.EagerContentHandler;

/** What a page sends in a request, bounded in size and in time: who sends a byte a second does not hold a thread for long. */
final class Bodies {
    /** Larger than any message of the page. */
    private static final int LARGEST_TEXT = 64 * 1024;

    /** For whatever is sent, and for a disk that spins up. */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** A video on a slow network drive comes faster; 2 GB at this rate take 2.3 h. */
    static final long LEAST_BYTES_PER_SECOND = 256L * 1024;

    private Bodies() {}

    /** A request did not arrive whole, or not in time. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(String message) {
            super(message);
        }
    }

    /**
     * Waits for a request's body without a thread, up to what a text may be long; so many slow senders as there are leave the threads
     * to others. Whatever is longer is read by its handler, in time.
     *
     * @param longOnes the path whose bodies may be of any length
     */
    static Handler.Singleton shortOnesFirst(String longOnes) {
        EagerContentHandler first = new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(LARGEST_TEXT + 1L, 0, false));
        first.excludePath(longOnes);
        return first;
    }

    /** A whole text. */
    static String text(Context request) throws IOException {
        return new String(small(inTime(request)), StandardCharsets.UTF_8);
    }

    private static byte[] small(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
        if (bytes.length > LARGEST_TEXT) {
            throw new BrokenOffException("it is larger than " + LARGEST_TEXT + " bytes");
        }
        return bytes;
    }

    /** Ends with a {@link BrokenOffException} where the sender stops or is too slow. */
    static InputStream inTime(Context request) {
        return new InTime(request.bodyInputStream(), GRACE, LEAST_BYTES_PER_SECOND, System::nanoTime);
    }

    /** Held against a least rate after each read; that one read never comes back, the connection's idle time bounds. */
    static final class InTime extends InputStream {
        private static final double NANOS = 1e9;

        private final InputStream in;
        private final Duration grace;
        private final long rate;
        private final LongSupplier nanos;
        private final long began;
        private long arrived;

        /** @param rate bytes a second on average, once the grace is over */
        InTime(InputStream in, Duration grace, long rate, LongSupplier nanos) {
            this.in = in;
            this.grace = grace;
            this.rate = rate;
            this.nanos = nanos;
            this.began = nanos.getAsLong();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(into, offset, length);
            } catch (IOException | RuntimeException e) {
                // The server's own exceptions are of both kinds.
                throw new BrokenOffException("it did not arrive whole");
            }
            arrived += Math.max(0, read);
            double seconds = (nanos.getAsLong() - began) / NANOS;
            if (read >= 0 && seconds > grace.toSeconds() + arrived / (double) rate) {
                throw new BrokenOffException(
                        "it came too slowly: " + arrived + " bytes in " + Math.round(seconds) + " s");
            }
            return read;
        }
    }
}

package formcheck.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.EagerContentHandler;

/** Reads request bodies with limits of size and time, so that a slow sender does not occupy a thread for long. */
final class Bodies {
    /** Bytes. More than any message of the page. */
    private static final int LARGEST_TEXT = 64 * 1024;

    /** Time for any body, including a disk that spins up. */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** Smallest average rate. A slow network drive is faster; 2 GB take 2.3 hours at this rate. */
    static final long LEAST_BYTES_PER_SECOND = 256L * 1024;

    private Bodies() {}

    /** A request did not arrive completely or in time. */
    static final class IncompleteException extends IOException {
        private static final long serialVersionUID = 1L;

        IncompleteException(String message) {
            super(message);
        }
    }

    /**
     * Waits for a request body up to the length of a text without a thread. The handler reads a longer body with a
     * time limit.
     *
     * @param longOnes paths whose bodies may have any length
     */
    static Handler.Singleton shortOnesFirst(String... longOnes) {
        EagerContentHandler first = new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(LARGEST_TEXT + 1L, 0, false));
        List.of(longOnes).forEach(first::excludePath);
        return first;
    }

    /** Reads the body as text. */
    static String text(Context request) throws IOException {
        return new String(small(inTime(request)), StandardCharsets.UTF_8);
    }

    private static byte[] small(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
        if (bytes.length > LARGEST_TEXT) {
            throw new IncompleteException("it is larger than " + LARGEST_TEXT + " bytes");
        }
        return bytes;
    }

    /** Returns the body. Reading throws an {@link IncompleteException} if the sender stops or is too slow. */
    static InputStream inTime(Context request) {
        return new InTime(request.bodyInputStream(), GRACE, LEAST_BYTES_PER_SECOND, System::nanoTime);
    }

    /** Checks the rate after each read. The idle time-out of the connection limits a single read. */
    static final class InTime extends InputStream {
        private static final double NANOS = 1e9;

        private final InputStream in;
        private final Duration grace;
        private final long rate;
        private final LongSupplier nanos;
        private final long began;
        private long arrived;

        /** @param rate smallest average rate after the grace time, bytes a second */
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
                // The server library throws both kinds.
                throw new IncompleteException("it did not arrive completely");
            }
            arrived += Math.max(0, read);
            double seconds = (nanos.getAsLong() - began) / NANOS;
            if (read >= 0 && seconds > grace.toSeconds() + arrived / (double) rate) {
                throw new IncompleteException(
                        "it came too slowly: " + arrived + " bytes in " + Math.round(seconds) + " s");
            }
            return read;
        }
    }
}

package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private final AtomicLong nanos = new AtomicLong();

    /** So many bytes at a time, and so long between two times. */
    private final class Sender extends InputStream {
        private final int at;
        private final Duration pause;
        private long left;

        Sender(long bytes, int at, Duration pause) {
            this.left = bytes;
            this.at = at;
            this.pause = pause;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            nanos.addAndGet(pause.toNanos());
            int read = (int) Math.min(left, Math.min(at, length));
            left -= read;
            return read;
        }
    }

    private InputStream inTime(InputStream sender) {
        return new Bodies.InTime(sender, Bodies.GRACE, Bodies.LEAST_BYTES_PER_SECOND, nanos::get);
    }

    private static long all(InputStream in) throws IOException {
        byte[] chunk = new byte[64 * 1024];
        long all = 0;
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            all += read;
        }
        return all;
    }

    @Test
    void whoSendsAByteASecondIsEnded() {
        assertThatThrownBy(() -> all(inTime(new Sender(1_000_000, 1, Duration.ofSeconds(1)))))
                .isInstanceOf(Bodies.IncompleteException.class)
                .hasMessage("it came too slowly: 21 bytes in 21 s");
    }

    @Test
    void whoSendsJustTooSlowlyIsEndedToo() {
        assertThatThrownBy(() -> all(inTime(new Sender(1L << 31, 64 * 1024, Duration.ofMillis(300)))))
                .isInstanceOf(Bodies.IncompleteException.class);
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void aLargeVideoFromASlowDiskOrOneThatFirstSpinsUpPasses() throws Exception {
        long video = 2L * 1024 * 1024 * 1024;
        assertThat(all(inTime(new Sender(video, 64 * 1024, Duration.ofMillis(200)))))
                .isEqualTo(video);
        nanos.set(0);
        assertThat(all(inTime(new Sender(100, 100, Duration.ofSeconds(15))))).isEqualTo(100);
    }

    @Test
    void whateverTheServerThrowsWhereASenderGoesAwayIsTheSame() {
        for (Exception thrown : new Exception[] {
            new IOException("reset"), new UncheckedIOException(new IOException("reset")), new IllegalStateException()
        }) {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    if (thrown instanceof IOException io) {
                        throw io;
                    }
                    throw (RuntimeException) thrown;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return read();
                }
            };
            assertThatThrownBy(() -> all(inTime(broken))).isInstanceOf(Bodies.IncompleteException.class);
        }
    }
}

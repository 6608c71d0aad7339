package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keypoints of a stream that another program writes: the same as of a file, and nothing hostile in it harms. */
@Timeout(60)
class RecordedPosesTest {
    private static final String HEAD = "# width=640 height=480\nseconds,nose_x,nose_y\n";
    private static final String STREAM = HEAD + "7.5,1,2\n7.75,,\n8,3,4\n";

    @TempDir
    Path folder = Path.of("");

    /** Repeats a text without an end after a beginning, and remembers whether it was closed. */
    private static final class Endless extends InputStream {
        private final byte[] beginning;
        private final byte[] repeated;
        private long at;
        private int closed;

        Endless(String beginning, String repeated) {
            this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
            this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() throws IOException {
            if (closed > 0) {
                throw new IOException("Stream closed");
            }
            long next = at++;
            return next < beginning.length
                    ? beginning[(int) next]
                    : repeated[(int) ((next - beginning.length) % repeated.length)];
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                into[from + i] = (byte) read();
            }
            return length;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<PoseFrame> all(PoseSource poses) throws CaptureException {
        List<PoseFrame> frames = new ArrayList<>();
        try (poses) {
            for (Optional<PoseFrame> frame = poses.next(); frame.isPresent(); frame = poses.next()) {
                frames.add(frame.get());
            }
        }
        return frames;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void bytesTextAndAFileGiveTheSameFrames(String mark) throws Exception {
        Path file = Files.writeString(folder.resolve("motion.csv"), mark + STREAM);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write((mark + STREAM).getBytes(StandardCharsets.UTF_8));
        }
        List<PoseFrame> frames = all(new RecordedPoses(file));
        assertThat(frames).hasSize(3);
        assertThat(all(new RecordedPoses("camera", bytes(mark + STREAM)))).isEqualTo(frames);
        assertThat(all(new RecordedPoses("camera", new ByteArrayInputStream(zipped.toByteArray()))))
                .isEqualTo(frames);
        assertThat(all(new RecordedPoses("camera", new StringReader(mark + STREAM))))
                .isEqualTo(frames);
    }

    @Test
    void aStreamHasTheNameThatItWasGiven() throws Exception {
        try (PoseSource poses = new RecordedPoses("camera\n2", bytes(STREAM))) {
            assertThat(poses.info().name()).isEqualTo("camera?2");
            assertThat(poses.info().width()).isEqualTo(640);
            assertThat(poses.info().live()).isFalse();
        }
        assertThatThrownBy(() -> new RecordedPoses("camera\n2", bytes("no stream")))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("camera?2:1: the first line must be like");
    }

    @Test
    void aFrameIsThereAsSoonAsItsLineHasEnded() throws Exception {
        try (PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out)) {
            out.write((HEAD + "0,1,2\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            // The pipe stays open: to wait for more would run into the time-out of this test.
            try (PoseSource poses = new RecordedPoses("pipe", in)) {
                assertThat(poses.next()).isPresent();
                out.write("0.5,1,2\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                assertThat(poses.next().orElseThrow().seconds()).isEqualTo(0.5);
            }
        }
    }

    @Test
    void aStreamWithoutAnEndIsReadFrameByFrame() throws Exception {
        Endless endless = new Endless(HEAD, "1,1,2\n");
        try (PoseSource poses = new RecordedPoses("endless", endless)) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(poses.next().orElseThrow().index()).isEqualTo(i);
            }
        }
        assertThat(endless.closed).isPositive();
        assertThat(endless.at).as("bytes read").isLessThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", // one line
                "\n", // nothing but empty lines
                ";;\n", // as a spreadsheet writes them
                "\0"
            })
    void whatHasNoEndAndIsNoFrameIsRefusedInOneLine(String repeated) throws Exception {
        for (String beginning : List.of("", HEAD, HEAD + "1,1,2\n")) {
            Endless endless = new Endless(beginning, repeated);
            assertThatThrownBy(() -> all(new RecordedPoses("endless", endless)))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("endless:")
                    .message()
                    .doesNotContain("\n");
            assertThat(endless.closed).as("closed").isPositive();
            assertThat(endless.at).as("bytes read").isLessThan(20_000_000);
        }
    }

    @Test
    void aStreamThatIsClosedMeanwhileIsOneLine() throws Exception {
        Endless endless = new Endless(HEAD, "1,1,2\n");
        try (PoseSource poses = new RecordedPoses("camera", endless)) {
            assertThat(poses.next()).isPresent();
            endless.close();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            poses.next();
                        }
                    })
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("camera:")
                    .hasMessageEndingWith("cannot be read: Stream closed");
        }
        try (PoseSource poses = new RecordedPoses("camera", bytes(STREAM))) {
            poses.close();
            assertThatThrownBy(poses::next)
                    .isInstanceOf(CaptureException.class)
                    .hasMessageContaining("cannot be read: Stream closed");
        }
    }

    /** A reader that fails after a number of characters, as those of other programs may. */
    private static Reader failing(int after, RuntimeException failure) {
        StringReader text = new StringReader(STREAM);
        AtomicInteger left = new AtomicInteger(after);
        return new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                if (left.getAndDecrement() <= 0) {
                    throw failure;
                }
                return text.read(into, from, 1);
            }

            @Override
            public void close() {
                throw failure;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 30, 50})
    void aReaderThatFailsIsOneLineWherever(int after) {
        for (IOException cause : List.of(new IOException("no\nmore"), new IOException())) {
            assertThatThrownBy(() -> all(new RecordedPoses("reader", failing(after, new UncheckedIOException(cause)))))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("reader")
                    .hasMessageContaining("cannot be read: ")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void anEmptyStreamAndASpreadsheetsFileAreRefusedAndClosed() {
        for (String wrong : List.of("", "PK\u0003\u0004zip", "\u001f")) {
            AtomicInteger closed = new AtomicInteger();
            InputStream content = new ByteArrayInputStream(wrong.getBytes(StandardCharsets.ISO_8859_1)) {
                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
            assertThatThrownBy(() -> new RecordedPoses("stdin", content))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("stdin");
            assertThat(closed).hasPositiveValue();
        }
    }
}

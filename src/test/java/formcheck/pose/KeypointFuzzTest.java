package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.testkit.AnyBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Any bytes as a keypoint stream: frames, or one line that says what is wrong. */
public final class KeypointFuzzTest {
    private static final int ENOUGH = 2_000;
    private static final String STREAM = "# width=640 height=480\nseconds,nose_x,nose_y,nose_visibility,left_elbow_x,"
            + "left_elbow_y\n0.0,320.5,100,0.9,400,300\n0.033,,,,401,300\n0.066,1e2,-5,1,,\n";

    /** The same as a spreadsheet saves it. */
    @SuppressWarnings("StringConcatToTextBlock") // the ends of the lines are what is tried
    private static final String SAVED = "\"# width=640 height=480\";;;\r\nseconds;nose_x;nose_y;nose_visibility;\r\n"
            + "0,0;1.320,5;100;0,9;\r\n0,033;;;;\r\n0,066;1,5E+02;-5;1;\r\n;;;;\r\n";

    private static final Path FILE = temporary();

    static Path temporary() {
        try {
            Path file = Files.createTempFile("formcheck-any", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    public static List<byte[]> seeds() throws IOException {
        byte[] text = STREAM.getBytes(StandardCharsets.US_ASCII);
        return List.of(
                text,
                zipped(text),
                ("\ufeff" + SAVED).getBytes(StandardCharsets.UTF_8),
                ("\ufeff" + SAVED).getBytes(StandardCharsets.UTF_16LE));
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try (KeypointReader reader = KeypointReader.open(FILE)) {
            double last = 0;
            for (int i = 0; i < ENOUGH; i++) {
                PoseFrame frame = reader.next().orElse(null);
                if (frame == null) {
                    return;
                }
                if (frame.index() != i || frame.seconds() < last) {
                    throw new AssertionError("frame " + frame);
                }
                last = frame.seconds();
            }
        } catch (CaptureException e) {
            oneLine(e);
        }
    }

    static void oneLine(Exception e) {
        String message = e.getMessage();
        if (message == null || message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not one line: " + message, e);
        }
    }

    @Test
    void anyBytesAreFramesOrOneLine() throws IOException {
        AnyBytes.tryAll("keypoints", seeds(), 600, KeypointFuzzTest::fuzzerTestOneInput);
    }
}

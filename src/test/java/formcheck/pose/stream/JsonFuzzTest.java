package formcheck.pose.stream;

import formcheck.capture.CaptureException;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.testkit.AnyBytes;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Any bytes as JSON keypoints: frames in the order of their times, or one line that says what is wrong. */
public final class JsonFuzzTest {
    private static final Path FILE = temporary();

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("formcheck-any", ".json");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() throws IOException {
        List<PoseFrame> film =
                Figure.FRONTAL.rate(5).film(Movement.from(Posture.arms(15)).hold(0.6));
        PoseFrame first = film.get(0);
        String person = OtherPrograms.openPosePerson(first.pose().orElseThrow(), OtherPrograms.BODY_25, 0.9);
        return List.of(
                        "[" + OtherPrograms.openPose(List.of(person, person)) + "," + OtherPrograms.openPose(List.of())
                                + "]",
                        OtherPrograms.cocoResults(film),
                        OtherPrograms.cocoAnnotations(film, 2),
                        "{\"fps\":30,\"frames\":[{\"timestamp_ms\":0,\"landmarks\":[" + OtherPrograms.landmarks(first)
                                + "],\"worldLandmarks\":[" + OtherPrograms.world(first) + "]},{\"timestamp_ms\":33}]}",
                        "{\"frame_1\":{\"pose_landmarks\":{\"landmark\":" + OtherPrograms.landmarks(first)
                                + "}},\"frame_2\":null}",
                        "{\"t\":1,\"landmarks\":{\"nose\":[0.5,0.4,0,1],\"LEFT_WRIST\":{\"x\":0.1,\"y\":NaN}}}\n{\"t\":2}")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try (PoseSource source = KeypointStreams.open(FILE, StreamOptions.NONE)) {
            double last = 0;
            long count = 0;
            for (Optional<PoseFrame> next = source.next(); next.isPresent(); next = source.next()) {
                PoseFrame frame = next.get();
                if (frame.index() != count++ || frame.seconds() < last || frame.width() < 1 || frame.height() < 1) {
                    throw new AssertionError("frame " + frame);
                }
                last = frame.seconds();
            }
            oneLine(source.damage().orElse("fine"));
        } catch (CaptureException e) {
            oneLine(String.valueOf(e.getMessage()));
        }
    }

    private static void oneLine(String message) {
        if (message == null || message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not one line: " + message);
        }
    }

    @Test
    void anyBytesAreFramesOrOneLine() throws IOException {
        AnyBytes.tryAll("keypoints-json", seeds(), 1200, JsonFuzzTest::fuzzerTestOneInput);
    }
}

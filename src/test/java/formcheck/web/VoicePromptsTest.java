package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recordings of the voice, which {@code scripts/voice} makes. */
class VoicePromptsTest {
    private static final Path FOLDER = Path.of("src/main/resources/formcheck/web/voice");

    /** LUFS, as in {@code scripts/voice/record.py}. */
    private static final double TARGET = -18;

    /** LU. */
    private static final double LARGEST_DIFFERENCE = 1;

    /** Quiet sounds at the beginning, such as an f, last up to 0.12 s. */
    private static final double LATEST_BEGIN = 0.15;

    private static JsonNode prompts(String language) throws Exception {
        return new ObjectMapper()
                .readTree(FOLDER.resolve("prompts.json").toFile())
                .get(language);
    }

    private static float[] samples(Path file) throws Exception {
        List<short[]> parts = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.setSampleRate(Loudness.RATE);
            grabber.start();
            assertThat(grabber.getAudioChannels()).as(file.toString()).isEqualTo(1);
            for (Frame frame = grabber.grabSamples(); frame != null; frame = grabber.grabSamples()) {
                ShortBuffer buffer = (ShortBuffer) frame.samples[0];
                short[] part = new short[buffer.remaining()];
                buffer.get(part);
                parts.add(part);
            }
        }
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (short[] part : parts) {
            for (short sample : part) {
                all[at++] = sample / 32768f;
            }
        }
        return all;
    }

    @Test
    void theStandardsToneHasTheStandardsLoudness() {
        float[] tone = new float[5 * Loudness.RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 997 * i / Loudness.RATE);
        }
        assertThat(Loudness.of(tone)).isCloseTo(-3.01, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyRecordingDecodesAtOneLoudnessAndBeginsAtOnce(String language) throws Exception {
        List<Double> loudness = new ArrayList<>();
        for (JsonNode prompt : prompts(language)) {
            String name = prompt.get("file").asText();
            float[] samples = samples(FOLDER.resolve(name));
            assertThat((double) samples.length / Loudness.RATE)
                    .as(name)
                    .isCloseTo(prompt.get("seconds").asDouble(), within(0.05))
                    .isBetween(0.2, 8.0);
            double peak = IntStream.range(0, samples.length)
                    .mapToDouble(i -> Math.abs(samples[i]))
                    .max()
                    .orElseThrow();
            assertThat(peak).as("peak of %s", name).isBetween(0.2, 0.9999);
            int begin = IntStream.range(0, samples.length)
                    .filter(i -> Math.abs(samples[i]) > 0.02 * peak)
                    .findFirst()
                    .orElseThrow();
            assertThat((double) begin / Loudness.RATE).as("begin of %s", name).isLessThan(LATEST_BEGIN);
            loudness.add(Loudness.of(samples));
            assertThat(loudness.get(loudness.size() - 1)).as(name).isCloseTo(TARGET, within(LARGEST_DIFFERENCE / 2));
        }
        assertThat(loudness).hasSizeGreaterThan(150);
        assertThat(Collections.max(loudness) - Collections.min(loudness)).isLessThan(LARGEST_DIFFERENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyRecordingIsTheOneThatIsListed(String language) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (JsonNode prompt : prompts(language)) {
            byte[] content =
                    Files.readAllBytes(FOLDER.resolve(prompt.get("file").asText()));
            assertThat(HexFormat.of().formatHex(digest.digest(content)))
                    .as(prompt.get("file").asText())
                    .isEqualTo(prompt.get("sha256").asText());
        }
    }
}

package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.pose.LookFixture.Crop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** From the picture to the numbers of a look: the encoder here against the encoder in PyTorch, on what each has cut out. */
class LookEncoderIT {
    private static final Path MODELS = Path.of("models");

    @Test
    void seesTheSameAsInPyTorch() throws Exception {
        LookFixture fixture = LookFixture.read();
        PostureModel model = ModelCatalog.at(MODELS).posture();
        byte[] weights = Files.readAllBytes(MODELS.resolve("posture/encoder.pt"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)))
                .as("the fixture is of another encoder: write it anew with scripts/posture/fixture.py --look")
                .isEqualTo(fixture.encoder());
        assertThat(model.look().shoulderWidths()).isEqualTo(fixture.shoulderWidths());
        assertThat(model.look().above()).isEqualTo(fixture.above());
        double largest = 0;
        try (LookEncoder encoder = LookEncoder.open(model.look())) {
            ShoulderLook look = encoder.look(fixture.picture());
            for (Crop crop : fixture.crops()) {
                float[] seen = look.of(crop.x(), crop.y(), crop.shoulderWidth());
                assertThat(seen).hasSameSizeAs(crop.look());
                for (int k = 0; k < seen.length; k++) {
                    largest = Math.max(largest, crop.look()[k]);
                    // What two grey levels at the edges make of numbers that reach to 3.
                    assertThat((double) seen[k])
                            .as("number %d, shoulders %.1f pixels wide", k, crop.shoulderWidth())
                            .isCloseTo(crop.look()[k], within(0.03));
                }
            }
        }
        assertThat(largest).as("a look that says something").isGreaterThan(0.5);
    }
}

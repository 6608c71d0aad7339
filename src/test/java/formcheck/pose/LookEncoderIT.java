package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import formcheck.pose.LookFixture.Crop;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** From the picture to the numbers of a look: the encoder here against the encoder in PyTorch. */
class LookEncoderIT {
    private static final Path MODELS = Path.of("models");

    private final LookFixture fixture;
    private final PostureModel.LookModel model;

    LookEncoderIT() throws Exception {
        fixture = LookFixture.read();
        model = ModelCatalog.at(MODELS).posture().look();
    }

    @Test
    void theFixtureIsOfTheEncoderThatIsDelivered() throws Exception {
        byte[] weights = Files.readAllBytes(MODELS.resolve("posture/encoder.pt"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)))
                .as("write the fixture anew with scripts/posture/fixture.py --look")
                .isEqualTo(fixture.encoder());
        assertThat(model.shoulderWidths()).isEqualTo(fixture.shoulderWidths());
        assertThat(model.above()).isEqualTo(fixture.above());
    }

    @Test
    void makesTheSameNumbersOfTheSamePixels() throws Exception {
        Shape shape = new Shape(1, model.height(), model.width());
        try (Network network = Network.open("posture", shape, model.numbers(), model.weights())) {
            for (Crop crop : fixture.crops()) {
                float[] seen = network.run(ByteBuffer.wrap(crop.luma()));
                assertThat(seen).hasSameSizeAs(crop.look());
                for (int k = 0; k < seen.length; k++) {
                    assertThat((double) seen[k]).as("number %d", k).isCloseTo(crop.look()[k], within(1e-3));
                }
            }
        }
    }

    /** What the grey level or two between both ways of cutting make: little beside what tells one look from another. */
    @Test
    void seesTheSameInThePictureAsInPyTorch() throws Exception {
        try (LookEncoder encoder = LookEncoder.open(model)) {
            ShoulderLook look = encoder.look(fixture.picture());
            for (Crop crop : fixture.crops()) {
                float[] seen = look.of(crop.x(), crop.y(), crop.shoulderWidth());
                double off = 0;
                double whole = 0;
                double most = 0;
                for (int k = 0; k < seen.length; k++) {
                    double difference = seen[k] - crop.look()[k];
                    off += difference * difference;
                    whole += crop.look()[k] * crop.look()[k];
                    most = Math.max(most, Math.abs(difference));
                }
                double share = Math.sqrt(off / whole);
                System.out.printf(
                        Locale.ROOT,
                        "look at shoulders %.1f pixels wide: %.2f %% off, at most %.3f%n",
                        crop.shoulderWidth(),
                        100 * share,
                        most);
                assertThat(whole).as("a look that says something").isGreaterThan(1);
                assertThat(share).isLessThan(0.03);
                assertThat(most).isLessThan(0.08);
            }
        }
    }
}

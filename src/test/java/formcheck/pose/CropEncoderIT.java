package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares features of crops with those of TFLite models on the squares that the posture model was trained with. */
class CropEncoderIT {
    /** Largest error of a form, share of the length of the upper-body features. */
    private static final double EXACT = 0.01;

    private static final double EIGHT_BITS = 0.2;

    private static final Path FOLDER = Path.of("models/posture");

    private final CropFixture fixture;
    private final CropModel model;

    CropEncoderIT() throws Exception {
        fixture = CropFixture.read();
        model = CropModel.read(new Descriptor(FOLDER, PostureModel.FILE), FOLDER);
    }

    @Test
    void theFixtureIsOfTheNetworksThatAreDelivered() {
        String how = "write the fixture anew with scripts/posture/fixture_crop.py";
        assertThat(model.upperBody().weights().portable().sha256()).as(how).isEqualTo(fixture.upperBody());
        assertThat(model.head().mesh().portable().sha256()).as(how).isEqualTo(fixture.faceMesh());
        assertThat(fixture.cases()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(ModelForm.class)
    void seesWhatTfliteSees(ModelForm form) throws Exception {
        double most = form == ModelForm.FASTEST ? EIGHT_BITS : EXACT;
        try (CropEncoder encoder = CropEncoder.open(model, form)) {
            for (CropFixture.Case one : fixture.cases()) {
                float[] seen = encoder.crop(one.frame())
                        .of(one.pose(), one.shoulderWidth())
                        .orElseThrow();
                int upper = one.upperBody().size();
                assertThat(seen)
                        .hasSize(model.features())
                        .hasSize(upper + one.head().size());
                double off = 0;
                double whole = 0;
                for (int k = 0; k < upper; k++) {
                    off += Math.pow(seen[k] - one.upperBody().get(k), 2);
                    whole += Math.pow(one.upperBody().get(k), 2);
                }
                System.out.printf(
                        Locale.ROOT, "%s, %s: upper body off by %.4f%n", form, one.image(), Math.sqrt(off / whole));
                assertThat(Math.sqrt(off / whole)).as("%s", one.image()).isLessThan(most);
                for (int k = upper; k < seen.length; k++) {
                    assertThat((double) seen[k])
                            .as("%s, number %d of the head", one.image(), k - upper)
                            .isCloseTo(one.head().get(k - upper), within(1e-3));
                }
            }
        }
    }

    @Test
    void aFaceSeenJustBeforeStandsForThisFramesOnce() throws Exception {
        CropFixture.Case one = fixture.cases().get(0);
        CropFixture.Case other = fixture.cases().get(1);
        try (CropEncoder encoder = CropEncoder.open(model, ModelForm.FASTEST)) {
            float[] first = head(encoder, one, 0, one.pose());
            assertThat(head(encoder, other, 1, one.pose())).as("a frame later").containsExactly(first);
            assertThat(head(encoder, other, 2, one.pose())).as("the next one").isNotEqualTo(first);
            encoder.forget();
            assertThat(head(encoder, one, 3, one.pose()))
                    .as("of another source")
                    .containsExactly(first);
            assertThat(head(encoder, other, 5, one.pose()))
                    .as("two frames later")
                    .isNotEqualTo(first);
        }
    }

    @Test
    void aFaceSeenJustBeforeElsewhereIsSomebodyElses() throws Exception {
        CropFixture.Case one = fixture.cases().get(3);
        CropFixture.Case other = fixture.cases().get(4);
        try (CropEncoder encoder = CropEncoder.open(model, ModelForm.FASTEST)) {
            float[] own = head(encoder, other, 0, other.pose());
            encoder.forget();
            head(encoder, one, 1, one.pose());
            assertThat(head(encoder, other, 2, other.pose())).containsExactly(own);
        }
    }

    private float[] head(CropEncoder encoder, CropFixture.Case seen, int index, Pose pose) throws IOException {
        float[] look = encoder.crop(TestFrames.ofFixture(seen.image(), index))
                .of(pose, 130)
                .orElseThrow();
        return Arrays.copyOfRange(look, model.upperBody().features(), look.length);
    }

    @Test
    void withoutAFaceThereAreNoFeatures() throws Exception {
        CropFixture.Case one = fixture.cases().get(0);
        Frame nobody = TestFrames.ofFixture("still-nobody.png", 0);
        try (CropEncoder encoder = CropEncoder.open(model, ModelForm.FASTEST)) {
            assertThat(encoder.crop(nobody).of(one.pose(), one.shoulderWidth())).isEmpty();
            assertThat(encoder.crop(one.frame()).of(new Pose(Map.of()), one.shoulderWidth()))
                    .isEmpty();
            assertThat(encoder.crop(one.frame()).of(one.pose(), 15))
                    .as("a tiny face")
                    .isEmpty();
        }
    }

    @Test
    void shouldersOfNoWidthOrFarWiderThanTheImageAreRefused() throws Exception {
        CropFixture.Case one = fixture.cases().get(0);
        try (CropEncoder encoder = CropEncoder.open(model, ModelForm.FASTEST)) {
            for (double width : List.of(0.0, -3.0, Double.NaN, 1e6)) {
                assertThatThrownBy(() -> encoder.crop(one.frame()).of(one.pose(), width))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("shoulders");
            }
        }
    }

    @Test
    void aClosedEncoderRefusesFrames() throws Exception {
        CropFixture.Case one = fixture.cases().get(0);
        CropEncoder encoder = CropEncoder.open(model, ModelForm.FASTEST);
        encoder.close();
        assertThatThrownBy(() -> encode(encoder, one)).isInstanceOf(IllegalStateException.class);
    }

    private static void encode(CropEncoder encoder, CropFixture.Case one) throws IOException {
        encoder.crop(one.frame()).of(one.pose(), one.shoulderWidth());
    }
}

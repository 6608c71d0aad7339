package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Compares crops with {@code scripts/models/crops.py}, which cropped the training data. */
class SquareCropperTest {
    /** Largest mean error, grey levels: the rounding of coordinates in OpenCV. */
    private static final double MEAN = 0.05;

    private final CropFixture fixture;

    SquareCropperTest() throws IOException {
        fixture = CropFixture.read();
    }

    /** Returns the mean difference from the stored values of a crop. */
    private double away(CropFixture.CroppedSquare cut, Square square) throws IOException {
        try (FramePixels image = new FramePixels();
                SquareCropper cropper = new SquareCropper(cut.size())) {
            ByteBuffer pixels =
                    cropper.crop(SquareCropper.rows(image, cut.frame(), square.top(), square.bottom()), square);
            double sum = 0;
            for (int k = 0; k < cut.values().size(); k++) {
                sum += Math.abs(
                        (pixels.get(k * fixture.every()) & 0xff) - cut.values().get(k));
            }
            return sum / cut.values().size();
        }
    }

    @Test
    void cropsTheSamePixelsAsTraining() throws IOException {
        assertThat(fixture.squares()).hasSize(5);
        for (CropFixture.CroppedSquare cut : fixture.squares()) {
            assertThat(away(cut, cut.square())).as("%s", cut.square()).isLessThan(MEAN);
        }
    }

    @Test
    void aShiftOfTheCropByHalfAPixelWouldBeDetected() throws IOException {
        for (CropFixture.CroppedSquare cut : fixture.squares()) {
            Square square = cut.square();
            double half = square.side() / cut.size() / 2;
            assertThat(away(cut, new Square(square.x() + half, square.y(), square.side())))
                    .as("%s", square)
                    .isGreaterThan(5 * MEAN);
        }
    }

    /** However large the square: one as large as the image takes most. */
    @Test
    void aSquareFarLargerThanTheImageIsAllBorderAroundIt() {
        try (FramePixels image = new FramePixels();
                SquareCropper cropper = new SquareCropper(64)) {
            Square square = new Square(3, 3, 1e6);
            ByteBuffer pixels = cropper.crop(
                    SquareCropper.rows(image, TestFrames.plain(7, 5, 90, 0), square.top(), square.bottom()), square);
            assertThat(pixels.get(0)).isEqualTo((byte) 90);
            assertThat(pixels.get(pixels.limit() - 1)).isEqualTo((byte) 90);
        }
    }

    @Test
    void ofAnImageSeenBeforeNothingIsLeft() {
        try (FramePixels image = new FramePixels();
                SquareCropper cropper = new SquareCropper(64)) {
            for (double y : new double[] {-900, -40, 240, 520, 1400}) {
                image.rows(TestFrames.plain(640, 480, 200, 0), 0, 480);
                Square square = new Square(320, y, 600);
                ByteBuffer pixels = cropper.crop(
                        SquareCropper.rows(image, TestFrames.plain(640, 480, 90, 1), square.top(), square.bottom()),
                        square);
                while (pixels.hasRemaining()) {
                    assertThat(pixels.get()).as("middle at %s", y).isEqualTo((byte) 90);
                }
            }
        }
    }
}

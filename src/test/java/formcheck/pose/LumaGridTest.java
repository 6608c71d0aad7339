package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.Frame;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LumaGridTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LIT = 110;

    private static Frame frame(IntBinaryOperator luma) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int value = luma.applyAsInt(x, y);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * WIDTH + x) + c] = (byte) value;
                }
            }
        }
        return new Frame(0, Duration.ZERO, WIDTH, HEIGHT, rgb);
    }

    private static double brightness(Frame frame, Optional<Pose> pose) {
        return PoseFrame.of(frame, pose, Optional.empty()).brightness().orElseThrow();
    }

    /** A window of light in a black image, as bars or an image in an image leave it. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 640, 360",
        "0, 120, 640, 240",
        "220, 0, 420, 360",
        "200, 100, 440, 260",
        "480, 240, 640, 360",
        "0, 0, 160, 120"
    })
    void blackBarsAndASmallImageInTheImageAreNotDark(int left, int top, int right, int bottom) {
        for (int black : new int[] {0, 16, 18}) {
            Random noise = new Random(1);
            Frame frame = frame((x, y) -> x >= left && x < right && y >= top && y < bottom
                    ? LIT + noise.nextInt(9) - 4
                    : black + noise.nextInt(3));
            assertThat(brightness(frame, Optional.empty())).isCloseTo(LIT, within(6.0));
        }
    }

    @Test
    void aDarkSceneStaysDarkWhateverLampIsInIt() {
        Random noise = new Random(1);
        assertThat(brightness(frame((x, y) -> 4 + noise.nextInt(12)), Optional.empty()))
                .isLessThan(12);
        assertThat(brightness(frame((x, y) -> 0), Optional.empty())).isZero();
        Frame lamp = frame((x, y) -> x > 600 && y < 40 ? 250 : 4 + noise.nextInt(12));
        assertThat(brightness(lamp, Optional.empty())).isLessThan(20);
    }

    @Test
    void aPersonInASmallWindowOfADarkScreenIsAsBrightAsTheWindow() {
        Frame frame = frame((x, y) -> x >= 480 && y >= 240 ? LIT : 30 + (x + y) % 20);
        Pose pose = new Pose(Map.of(
                Joint.NOSE, point(560, 265),
                Joint.LEFT_ELBOW, point(600, 330),
                Joint.RIGHT_ELBOW, point(520, 330)));
        assertThat(brightness(frame, Optional.empty())).isLessThan(50);
        assertThat(brightness(frame, Optional.of(pose))).isCloseTo(LIT, within(3.0));
    }

    @Test
    void aPersonBeforeABrightWallIsNoDarkerThanTheImage() {
        Frame frame = frame((x, y) -> Math.abs(x - 320) < 100 && y > 100 ? 25 : 200);
        Pose pose = new Pose(Map.of(
                Joint.NOSE, point(320, 120),
                Joint.LEFT_ELBOW, point(380, 330),
                Joint.RIGHT_ELBOW, point(260, 330)));
        assertThat(brightness(frame, Optional.of(pose))).isEqualTo(brightness(frame, Optional.empty()));
    }

    private static Keypoint point(double x, double y) {
        return new Keypoint(x, y, OptionalDouble.of(1), OptionalDouble.of(1));
    }
}

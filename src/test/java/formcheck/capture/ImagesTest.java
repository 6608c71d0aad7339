package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ImagesTest extends FrameSourceContract {

    @TempDir
    private Path folder;

    @Override
    FrameSource create() throws Exception {
        for (int i = 0; i < 12; i++) {
            Files.write(folder.resolve("picture" + i + ".png"), TestImage.encoded(32, 24, "png"));
        }
        return open(25);
    }

    @Test
    void aFolderSaysWhatItIs() throws Exception {
        try (FrameSource source = create()) {
            assertThat(source.info().name()).isEqualTo(folder.getFileName().toString());
            assertThat(source.info().framesPerSecond()).hasValue(25);
            assertThat(source.info().duration()).contains(Duration.ofMillis(480));
        }
    }

    @Test
    void imagesComeInTheOrderOfTheirNumbers() throws Exception {
        for (int i : List.of(1, 2, 9, 10, 11, 100)) {
            Files.write(folder.resolve("img" + i + ".png"), TestImage.grey(i));
        }
        try (FrameSource source = open(10)) {
            List<Frame> frames = all(source);

            assertThat(frames).extracting(frame -> frame.rgb()[0] & 0xff).containsExactly(1, 2, 9, 10, 11, 100);
            assertThat(frames)
                    .extracting(frame -> frame.at().toMillis())
                    .containsExactly(0L, 100L, 200L, 300L, 400L, 500L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void everyFormatShowsTheSameImage(String format) throws Exception {
        Files.write(folder.resolve("a." + format), TestImage.encoded(32, 24, format));
        try (FrameSource source = open(30)) {
            assertThat(Colours.ofQuarters(source.next().orElseThrow())).isEqualTo("RGBW");
        }
    }

    @Test
    void webpIsRead() throws Exception {
        String red = "524946461c000000574542505650384c0f0000002f07c001000710f58ffe0722a2ff0100"; // 8 x 8 pixels
        byte[] webp = HexFormat.of().parseHex(red);
        Files.write(folder.resolve("a.webp"), webp);
        try (FrameSource source = open(30)) {
            Frame frame = source.next().orElseThrow();

            assertThat(frame.width()).isEqualTo(8);
            assertThat(Colours.at(frame, 4, 4)).isEqualTo("R");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, RGBW, 32, 24",
        "2, GRWB, 32, 24",
        "3, WBGR, 32, 24",
        "4, BWRG, 32, 24",
        "5, RBGW, 24, 32",
        "6, BRWG, 24, 32",
        "7, WGBR, 24, 32",
        "8, GWRB, 24, 32",
    })
    void imagesFromPhonesAreTurnedUpright(int orientation, String quarters, int width, int height) throws Exception {
        Files.write(folder.resolve("a.jpg"), TestImage.jpegFromPhone(32, 24, orientation));
        try (FrameSource source = open(30)) {
            Frame frame = source.next().orElseThrow();

            assertThat(Colours.ofQuarters(frame)).isEqualTo(quarters);
            assertThat(frame.width()).isEqualTo(width);
            assertThat(frame.height()).isEqualTo(height);
        }
    }

    @Test
    void anUnreadableImageIsLeftOutAndItsTimeStaysEmpty() throws Exception {
        Files.write(folder.resolve("1.png"), TestImage.encoded(32, 24, "png"));
        Files.writeString(folder.resolve("2.png"), "no picture");
        Files.createFile(folder.resolve("3.png"));
        Files.write(folder.resolve("4.png"), TestImage.encoded(32, 24, "png"));
        try (FrameSource source = open(10)) {
            List<Frame> frames = all(source);

            assertThat(frames).extracting(Frame::index).containsExactly(0L, 1L);
            assertThat(frames).extracting(frame -> frame.at().toMillis()).containsExactly(0L, 300L);
            assertThat(source.damage()).contains("Skipped because unreadable: 2.png, 3.png.");
        }
    }

    @Test
    void timeStartsAtZeroWhereTheFirstImageIsUnreadable() throws Exception {
        Files.writeString(folder.resolve("1.png"), "no picture");
        Files.write(folder.resolve("2.png"), TestImage.encoded(32, 24, "png"));
        try (FrameSource source = open(10)) {
            assertThat(source.next().orElseThrow().at()).isZero();
        }
    }

    @Test
    void imagesOfOtherSizesAreFittedIntoTheFirst() throws Exception {
        Files.write(folder.resolve("1.png"), TestImage.encoded(64, 48, "png"));
        Files.write(folder.resolve("2.png"), TestImage.encoded(128, 96, "png"));
        Files.write(folder.resolve("3.png"), TestImage.encoded(24, 48, "png"));
        try (FrameSource source = open(30)) {
            List<Frame> frames = all(source);

            assertThat(frames).allMatch(frame -> frame.width() == 64 && frame.height() == 48);
            assertThat(Colours.ofQuarters(frames.get(1))).isEqualTo("RGBW");
            assertThat(Colours.at(frames.get(2), 4, 12)).isEqualTo("K");
            assertThat(Colours.at(frames.get(2), 26, 12)).isEqualTo("R");
            assertThat(Colours.at(frames.get(2), 38, 36)).isEqualTo("W");
        }
    }

    @Test
    void otherFilesInTheFolderAreNoImages() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "Buy milk.");
        Files.writeString(folder.resolve(".hidden.png"), "no picture");
        Files.createDirectory(folder.resolve("folder.png"));

        assertThatThrownBy(() -> open(30))
                .isInstanceOf(CaptureException.class)
                .hasMessage("There is no image in " + folder + " (png, jpg, jpeg, bmp or webp), and no video."
                        + " Files whose names begin with a dot are ignored.");
    }

    @Test
    void aFolderWithoutOneReadableImageIsSaidInOneLine() throws Exception {
        Files.writeString(folder.resolve("1.png"), "no picture");

        assertThatThrownBy(() -> open(30))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("None of the 1 images");
        assertThatThrownBy(() -> new SourceSpec.Images(folder.resolve("nowhere"), 30).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith("No such folder");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 1001})
    void aRateThatCannotBeIsRefused(double rate) {
        assertThatThrownBy(() -> new SourceSpec.Images(folder, rate)).isInstanceOf(IllegalArgumentException.class);
    }

    private FrameSource open(double framesPerSecond) throws CaptureException {
        return new SourceSpec.Images(folder, framesPerSecond).open(CaptureLimits.DEFAULT);
    }
}

package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOfVideosTest {

    @TempDir
    private Path folder = Path.of("");

    private void holds(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private List<String> names() {
        return FolderOfVideos.of(folder.toString()).inputs().stream()
                .map(input -> String.valueOf(Path.of(input).getFileName()))
                .toList();
    }

    @Test
    void photosBesideVideosArePassedOverInALine() throws Exception {
        holds("b.mp4", "a.webm", "photo.JPG", "notes.txt");

        assertThat(names()).containsExactly("a.webm", "b.mp4");
        assertThat(FolderOfVideos.of(folder.toString()).passedOver("holiday"))
                .contains("holiday: the videos are judged, 1 image is skipped."
                        + " Images are judged from a folder of their own.");
    }

    @Test
    void numbersCountByTheirValueAndWhatSystemsLeaveBehindIsNoVideo() throws Exception {
        holds("IMG_10.MOV", "IMG_2.MOV", "._IMG_10.MOV", "._IMG_2.MOV", ".DS_Store", "Thumbs.db", ".hidden.mp4");
        Files.createDirectory(folder.resolve("folder.mp4"));

        assertThat(names()).containsExactly("IMG_2.MOV", "IMG_10.MOV");
        assertThat(FolderOfVideos.of(folder.toString()).passedOver("x")).isEmpty();
    }

    @Test
    void aFolderOfPicturesAloneStandsForItself() throws Exception {
        holds("1.png", "2.png", "._1.png");
        Files.createDirectory(folder.resolve("inside"));
        Files.writeString(folder.resolve("inside").resolve("deep.mp4"), "x");

        assertThat(FolderOfVideos.of(folder.toString()).inputs()).containsExactly(folder.toString());
    }

    @Test
    void whatIsNoFolderStandsForItself() {
        for (String text : List.of("missing.mp4", "http://host/x.mp4", "a\0b", "camera:0")) {
            assertThat(FolderOfVideos.of(text).inputs()).containsExactly(text);
        }
    }

    @Test
    void aFolderWithNothingButWhatSystemsLeaveBehindIsOneLine() throws Exception {
        holds("._IMG_2.MOV", ".DS_Store");
        Run run = Run.of("analyze", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("no video", "begin with a dot");
    }
}

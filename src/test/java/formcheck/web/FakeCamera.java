package formcheck.web;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.SourceSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A video as the file that Chromium takes for its camera: JPEG pictures in a row, 30 a second, over and over. */
final class FakeCamera {
    private FakeCamera() {}

    /** Someone sits down, raises the arms once, sits still, and does eight: the fourth dropped, the sixth too low. */
    static Path sitDown() throws IOException, CaptureException {
        return of(Path.of("samples/live/sit-down.mp4"));
    }

    /** Someone whose chair is turned sits as usual for ten seconds, then tall for ten. */
    static synchronized Path turnedChair() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/fake-cameras"));
        Path file = folder.resolve("turned-chair.mjpeg").toAbsolutePath();
        Path pictures = Path.of("src/test/resources/formcheck/web/turned-chair");
        Path part = Files.createTempFile(folder, "camera", ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
            for (String posture : new String[] {"usual", "tall"}) {
                for (int frame = 0; frame < 300; frame++) {
                    out.write(Files.readAllBytes(pictures.resolve(posture + "-" + (1 + frame % 2) + ".jpg")));
                }
            }
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static synchronized Path of(Path video) throws IOException, CaptureException {
        Path folder = Files.createDirectories(Path.of("target/fake-cameras"));
        Path file = folder.resolve(video.getFileName() + ".mjpeg").toAbsolutePath();
        if (Files.notExists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(video)) < 0) {
            Path part = Files.createTempFile(folder, "camera", ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                    FrameSource source = new SourceSpec.VideoFile(video).open(CaptureLimits.DEFAULT)) {
                Optional<Frame> frame = source.next();
                while (frame.isPresent()) {
                    out.write(Jpeg.of(frame.get()));
                    frame = source.next();
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}

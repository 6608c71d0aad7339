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

/** A video as a camera file of Chromium: JPEG images in a row, 30 a second, repeated. */
final class FakeCamera {
    private FakeCamera() {}

    /**
     * A person sits down, raises the arms once, sits still, and does eight repetitions: the fourth drops, the sixth
     * is too low.
     */
    static Path sitDown() throws IOException, CaptureException {
        return of(Path.of("samples/live/sit-down.mp4"));
    }

    /** A person on a turned chair sits as usual for ten seconds, then tall for ten. */
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

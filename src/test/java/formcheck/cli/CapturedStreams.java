package formcheck.cli;

import formcheck.pose.CsvForm;
import formcheck.pose.KeypointWriter;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.IOException;
import java.nio.file.Path;

/** Keypoint streams of known movement: as good as a video to the commands, without a pose model. */
final class CapturedStreams {

    private CapturedStreams() {}

    /** So many slow repetitions to 95 degrees. */
    static Path slow(Path file, int repetitions) throws IOException {
        Movement movement =
                Movement.from(Posture.arms(15)).hold(1).repetitions(repetitions, Posture.arms(95), 1.5, 2.8);
        return write(file, movement);
    }

    /** Three repetitions whose arms are dropped. */
    static Path dropped(Path file) throws IOException {
        Movement movement = Movement.from(Posture.arms(15)).hold(1);
        for (int i = 0; i < 3; i++) {
            movement.to(Posture.arms(95), 1.5)
                    .hold(0.5)
                    .to(Posture.arms(15), 0.5)
                    .hold(0.6);
        }
        return write(file, movement);
    }

    private static Path write(Path file, Movement movement) throws IOException {
        try (KeypointWriter writer = KeypointWriter.to(file, Figure.WIDTH, Figure.HEIGHT, CsvForm.DECIMAL_POINT)) {
            for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
                writer.write(frame);
            }
        }
        return file;
    }
}

package formcheck.archive;

import formcheck.capture.CaptureException;
import formcheck.pose.KeypointReader;
import formcheck.pose.PoseFrame;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Keypoints of a CSV file as rows of a table. */
final class CsvRows {
    private CsvRows() {}

    static void read(Path file, List<Row> into) {
        String stream = String.valueOf(file.getFileName());
        try (KeypointReader reader = KeypointReader.open(file)) {
            for (Optional<PoseFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                into.add(row(stream, frame.get()));
            }
        } catch (CaptureException e) {
            throw new IllegalStateException(e);
        }
    }

    static Row row(String stream, PoseFrame frame) {
        Map<String, Object> cells = new HashMap<>();
        cells.put("stream", stream);
        cells.put("width", frame.width());
        cells.put("height", frame.height());
        cells.put("frame", frame.index());
        cells.put("seconds", frame.seconds());
        frame.pose()
                .ifPresent(pose -> pose.keypoints().forEach((joint, point) -> {
                    cells.put(joint.id() + "_x", point.x());
                    cells.put(joint.id() + "_y", point.y());
                    point.visibility().ifPresent(visibility -> cells.put(joint.id() + "_visibility", visibility));
                }));
        return ArchiveTables.row(ArchiveTables.KEYPOINTS, cells);
    }
}

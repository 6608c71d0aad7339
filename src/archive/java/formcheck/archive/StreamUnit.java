package formcheck.archive;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One stream of an archive, not opened yet.
 *
 * @param stream its name: the path from the folder that contains the input
 * @param place the file or folder to open
 * @param kind how it is judged
 * @param session name of the session in an export; null for a file of its own
 * @param error why it cannot be judged, known before it is opened; null if nothing is known
 */
record StreamUnit(
        String stream,
        String place,
        UnitKind kind,
        @Nullable String session,
        @Nullable String error) {
    static final StructType SCHEMA = new StructType(new StructField[] {
        ArchiveTables.column("stream", DataTypes.StringType, "name"),
        ArchiveTables.column("place", DataTypes.StringType, "file or folder"),
        ArchiveTables.column("kind", DataTypes.StringType, "export, motion, keypoints or video"),
        ArchiveTables.column("session", DataTypes.StringType, "session in an export"),
        ArchiveTables.column("error", DataTypes.StringType, "why it cannot be opened")
    });

    /** What a stream is. */
    enum UnitKind {
        /** A session of an export. */
        EXPORT,
        /** A motion file alone. */
        MOTION,
        /** Keypoints as text. */
        KEYPOINTS,
        /** A video. */
        VIDEO;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static StreamUnit file(String stream, String place, UnitKind kind) {
        return new StreamUnit(stream, place, kind, null, null);
    }

    static StreamUnit of(Row row) {
        return new StreamUnit(
                row.getString(0),
                row.getString(1),
                UnitKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getString(3),
                row.getString(4));
    }

    /** Returns whether it is a session of a ZIP file. */
    boolean isZip() {
        return kind == UnitKind.EXPORT && place.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    Row row() {
        return RowFactory.create(stream, place, kind.id(), session, error);
    }
}

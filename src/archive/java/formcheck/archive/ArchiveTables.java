package formcheck.archive;

import formcheck.pose.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an archive. Every column has a comment with its meaning and unit, which Parquet keeps. Seconds count from the first
 * frame of a stream, angles are degrees, an unseen value is null. No value is rounded.
 */
public final class ArchiveTables {
    private static final DataType TEXT = DataTypes.StringType;
    private static final DataType NUMBER = DataTypes.DoubleType;
    private static final DataType COUNT = DataTypes.IntegerType;
    private static final DataType LARGE = DataTypes.LongType;

    static final String STREAM = "stream";
    static final String FRAME = "frame";
    static final String SECONDS = "seconds";
    static final String WIDTH = "width";
    static final String HEIGHT = "height";
    static final String DAMAGE = "damage";
    static final String ERROR = "error";

    /**
     * Keypoints: a row a frame, under the names of the keypoint CSV. The last row of a stream has no frame: it tells how the stream
     * ended.
     */
    public static final StructType KEYPOINTS = keypoints();

    /** Sessions: a row a stream, also of one that could not be judged. */
    public static final StructType SESSIONS = new StructType(new StructField[] {
        column(STREAM, TEXT, "path in the archive"),
        column("kind", TEXT, "export, motion or keypoints"),
        column("session", TEXT, "name of the session; null for keypoints"),
        column("person", TEXT, "pseudonym; null for keypoints"),
        column("beganMillis", LARGE, "start, milliseconds since 1970, UTC"),
        column("dayNumber", COUNT, "day of the start where the session was, days since 1970"),
        column("origin", TEXT, "live or recording"),
        column("exercise", TEXT, "id of the exercise"),
        column("variant", TEXT, "variant of the exercise"),
        column("rules", TEXT, "digest of the rules that judged it here"),
        column("rulesThen", TEXT, "digest of the rules that judged it first"),
        column("program", TEXT, "version of FormCheck that measured it"),
        column("model", TEXT, "pose model that measured it, with a digest"),
        column("posture", TEXT, "digest of the posture model"),
        column("kilograms", NUMBER, "weight in both hands together"),
        column("band", TEXT, "band in the hands"),
        column("painBefore", COUNT, "0 to 10"),
        column("painAfter", COUNT, "highest after a set, 0 to 10"),
        column(WIDTH, COUNT, "of a frame, pixels"),
        column(HEIGHT, COUNT, "of a frame, pixels"),
        column(SECONDS, NUMBER, "from the first frame to the last"),
        column("frames", LARGE, "frames"),
        column("framesWithPose", LARGE, "frames with a person"),
        column("sets", COUNT, "sets with a repetition"),
        column("attempted", COUNT, "repetitions"),
        column("valid", COUNT, "repetitions that count"),
        column("clean", COUNT, "valid repetitions without a fault"),
        column("unjudged", COUNT, "repetitions that could not be assessed"),
        column("notAssessed", COUNT, "periods without an assessment"),
        column("dropped", COUNT, "movements that were not counted"),
        column(DAMAGE, TEXT, "what was wrong with the source"),
        column(ERROR, TEXT, "why it could not be judged; null if it was")
    });

    /** Repetitions, under the names of the repetition CSV. */
    public static final StructType REPETITIONS = new StructType(new StructField[] {
        column(STREAM, TEXT, "path in the archive"),
        column("index", COUNT, "from 1, over the whole stream"),
        column("set", COUNT, "from 1"),
        column("startSeconds", NUMBER, "start of the raise"),
        column("topSeconds", NUMBER, "first moment at the top"),
        column("eccentricStartSeconds", NUMBER, "start of the lowering"),
        column("bottomSeconds", NUMBER, "arrival"),
        column("peakElevationLeft", NUMBER, "degrees"),
        column("peakElevationRight", NUMBER, "degrees"),
        column("bottomElevationLeft", NUMBER, "degrees"),
        column("bottomElevationRight", NUMBER, "degrees"),
        column("range", NUMBER, "top minus bottom, mean of both arms, degrees"),
        column("concentricSeconds", NUMBER, "duration of the raise"),
        column("holdSeconds", NUMBER, "duration at the top"),
        column("eccentricSeconds", NUMBER, "duration of the lowering"),
        column("concentricStopSeconds", NUMBER, "standing still during the raise"),
        column("eccentricStopSeconds", NUMBER, "standing still during the lowering"),
        column("peakDescentSpeed", NUMBER, "degrees a second"),
        column("squeezeShare", NUMBER, "share of the judged time, 0 to 1"),
        column("squeezeHeldSeconds", NUMBER, "longest"),
        column("verdict", TEXT, "attempted, valid, clean or unjudged"),
        column(
                "checks",
                DataTypes.createMapType(TEXT, TEXT, false),
                "by rule: ok, unchanged, notApplicable, fault:SIDE, unjudged:REASON")
    });

    /** Faults, and rules that could not be assessed: a row for each of them and repetition. */
    public static final StructType FAULTS = new StructType(new StructField[] {
        column(STREAM, TEXT, "path in the archive"),
        column("index", COUNT, "of the repetition"),
        column("set", COUNT, "from 1"),
        column("rule", TEXT, "id of the rule"),
        column("outcome", TEXT, "fault or unjudged"),
        column("reason", TEXT, "why it was not assessed"),
        column("side", TEXT, "left, right or both"),
        column("fromSeconds", NUMBER, "start of the fault"),
        column("toSeconds", NUMBER, "end of the fault"),
        column("flaggedSeconds", NUMBER, "when it was flagged during the movement"),
        column("value", NUMBER, "measured, in the unit"),
        column("limit", NUMBER, "in the unit"),
        column("tolerance", NUMBER, "in the unit"),
        column("unit", TEXT, "degrees, s or %")
    });

    /** A judged stream: its row of each table. */
    static final StructType JUDGED = new StructType(new StructField[] {
        new StructField("session", SESSIONS, false, Metadata.empty()),
        new StructField("repetitions", DataTypes.createArrayType(REPETITIONS, false), false, Metadata.empty()),
        new StructField("faults", DataTypes.createArrayType(FAULTS, false), false, Metadata.empty())
    });

    /** What changed between two judgements: a row for each repetition and rule. */
    public static final StructType CHANGES = new StructType(new StructField[] {
        column(STREAM, TEXT, "path in the archive"),
        column("indexBefore", COUNT, "of the repetition; null for a new one"),
        column("indexAfter", COUNT, "of the repetition; null for a lost one"),
        column("rule", TEXT, "id of the rule, or verdict, repetition, session"),
        column("before", TEXT, "outcome"),
        column("after", TEXT, "outcome")
    });

    private ArchiveTables() {}

    static StructField column(String name, DataType type, String comment) {
        return new StructField(
                name,
                type,
                true,
                new MetadataBuilder().putString("comment", comment).build());
    }

    private static StructType keypoints() {
        List<StructField> columns = new ArrayList<>(List.of(
                column(STREAM, TEXT, "path in the archive"),
                column(WIDTH, COUNT, "of a frame, pixels"),
                column(HEIGHT, COUNT, "of a frame, pixels"),
                column(FRAME, LARGE, "number of the frame, from 0; null in the last row"),
                column(SECONDS, NUMBER, "time of the frame")));
        for (Joint joint : Joint.values()) {
            columns.add(column(joint.id() + "_x", NUMBER, "pixels from the left edge"));
            columns.add(column(joint.id() + "_y", NUMBER, "pixels from the top edge"));
            columns.add(column(joint.id() + "_visibility", NUMBER, "probability, 0 to 1"));
        }
        columns.add(column(DAMAGE, TEXT, "last row: what was wrong with the video"));
        columns.add(column(ERROR, TEXT, "last row: why the video could not be read to its end"));
        return new StructType(columns.toArray(StructField[]::new));
    }

    /** Returns a row with these values by name; all others are null. */
    static Row row(StructType schema, Map<String, ? extends @Nullable Object> values) {
        @Nullable Object[] cells = new @Nullable Object[schema.size()];
        values.forEach((name, value) -> cells[schema.fieldIndex(name)] = value);
        return new GenericRowWithSchema(cells, schema);
    }
}

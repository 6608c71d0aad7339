package formcheck.archive;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import formcheck.session.RepPairs;
import formcheck.session.RepPairs.OverlappingReps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Compares two judgements of one archive, by two exercise files or of two model versions: what changed, by rule and group.
 * Repetitions are paired as in a replay: those that overlap.
 */
public final class CompareJob {
    private static final String GROUP = "group";
    private static final String NONE = "none";

    /** What a repetition has besides its rules. */
    private static final String VERDICT = "verdict";

    private final SparkSession spark;

    public CompareJob(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * What a comparison found.
     *
     * @param changed repetitions that changed, came or went, and sessions that are judged on one side only
     * @param byRule rows of the table {@code rules}, most frequent first
     */
    public record ComparedArchive(long repetitions, long changed, List<Row> byRule) {}

    /**
     * Compares and writes the tables {@code changes} and {@code rules}.
     *
     * @param before folder that {@link JudgeJob} wrote
     * @param after as {@code before}, of the same archive
     * @param group column of the sessions by which to count
     * @param to folder for the tables, not there yet
     * @throws ArchiveException if a folder is no judgement, or there is no such column
     */
    public ComparedArchive run(String before, String after, String group, String to) throws ArchiveException {
        ArchiveOutput output = new ArchiveOutput(to, spark.sparkContext().hadoopConfiguration());
        Dataset<Row> sessionsBefore = JudgementFolder.table(spark, before, "sessions", ArchiveTables.SESSIONS);
        Dataset<Row> sessionsAfter = JudgementFolder.table(spark, after, "sessions", ArchiveTables.SESSIONS);
        Dataset<Row> repsBefore = JudgementFolder.table(spark, before, "repetitions", ArchiveTables.REPETITIONS);
        Dataset<Row> repsAfter = JudgementFolder.table(spark, after, "repetitions", ArchiveTables.REPETITIONS);
        if (!Arrays.asList(ArchiveTables.SESSIONS.fieldNames()).contains(group)) {
            throw ArchiveException.usage("There is no column " + group + ". There are: "
                    + String.join(", ", ArchiveTables.SESSIONS.fieldNames()) + ".");
        }
        CoGroupFunction<String, Row, Row, Row> compared =
                (stream, was, is) -> changes(stream, was, is).iterator();
        Dataset<Row> reps =
                byStream(repsBefore).cogroup(byStream(repsAfter), compared, Encoders.row(ArchiveTables.CHANGES));
        Dataset<Row> groups = sessionsAfter
                .select(col("stream"), col(group).as("groupAfter"))
                .join(sessionsBefore.select(col("stream"), col(group).as("groupBefore")), "stream", "full")
                .select(
                        col("stream"),
                        coalesce(col("groupBefore"), col("groupAfter"), lit(NONE))
                                .cast(DataTypes.StringType)
                                .as(GROUP));
        Dataset<Row> changes =
                reps.unionByName(sessions(sessionsBefore, sessionsAfter)).join(groups, "stream");
        output.write(changes, "changes");
        Dataset<Row> written = spark.read().parquet(output.table("changes"));
        Dataset<Row> many = repsBefore
                .join(groups, "stream")
                .groupBy(GROUP)
                .agg(count(lit(1)).as("repetitions"));
        Dataset<Row> rules = written.groupBy(GROUP, "rule", "before", "after")
                .agg(count(lit(1)).as("count"))
                .join(many, new String[] {GROUP}, "left")
                .withColumn("share", col("count").divide(col("repetitions")))
                .orderBy(col(GROUP), col("count").desc(), col("rule"), col("before"), col("after"));
        output.write(rules.coalesce(1), "rules");
        return new ComparedArchive(
                repsBefore.count(),
                written.select("stream", "indexBefore", "indexAfter").distinct().count(),
                spark.read()
                        .parquet(output.table("rules"))
                        .orderBy(col("count").desc(), col(GROUP), col("rule"))
                        .takeAsList(50));
    }

    private static KeyValueGroupedDataset<String, Row> byStream(Dataset<Row> rows) {
        MapFunction<Row, String> stream = row -> row.getAs("stream");
        return rows.groupByKey(stream, Encoders.STRING());
    }

    /** Sessions that only one side has, or could judge. */
    private static Dataset<Row> sessions(Dataset<Row> before, Dataset<Row> after) {
        Dataset<Row> was = before.select(col("stream"), state("before"));
        Dataset<Row> is = after.select(col("stream"), state("after"));
        return was.join(is, "stream", "full")
                .select(
                        col("stream"),
                        lit(null).cast(DataTypes.IntegerType).as("indexBefore"),
                        lit(null).cast(DataTypes.IntegerType).as("indexAfter"),
                        lit("session").as("rule"),
                        coalesce(col("before"), lit(NONE)).as("before"),
                        coalesce(col("after"), lit(NONE)).as("after"))
                .where(col("before").notEqual(col("after")));
    }

    private static Column state(String name) {
        return when(col(ArchiveTables.ERROR).isNull(), lit("judged"))
                .otherwise(lit("failed"))
                .as(name);
    }

    private static List<Row> changes(String stream, Iterator<Row> before, Iterator<Row> after) {
        List<Row> changes = new ArrayList<>();
        for (OverlappingReps<Row> pair :
                RepPairs.of(sorted(before), sorted(after), CompareJob::begin, row -> row.getAs("bottomSeconds"))) {
            @Nullable Row was = pair.was().orElse(null);
            @Nullable Row is = pair.now().orElse(null);
            if (was == null || is == null) {
                changes.add(change(stream, was, is, "repetition", verdict(was), verdict(is)));
                continue;
            }
            if (!verdict(was).equals(verdict(is))) {
                changes.add(change(stream, was, is, VERDICT, verdict(was), verdict(is)));
            }
            Map<String, String> checksBefore = was.getJavaMap(was.fieldIndex("checks"));
            Map<String, String> checksAfter = is.getJavaMap(is.fieldIndex("checks"));
            TreeSet<String> rules = new TreeSet<>(checksBefore.keySet());
            rules.addAll(checksAfter.keySet());
            for (String rule : rules) {
                String outcome = checksBefore.getOrDefault(rule, NONE);
                String today = checksAfter.getOrDefault(rule, NONE);
                if (!outcome.equals(today)) {
                    changes.add(change(stream, was, is, rule, outcome, today));
                }
            }
        }
        return changes;
    }

    private static List<Row> sorted(Iterator<Row> rows) {
        List<Row> sorted = new ArrayList<>();
        rows.forEachRemaining(sorted::add);
        sorted.sort(Comparator.comparingInt(row -> row.<Integer>getAs("index")));
        return sorted;
    }

    private static double begin(Row rep) {
        Double start = rep.getAs("startSeconds");
        return start == null ? rep.<Double>getAs("topSeconds") : start;
    }

    private static String verdict(@Nullable Row rep) {
        return rep == null ? NONE : rep.getAs(VERDICT);
    }

    private static Row change(
            String stream, @Nullable Row was, @Nullable Row is, String rule, String before, String after) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put("stream", stream);
        cells.put("indexBefore", was == null ? null : was.getAs("index"));
        cells.put("indexAfter", is == null ? null : is.getAs("index"));
        cells.put("rule", rule);
        cells.put("before", before);
        cells.put("after", after);
        StructType schema = ArchiveTables.CHANGES;
        return ArchiveTables.row(schema, cells);
    }
}

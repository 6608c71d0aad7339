package formcheck.archive;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.extract;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regr_slope;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Follows people over weeks: adherence and trends. A week is that of ISO 8601, from Monday, where the session was. People are
 * pseudonyms; the tables name no session.
 */
public final class CohortJob {
    private static final int DAYS_A_WEEK = 7;

    private final SparkSession spark;

    public CohortJob(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Whom the tables are about.
     *
     * @param people number of people
     * @param weeks number of weeks of all people, also those without a session
     * @param left streams that name no person, or could not be judged
     */
    public record FollowedCohort(long people, long weeks, long left) {}

    /**
     * Writes the tables {@code weeks} (a row a person and week), {@code trends} (a row a person) and {@code cohort} (a row a week of
     * the programme).
     *
     * @param judgement folder that {@link JudgeJob} wrote
     * @param planned days with a session that the programme asks for in a week, 1 to 7
     * @param to folder for the tables, not there yet
     * @throws ArchiveException if the folder is no judgement, or names no person
     */
    public FollowedCohort run(String judgement, int planned, String to) throws ArchiveException {
        ArchiveOutput output = new ArchiveOutput(to, spark.sparkContext().hadoopConfiguration());
        Dataset<Row> all = JudgementFolder.table(spark, judgement, "sessions", ArchiveTables.SESSIONS);
        Dataset<Row> reps = JudgementFolder.table(spark, judgement, "repetitions", ArchiveTables.REPETITIONS);
        Dataset<Row> sessions = all.where(col("person").isNotNull())
                .where(col(ArchiveTables.ERROR).isNull())
                .withColumn("day", date_from_unix_date(col("dayNumber")))
                .withColumn("monday", date_trunc("week", col("day")).cast(DataTypes.DateType));
        if (sessions.isEmpty()) {
            throw ArchiveException.usage(judgement + " holds no judged session of a person.");
        }
        output.write(
                weeks(sessions, reps, planned).coalesce(spark.sparkContext().defaultParallelism()), "weeks");
        Dataset<Row> weeks = spark.read().parquet(output.table("weeks"));
        output.write(trends(weeks).coalesce(1), "trends");
        output.write(cohort(weeks).coalesce(1), "cohort");
        return new FollowedCohort(
                weeks.select("person").distinct().count(),
                weeks.count(),
                all.where(col("person").isNull().or(col(ArchiveTables.ERROR).isNotNull()))
                        .count());
    }

    private static Dataset<Row> weeks(Dataset<Row> sessions, Dataset<Row> reps, int planned) {
        Dataset<Row> spans = sessions.groupBy("person")
                .agg(min("monday").as("first"), max("monday").as("last"));
        Dataset<Row> calendar = spans.select(
                col("person"),
                col("first"),
                explode(expr("sequence(first, last, interval 7 days)")).as("monday"));
        Dataset<Row> done = sessions.groupBy("person", "monday")
                .agg(
                        count(lit(1)).as("sessions"),
                        countDistinct("day").as("days"),
                        sum("attempted").as("attempted"),
                        sum("valid").as("valid"),
                        sum("clean").as("clean"),
                        sum("unjudged").as("unjudged"),
                        max("painBefore").as("painBefore"),
                        max("painAfter").as("painAfter"));
        Dataset<Row> measured = reps.where(col("verdict").isin("valid", "clean"))
                .join(sessions.select("stream", "person", "monday"), "stream")
                .groupBy("person", "monday")
                .agg(
                        median(least(col("peakElevationLeft"), col("peakElevationRight")))
                                .as("peakElevation"),
                        median(col("range")).as("range"),
                        median(col("eccentricSeconds")).as("eccentricSeconds"),
                        median(col("holdSeconds")).as("holdSeconds"),
                        median(expr("abs(peakElevationLeft - peakElevationRight)"))
                                .as("asymmetry"));
        String[] key = {"person", "monday"};
        Column judged = col("attempted").minus(col("unjudged"));
        return calendar.join(done, key, "left")
                .join(measured, key, "left")
                .select(
                        col("person"),
                        week(col("monday")).as("week"),
                        col("monday"),
                        datediff(col("monday"), col("first"))
                                .divide(DAYS_A_WEEK)
                                .cast(DataTypes.IntegerType)
                                .plus(1)
                                .as("programmeWeek"),
                        counted("sessions"),
                        counted("days"),
                        lit(planned).as("planned"),
                        least(lit(1.0), coalesce(col("days"), lit(0)).divide(planned))
                                .as("adherence"),
                        counted("attempted"),
                        counted("valid"),
                        counted("clean"),
                        counted("unjudged"),
                        when(judged.gt(0), col("clean").divide(judged)).as("cleanShare"),
                        col("painBefore"),
                        col("painAfter"),
                        col("peakElevation"),
                        col("range"),
                        col("eccentricSeconds"),
                        col("holdSeconds"),
                        col("asymmetry"))
                .orderBy("person", "monday");
    }

    private static Column counted(String name) {
        return coalesce(col(name), lit(0L)).as(name);
    }

    private static Column week(Column monday) {
        return concat(
                extract(lit("YEAROFWEEK"), monday),
                lit("-W"),
                lpad(extract(lit("WEEK"), monday).cast(DataTypes.StringType), 2, "0"));
    }

    /** Change a week of each metric: the slope of a straight line through the weeks in which it was measured. */
    private static Dataset<Row> trends(Dataset<Row> weeks) {
        return weeks.groupBy("person")
                .agg(
                        count(lit(1)).as("weeks"),
                        sum(when(col("sessions").gt(0), 1).otherwise(0)).as("weeksWithSession"),
                        sum("sessions").as("sessions"),
                        avg("adherence").as("adherence"),
                        slope("cleanShare"),
                        slope("painBefore"),
                        slope("painAfter"),
                        slope("peakElevation"),
                        slope("range"),
                        slope("eccentricSeconds"),
                        slope("holdSeconds"),
                        slope("asymmetry"))
                .orderBy("person");
    }

    private static Column slope(String metric) {
        return regr_slope(
                        col(metric).cast(DataTypes.DoubleType),
                        col("programmeWeek").cast(DataTypes.DoubleType))
                .as(metric + "AWeek");
    }

    /** Everyone in the same week of their programme. Counts who is still in it. */
    private static Dataset<Row> cohort(Dataset<Row> weeks) {
        return weeks.groupBy("programmeWeek")
                .agg(
                        count(lit(1)).as("people"),
                        sum(when(col("sessions").gt(0), 1).otherwise(0)).as("active"),
                        avg("adherence").as("adherence"),
                        avg("cleanShare").as("cleanShare"),
                        avg("painBefore").as("painBefore"),
                        avg("painAfter").as("painAfter"),
                        avg("peakElevation").as("peakElevation"),
                        avg("range").as("range"),
                        avg("eccentricSeconds").as("eccentricSeconds"),
                        avg("holdSeconds").as("holdSeconds"),
                        avg("asymmetry").as("asymmetry"))
                .orderBy("programmeWeek");
    }
}

package formcheck.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import formcheck.pose.PoseEstimator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Makes keypoints of videos. The dataset holds paths: a task opens one video after another, on one thread, with a predictor of its
 * own; the model is in memory once for each executor.
 */
public final class KeypointsJob {
    /** Videos of a task, at least: the first one of an executor waits 3 s for the model. */
    private static final int VIDEOS_A_TASK = 8;

    private final SparkSession spark;
    private final SerializableConfiguration configuration;

    public KeypointsJob(SparkSession spark) {
        this.spark = spark;
        this.configuration = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    }

    /**
     * What became of the videos.
     *
     * @param frames of all videos
     */
    public record MadeKeypoints(long videos, long failed, long frames) {}

    /**
     * Reads the videos below the inputs and writes {@link ArchiveTables#KEYPOINTS} to the table {@code keypoints}.
     *
     * @param inputs files and folders, of any file system that Hadoop knows
     * @param model as the option {@code --model} takes it
     * @param partitions number of tasks; empty to derive it
     * @param to folder for the table, not there yet
     * @throws ArchiveException if an input is missing or the folder is there
     */
    public MadeKeypoints run(List<String> inputs, String model, Optional<Integer> partitions, String to)
            throws ArchiveException {
        ArchiveOutput output = new ArchiveOutput(to, configuration.value());
        ArchiveListing.checkNames(inputs);
        Dataset<Row> videos = JudgeJob.units(spark, configuration, inputs, true).persist(StorageLevel.DISK_ONLY());
        long found = videos.count();
        if (found == 0) {
            throw ArchiveException.usage("There is no video in " + String.join(", ", inputs) + ".");
        }
        int cores = spark.sparkContext().defaultParallelism();
        int tasks =
                partitions.orElseGet(() -> (int) Math.max(1, Math.max(Math.min(found, cores), found / VIDEOS_A_TASK)));
        SerializableConfiguration shipped = configuration;
        MapPartitionsFunction<Row, Row> estimate = rows -> {
            PoseEstimator estimator = EstimatorPool.take(model);
            VideoRows frames = new VideoRows(JudgeJob.mapped(rows, StreamUnit::of), estimator, shipped.value());
            TaskCompletionListener closing = task -> {
                frames.close();
                estimator.close();
            };
            TaskContext.get().addTaskCompletionListener(closing);
            return frames;
        };
        try {
            videos.repartition(tasks)
                    .mapPartitions(estimate, Encoders.row(ArchiveTables.KEYPOINTS))
                    .write()
                    .parquet(output.work());
            Dataset<Row> made = spark.read().schema(ArchiveTables.KEYPOINTS).parquet(output.work());
            output.writeFrom(output.work(), made, "keypoints", 1);
            output.deleteWork();
        } catch (IOException e) {
            throw ArchiveException.failure(OneLine.of(e));
        }
        Dataset<Row> keypoints = spark.read().parquet(output.table("keypoints"));
        return new MadeKeypoints(
                keypoints.agg(countDistinct(col(ArchiveTables.STREAM))).first().getLong(0),
                keypoints.where(col(ArchiveTables.ERROR).isNotNull()).count(),
                keypoints.where(col(ArchiveTables.FRAME).isNotNull()).count());
    }
}

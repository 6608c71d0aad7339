package formcheck.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import formcheck.archive.ArchiveListing.ListedPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Judges an archive: exported sessions, motion files and keypoints to {@code sessions}, {@code repetitions} and {@code faults}. Each
 * stream is judged whole within one task, frame by frame; a task holds one stream at a time.
 */
public final class JudgeJob {
    /** Streams of a task, about: 2 s of work, beside which its start of 10 ms does not count. */
    private static final int STREAMS_A_TASK = 100;

    /** Tasks for each core at least, so that no core waits long for the last one. */
    private static final int TASKS_A_CORE = 8;

    private final SparkSession spark;
    private final SerializableConfiguration configuration;

    public JudgeJob(SparkSession spark) {
        this.spark = spark;
        this.configuration = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    }

    /**
     * What became of an archive.
     *
     * @param streams number of streams
     * @param failed streams that could not be judged
     * @param repetitions of all streams
     */
    public record JudgedArchive(long streams, long failed, long repetitions) {}

    /**
     * Judges the inputs and writes the tables.
     *
     * @param inputs files and folders, of any file system that Hadoop knows; a folder of Parquet files is a table of keypoints
     * @param partitions number of tasks; empty to derive it from the number of streams
     * @param to folder for the tables, not there yet
     * @throws ArchiveException if an input is missing or the folder is there
     */
    public JudgedArchive run(List<String> inputs, JudgeRules rules, Optional<Integer> partitions, String to)
            throws ArchiveException {
        ArchiveOutput output = new ArchiveOutput(to, configuration.value());
        List<Dataset<Row>> judged = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try {
            ArchiveListing.checkNames(inputs);
            for (String input : inputs) {
                Optional<KeypointTable> table = KeypointTable.of(spark, configuration, input);
                if (table.isPresent()) {
                    judged.add(spark.createDataset(table.get().unreadable(), Encoders.row(ArchiveTables.JUDGED)));
                    if (!table.get().readable().isEmpty()) {
                        judged.add(ofTable(table.get(), input, rules, partitions));
                    }
                } else {
                    texts.add(input);
                }
            }
            if (!texts.isEmpty()) {
                judged.add(
                        0, ofUnits(units(spark, configuration, texts, false), rules, partitions, isElsewhere(texts)));
            }
            judged.stream().reduce(Dataset::unionByName).orElseThrow().write().parquet(output.work());
            return tables(output);
        } catch (IOException e) {
            throw ArchiveException.failure(OneLine.of(e));
        }
    }

    /** Splits what was judged into its tables. */
    private JudgedArchive tables(ArchiveOutput output) throws IOException {
        Dataset<Row> judged = spark.read().schema(ArchiveTables.JUDGED).parquet(output.work());
        output.writeFrom(output.work(), judged.select("session.*"), "sessions", 0.2);
        output.writeFrom(
                output.work(),
                judged.select(explode(col("repetitions")).as("row")).select("row.*"),
                "repetitions",
                0.6);
        output.writeFrom(
                output.work(), judged.select(explode(col("faults")).as("row")).select("row.*"), "faults", 0.2);
        output.deleteWork();
        Dataset<Row> sessions = spark.read().parquet(output.table("sessions"));
        return new JudgedArchive(
                sessions.count(),
                sessions.where(col(ArchiveTables.ERROR).isNotNull()).count(),
                spark.read().parquet(output.table("repetitions")).count());
    }

    /** Returns the streams below some inputs. */
    static Dataset<Row> units(
            SparkSession spark, SerializableConfiguration configuration, List<String> inputs, boolean videos)
            throws ArchiveException {
        List<ListedPart> parts = new ArrayList<>();
        for (String input : inputs) {
            try {
                parts.addAll(new ArchiveListing(configuration.value(), videos).parts(input));
            } catch (IOException | IllegalArgumentException e) {
                throw ArchiveException.usage(input + " cannot be read: " + OneLine.of(e));
            }
        }
        FlatMapFunction<Row, Row> listed = part ->
                mapped(new ArchiveListing(configuration.value(), videos).units(ListedPart.of(part)), StreamUnit::row);
        List<Row> rows = parts.stream().map(ListedPart::row).toList();
        return spark.createDataset(rows, Encoders.row(ListedPart.SCHEMA))
                .repartition(
                        Math.max(1, Math.min(parts.size(), spark.sparkContext().defaultParallelism() * 4)))
                .flatMap(listed, Encoders.row(StreamUnit.SCHEMA));
    }

    private Dataset<Row> ofUnits(
            Dataset<Row> found, JudgeRules rules, Optional<Integer> partitions, boolean elsewhere) {
        Dataset<Row> units = found.persist(StorageLevel.DISK_ONLY());
        int tasks = partitions.orElseGet(() -> tasks(units.count()));
        SerializableConfiguration shipped = configuration;
        MapPartitionsFunction<Row, Row> judge = rows -> {
            StreamJudge streams = new StreamJudge(rules, shipped.value());
            TaskCompletionListener closing = task -> streams.close();
            TaskContext.get().addTaskCompletionListener(closing);
            return mapped(rows, unit -> streams.judge(StreamUnit.of(unit)));
        };
        // A ZIP file that is not here is copied for its task alone.
        Dataset<Row> spread = elsewhere ? units.repartition(tasks, col("place")) : units.repartition(tasks);
        return spread.sortWithinPartitions("place", "session").mapPartitions(judge, Encoders.row(ArchiveTables.JUDGED));
    }

    private boolean isElsewhere(List<String> inputs) throws IOException {
        for (String input : inputs) {
            Path path = new ArchiveListing(configuration.value(), false).qualified(input);
            if (!LocalCopy.isLocal(path.getFileSystem(configuration.value()))) {
                return true;
            }
        }
        return false;
    }

    private int tasks(long streams) {
        long cores = spark.sparkContext().defaultParallelism();
        return (int) Math.max(1, Math.min(streams, Math.max(TASKS_A_CORE * cores, streams / STREAMS_A_TASK)));
    }

    /** Judges a table of keypoints. Its rows may be in any order and any file: they are sorted on disk, not in memory. */
    private Dataset<Row> ofTable(KeypointTable files, String input, JudgeRules rules, Optional<Integer> partitions)
            throws ArchiveException {
        Dataset<Row> table = spark.read().parquet(files.readable().toArray(String[]::new));
        Column[] columns = KeypointTable.columns(table.schema(), input);
        int tasks = partitions.orElseGet(() -> Math.max(
                TASKS_A_CORE * spark.sparkContext().defaultParallelism(),
                table.rdd().getNumPartitions()));
        SerializableConfiguration shipped = configuration;
        MapPartitionsFunction<Row, Row> judge = rows -> {
            StreamJudge streams = new StreamJudge(rules, shipped.value());
            return mapped(new KeypointRows(rows), streams::judge);
        };
        return table.select(columns)
                .repartition(tasks, col(ArchiveTables.STREAM))
                .sortWithinPartitions(
                        col(ArchiveTables.STREAM).asc(),
                        col(ArchiveTables.FRAME).asc_nulls_last())
                .mapPartitions(judge, Encoders.row(ArchiveTables.JUDGED));
    }

    /** Maps one element after another, as they are asked for. */
    static <T, R> Iterator<R> mapped(Iterator<T> elements, java.util.function.Function<T, R> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public R next() {
                return change.apply(elements.next());
            }
        };
    }
}

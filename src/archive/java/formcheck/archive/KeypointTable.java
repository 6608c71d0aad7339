package formcheck.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import formcheck.archive.StreamUnit.UnitKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The files of a table of keypoints: a folder of Parquet files.
 *
 * @param readable files that end as Parquet does
 * @param unreadable a judged row with its error for each other one
 */
record KeypointTable(List<String> readable, List<Row> unreadable) {
    private static final List<String> NEEDED = List.of(
            ArchiveTables.STREAM,
            ArchiveTables.WIDTH,
            ArchiveTables.HEIGHT,
            ArchiveTables.FRAME,
            ArchiveTables.SECONDS);

    /**
     * Finds the files and reads the end of each, in tasks.
     *
     * @return empty if the input is no folder of Parquet files alone
     * @throws IOException if the folder cannot be read
     */
    static Optional<KeypointTable> of(SparkSession spark, SerializableConfiguration configuration, String input)
            throws IOException {
        Path path = new ArchiveListing(configuration.value(), false).qualified(input);
        FileSystem files = path.getFileSystem(configuration.value());
        if (!files.exists(path) || !files.getFileStatus(path).isDirectory()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        for (FileStatus file : files.listStatus(path)) {
            String name = file.getPath().getName();
            if (!file.isFile() || name.startsWith(".") || name.startsWith("_")) {
                continue;
            }
            if (!name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
                return Optional.empty();
            }
            all.add(file.getPath().toString());
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        FlatMapFunction<String, Row> checked =
                file -> failure(file, path.getName(), configuration.value()).iterator();
        List<Row> failed = spark.createDataset(all, Encoders.STRING())
                .repartition(Math.min(all.size(), spark.sparkContext().defaultParallelism() * 4))
                .flatMap(checked, Encoders.row(StreamUnit.SCHEMA))
                .collectAsList();
        List<String> readable = new ArrayList<>(all);
        List<Row> unreadable = new ArrayList<>();
        for (Row row : failed) {
            StreamUnit unit = StreamUnit.of(row);
            readable.remove(unit.place());
            unreadable.add(JudgedRows.failed(
                    unit.stream(),
                    unit.kind().id(),
                    Optional.ofNullable(unit.error()).orElse("")));
        }
        return Optional.of(new KeypointTable(List.copyOf(readable), List.copyOf(unreadable)));
    }

    private static List<Row> failure(String file, String folder, Configuration configuration) {
        Path path = new Path(file);
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            reader.getFooter();
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(
                    new StreamUnit(folder + "/" + path.getName(), file, UnitKind.KEYPOINTS, null, OneLine.of(e)).row());
        }
    }

    /**
     * Returns the columns of {@link ArchiveTables#KEYPOINTS} from those of a table. One that is missing was not measured.
     *
     * @throws ArchiveException if a column that is needed is missing, or one has another type
     */
    static Column[] columns(StructType table, String input) throws ArchiveException {
        List<String> there = List.of(table.fieldNames());
        List<Column> columns = new ArrayList<>();
        for (StructField field : ArchiveTables.KEYPOINTS.fields()) {
            String name = field.name();
            if (!there.contains(name)) {
                if (NEEDED.contains(name)) {
                    throw ArchiveException.usage(input + " is no table of keypoints: it has no column " + name + ".");
                }
                columns.add(lit(null).cast(field.dataType()).as(name));
                continue;
            }
            boolean text = field.dataType() instanceof StringType;
            StructField found = table.fields()[table.fieldIndex(name)];
            if (!(text ? found.dataType() instanceof StringType : found.dataType() instanceof NumericType)) {
                throw ArchiveException.usage(input + ": the column " + name + " is "
                        + found.dataType().simpleString() + ", not " + (text ? "text." : "a number."));
            }
            columns.add(col(name).try_cast(field.dataType()).as(name));
        }
        return columns.toArray(Column[]::new);
    }
}

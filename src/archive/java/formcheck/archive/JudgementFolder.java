package formcheck.archive;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens the tables that a job wrote. */
final class JudgementFolder {
    private JudgementFolder() {}

    /**
     * Returns a table of a judgement.
     *
     * @throws ArchiveException if the folder holds no such table, or one of another form
     */
    static Dataset<Row> table(SparkSession spark, String folder, String name, StructType schema)
            throws ArchiveException {
        String place = folder + "/" + name;
        try {
            Dataset<Row> table = spark.read().parquet(place);
            List<String> there = List.of(table.columns());
            for (StructField field : schema.fields()) {
                if (!there.contains(field.name())) {
                    throw ArchiveException.usage(
                            place + " was not written by judge: it has no column " + field.name() + ".");
                }
            }
            return table;
        } catch (Exception e) {
            if (e instanceof ArchiveException known) {
                throw known;
            }
            if (e instanceof AnalysisException || e instanceof RuntimeException) {
                throw ArchiveException.usage(folder + " holds no judgement: " + name + " cannot be read.");
            }
            throw new IllegalStateException(e);
        }
    }
}

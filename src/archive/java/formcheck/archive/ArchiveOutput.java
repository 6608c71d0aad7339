package formcheck.archive;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** The folder of a job's results: one folder of Parquet files for each table. It appears with the first table, and is never added to. */
final class ArchiveOutput {
    /** Bytes of a file that Spark and storage read at once: between 128 and 512 MB. */
    private static final long FILE_BYTES = 256L << 20;

    private static final String WORK = "unfinished";

    private final Configuration configuration;
    private final Path folder;
    private final FileSystem files;

    /**
     * @param to folder that is not there yet, or is empty
     * @throws ArchiveException if it is there, or cannot be written
     */
    ArchiveOutput(String to, Configuration configuration) throws ArchiveException {
        this.configuration = configuration;
        try {
            this.folder = new ArchiveListing(configuration, false).qualified(to);
            this.files = folder.getFileSystem(configuration);
            if (files.exists(folder)
                    && (!files.getFileStatus(folder).isDirectory() || files.listStatus(folder).length > 0)) {
                throw ArchiveException.usage(to + " is there already. Name another folder with --to.");
            }
        } catch (IOException | RuntimeException e) {
            throw ArchiveException.failure(to + " cannot be written to: " + OneLine.of(e));
        }
    }

    /** Returns the place of a table. */
    String table(String name) {
        return new Path(folder, name).toString();
    }

    /** Returns the place of what only this job needs. */
    String work() {
        return table(WORK);
    }

    /** Deletes what only this job needed. */
    void deleteWork() throws IOException {
        files.delete(new Path(folder, WORK), true);
    }

    /** Writes a table in as many files as it has partitions. */
    void write(Dataset<Row> rows, String name) {
        rows.write().mode(SaveMode.ErrorIfExists).parquet(table(name));
    }

    /**
     * Writes a part of a table that was written before, in files of {@link #FILE_BYTES} at most.
     *
     * @param share of the bytes of the other table that this one has, about
     */
    void writeFrom(String from, Dataset<Row> rows, String name, double share) throws IOException {
        ContentSummary size = new Path(from).getFileSystem(configuration).getContentSummary(new Path(from));
        int parts = (int) Math.max(1, Math.ceil(share * size.getLength() / FILE_BYTES));
        write(rows.coalesce(parts), name);
    }
}

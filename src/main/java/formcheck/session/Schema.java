package formcheck.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema of the database, and its migration. */
final class Schema {
    /** Number of the last file in {@code formcheck/session/schema}. */
    static final int VERSION = 4;

    static final List<String> FILES =
            List.of("V1__sessions.sql", "V2__trash_and_leases.sql", "V3__proofs.sql", "both/V4__prescriptions.sql");
    private static final String FOLDER = "classpath:formcheck/session/schema";

    /** The schema of a practice's database. */
    static final String PRACTICE = "formcheck";

    /** What a practice has instead of versions 1 to 3; later versions are the same files for both databases. */
    static final List<String> PRACTICE_FOLDERS = List.of("classpath:formcheck/session/practice", FOLDER + "/both");

    private Schema() {}

    /**
     * Migrates a database to {@link #VERSION}. Starting Flyway takes half a second, so one query checks first whether a migration
     * is due.
     */
    static void bringUpToDate(Path folder, Path file, DataSource source)
            throws IOException, SQLException, StoreException {
        if (upToDate(source, file)) {
            return;
        }
        Path turn = folder.resolve("schema.lock");
        if (Files.notExists(turn)) {
            createUnlessThere(turn);
        }
        if (!Files.isRegularFile(turn, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(turn + " is no file of FormCheck's. Take it away.");
        }
        try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !upToDate(source, file)) {
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(source)
                        .locations(FOLDER)
                        .failOnMissingLocations(true)
                        .loggers("slf4j")
                        .load()
                        .migrate();
            }
        }
    }

    static void createUnlessThere(Path file) throws IOException {
        try {
            DataFolder.createPrivate(file);
        } catch (FileAlreadyExistsException e) {
            // another process came first
        }
    }

    private static boolean upToDate(DataSource source, Path file) throws SQLException, StoreException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet history = statement.executeQuery(
                    "select 1 from sqlite_master where type = 'table' and name = 'flyway_schema_history'")) {
                if (!history.next()) {
                    return false;
                }
            }
            try (ResultSet newest = statement.executeQuery(
                    "select max(cast(version as integer)) from flyway_schema_history where success")) {
                int version = newest.next() ? newest.getInt(1) : 0;
                if (version > VERSION) {
                    throw new StoreException(
                            "The sessions in " + file + " were kept by a newer FormCheck. Use that one, or"
                                    + " name another folder with --data.");
                }
                return version == VERSION;
            }
        }
    }
}

package formcheck.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** Checks that a file is an intact FormCheck database with the expected schema, before anything in it is used. */
final class DatabaseCheck {
    private DatabaseCheck() {}

    /**
     * Checks a file before its schema is migrated.
     *
     * @param application SQLite application id of FormCheck's files; 0 for none
     */
    static void whole(DataSource source, Path file, int application) throws SQLException, StoreException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma trusted_schema = off");
            String wrong = first(statement, "pragma quick_check(1)").orElse("ok");
            if (!wrong.equals("ok")) {
                throw StoreFailure.damaged(file);
            }
            int number =
                    Integer.parseInt(first(statement, "pragma application_id").orElse("0"));
            boolean anything =
                    first(statement, "select name from sqlite_master").isPresent();
            boolean ours = first(statement, "select name from sqlite_master where name = 'flyway_schema_history'")
                    .isPresent();
            if ((number != 0 && number != application) || (anything && !ours)) {
                throw new StoreException(
                        file + " is the database of another program. Name another folder with --data.");
            }
        }
    }

    /**
     * Checks a migrated schema: each table and index is as the schema files create it, and there are no views or triggers.
     *
     * @param scripts names of the schema files, in order
     */
    static void schema(DataSource source, Path file, List<String> scripts)
            throws IOException, SQLException, StoreException {
        Map<String, String> wanted = wanted(scripts);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma trusted_schema = off");
            Map<String, String> found = objects(statement);
            boolean same =
                    wanted.entrySet().stream().allMatch(one -> Objects.equals(found.get(one.getKey()), one.getValue()));
            boolean acts =
                    found.keySet().stream().anyMatch(name -> name.startsWith("view ") || name.startsWith("trig"));
            if (!same || acts) {
                throw new StoreException(
                        file + " was changed by another program: its tables are not FormCheck's. Move it"
                                + " away; formcheck sessions --rebuild makes a new one from the motions beside it.");
            }
        }
    }

    /** Creates the schema in memory. */
    private static Map<String, String> wanted(List<String> scripts) throws IOException, SQLException {
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                try (InputStream in = DatabaseCheck.class.getResourceAsStream("schema/" + script)) {
                    String sql = new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8);
                    statement.executeUpdate(sql);
                }
            }
            return objects(statement);
        }
    }

    private static Map<String, String> objects(Statement statement) throws SQLException {
        Map<String, String> objects = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("""
                select type || ' ' || name, sql from sqlite_master
                where name not like 'flyway%' and name not like 'sqlite%' or type in ('view', 'trigger')
                """)) {
            while (rows.next()) {
                objects.put(rows.getString(1), String.valueOf(rows.getString(2)));
            }
        }
        return objects;
    }

    private static Optional<String> first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}

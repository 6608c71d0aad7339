package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both databases have the same tables, columns, primary keys and references. */
class PracticeSchemaTest {
    private static final Set<String> OF_A_PRACTICE = Set.of("session_file", "machine", "entrusted", "audit");

    @TempDir
    Path folder;

    @Test
    void bothDatabasesHaveTheSameTablesColumnsAndKeys() throws Exception {
        Database.open(folder).close();
        Set<String> sqlite;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE))) {
            sqlite = shape(connection.getMetaData(), null);
        }
        Set<String> postgres;
        try (Connection connection = PostgresServer.shared().connect(PracticeKit.practice(), "postgres")) {
            postgres = shape(connection.getMetaData(), Schema.PRACTICE);
        }
        assertThat(sqlite).hasSizeGreaterThan(70);
        assertThat(postgres).isEqualTo(sqlite);
    }

    private static Set<String> shape(DatabaseMetaData data, @Nullable String schema) throws SQLException {
        Set<String> shape = new TreeSet<>();
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows = data.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (!table.startsWith("flyway") && !table.startsWith("sqlite") && !OF_A_PRACTICE.contains(table)) {
                    tables.add(table);
                }
            }
        }
        for (String table : tables) {
            try (ResultSet rows = data.getColumns(null, schema, table, "%")) {
                while (rows.next()) {
                    String column = rows.getString("COLUMN_NAME");
                    if (!column.equals("rowid")) { // SQLite does not list its own
                        shape.add(table + "." + column + " " + kind(rows.getString("TYPE_NAME")));
                    }
                }
            }
            try (ResultSet rows = data.getPrimaryKeys(null, schema, table)) {
                while (rows.next()) {
                    shape.add(table + " key " + rows.getInt("KEY_SEQ") + " " + rows.getString("COLUMN_NAME"));
                }
            }
            try (ResultSet rows = data.getImportedKeys(null, schema, table)) {
                while (rows.next()) {
                    shape.add(table + "." + rows.getString("FKCOLUMN_NAME") + " of " + rows.getString("PKTABLE_NAME")
                            + ", delete rule " + rows.getInt("DELETE_RULE"));
                }
            }
        }
        return shape;
    }

    private static String kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "integer", "int4", "int8", "bigint", "bigserial" -> "whole";
            case "real", "float8", "double precision" -> "number";
            case "text" -> "text";
            default -> type;
        };
    }
}

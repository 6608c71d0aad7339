package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import formcheck.session.motionfile.StoredJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Runs SQL statements with parameters, and reads columns that may be null. */
final class Sql {
    /** Maps a row to an object. */
    interface RowMapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** Runs a statement; an empty optional is null. Returns the number of changed rows. */
    static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static <T> List<T> all(Connection connection, RowMapper<T> row, String sql, Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(row.of(rows));
            }
        }
        return found;
    }

    static <T> Optional<T> first(Connection connection, RowMapper<T> row, String sql, Object... values)
            throws SQLException {
        return all(connection, row, sql, values).stream().findFirst();
    }

    static int count(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, row -> row.getInt(1), sql, values).orElse(0);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, plain(values[i]));
        }
        return statement;
    }

    private static @Nullable Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        if (value instanceof Boolean yes) {
            return yes ? 1 : 0;
        }
        return value instanceof JsonNode json ? text(json) : value;
    }

    /** Rethrows an error that the database reports; the others are of what a row holds. */
    static void rethrowIfOfDatabase(Exception e) throws SQLException {
        if (e instanceof SQLException sql && (sql instanceof SQLiteException || sql.getSQLState() != null)) {
            throw sql;
        }
    }

    static String text(JsonNode json) {
        return json.toString();
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static OptionalInt whole(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Returns the document of a column; an empty object for null. Reads bytes: the driver would replace what is not UTF-8.
     *
     * @throws SQLException if it is no valid document
     */
    static JsonNode json(ResultSet row, String column) throws SQLException {
        byte[] utf8 = row.getBytes(column);
        try {
            return utf8 == null ? JsonNodeFactory.instance.objectNode() : StoredJson.parse(utf8);
        } catch (IllegalArgumentException e) {
            throw new SQLException(column + ": " + e.getMessage(), e);
        }
    }
}

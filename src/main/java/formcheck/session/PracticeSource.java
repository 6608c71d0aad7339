package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to a practice's database for the migration of its schema. */
final class PracticeSource extends PlainSource {
    private final PracticeAddress address;

    PracticeSource(PracticeAddress address) {
        this.address = address;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return PostgresConnection.connect(address);
    }
}

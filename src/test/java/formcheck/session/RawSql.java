package formcheck.session;

import formcheck.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What somebody else writes into the database of a data folder. */
final class RawSql {
    private RawSql() {}

    /** Runs a statement in the file, or in the practice's database that the folder names. */
    static void run(Path folder, String sql) throws SQLException, StoreException {
        Optional<PracticeAddress> practice = PracticeAddress.in(folder);
        try (Connection connection = practice.isPresent()
                        ? PostgresServer.shared().connect(practice.get().database(), "postgres")
                        : DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute(practice.isPresent() ? "set search_path = formcheck" : "pragma foreign_keys = on");
            statement.execute(sql);
        }
    }
}

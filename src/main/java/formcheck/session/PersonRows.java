package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads and writes the people and their last choices. */
final class PersonRows {
    private PersonRows() {}

    static List<String> names(Connection connection) throws SQLException {
        return Sql.all(connection, row -> row.getString(1), "select name from person order by lower(name), name");
    }

    static Optional<Long> find(Connection connection, String name) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), "select id from person where lower(name) = lower(?)", name);
    }

    /** Returns the person's row id; adds a person who is not known yet. */
    static long known(Connection connection, String name) throws SQLException {
        Optional<Long> there = find(connection, name); // not everyone who may change a person may add one
        if (there.isPresent()) {
            return there.get();
        }
        Sql.run(connection, "insert into person (name) values (?)", name);
        return find(connection, name).orElseThrow(() -> new SQLException("a person has gone"));
    }

    static Optional<Profile> profile(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                row -> new Profile(
                        row.getString("name"),
                        Sql.text(row, "variant"),
                        new Load(Sql.number(row, "load_kilograms"), Sql.text(row, "load_band")),
                        new PictureChoice(
                                PictureChoice.KeptPictureKind.ofId(row.getString("pictures"))
                                        .orElse(PictureChoice.KeptPictureKind.NONE),
                                Math.max(1, row.getInt("picture_days"))),
                        row.getBoolean("proven_decides")),
                "select * from person where lower(name) = lower(?)",
                name);
    }

    static void remember(Connection connection, Profile profile) throws SQLException {
        known(connection, profile.name());
        Sql.run(
                connection,
                """
                update person set variant = ?, load_kilograms = ?, load_band = ?, pictures = ?, picture_days = ?,
                    proven_decides = ?
                where lower(name) = lower(?)
                """,
                profile.variant(),
                profile.load().kilograms(),
                profile.load().band(),
                profile.pictures().kind().id(),
                profile.pictures().days(),
                profile.provenDecides(),
                profile.name());
    }
}

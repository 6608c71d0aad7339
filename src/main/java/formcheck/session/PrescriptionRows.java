package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** Copies the rows of prescriptions from a practice to a machine, and from one store to another. */
final class PrescriptionRows {
    private PrescriptionRows() {}

    /** A row as it is stored. */
    record StoredPrescription(int number, String document, long accepted, OptionalLong ended) {}

    /** Returns the rows of a person. */
    static List<StoredPrescription> all(Connection connection, String person) throws SQLException {
        return Sql.all(
                connection,
                row -> {
                    long ended = row.getLong("ended_millis");
                    return new StoredPrescription(
                            row.getInt("number"),
                            row.getString("document"),
                            row.getLong("accepted_millis"),
                            row.getObject("ended_millis") == null ? OptionalLong.empty() : OptionalLong.of(ended));
                },
                """
                select number, document, accepted_millis, ended_millis from prescription
                join person on person.id = prescription.person where lower(person.name) = lower(?) order by number
                """,
                person);
    }

    /** Adds a row, or notes that it has ended. */
    static void put(Connection connection, long person, StoredPrescription row) throws SQLException {
        Sql.run(connection, """
                insert into prescription (person, number, document, accepted_millis, ended_millis) values (?, ?, ?, ?, ?)
                on conflict (person, number) do update set ended_millis = excluded.ended_millis
                """, person, row.number, row.document, row.accepted, row.ended);
    }
}

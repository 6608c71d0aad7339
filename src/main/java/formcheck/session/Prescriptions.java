package formcheck.session;

import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The prescriptions of the people of a store. Thread-safe. */
public final class Prescriptions {
    private final Database database;

    Prescriptions(Database database) {
        this.database = database;
    }

    /** A row. A document that cannot be read any more was changed by another program, and is as if it were not there. */
    private record PrescriptionRow(Optional<SignedPrescription> document, boolean ended) {}

    /** Returns the newest prescription of a person, also before its first day and after its last; empty after {@link #end}. */
    public Optional<Prescription> newest(String person) throws StoreException {
        return database.read(connection -> rows(connection, person)).stream()
                .findFirst()
                .filter(row -> !row.ended)
                .flatMap(PrescriptionRow::document)
                .map(SignedPrescription::prescription);
    }

    /** Returns whether a person has accepted a prescription that this key signed. */
    public boolean knows(String person, String fingerprint) throws StoreException {
        return database.read(connection -> isKnown(rows(connection, person), fingerprint));
    }

    private static boolean isKnown(List<PrescriptionRow> rows, String fingerprint) {
        return rows.stream()
                .flatMap(row -> row.document.stream())
                .anyMatch(document -> document.fingerprint().equals(fingerprint));
    }

    /** Returns the number that the next prescription of a person needs. */
    public int nextNumber(String person) throws StoreException {
        return 1 + database.read(connection -> highest(connection, person));
    }

    /**
     * Accepts a prescription for the person whom it names, who is added if not known.
     *
     * @param trusted fingerprint of the key that the person trusts from now on; empty to trust only keys of before
     * @throws StoreException if its key is not trusted, or it is not newer than the newest one; nothing is changed then
     */
    public void accept(SignedPrescription signed, Optional<String> trusted) throws StoreException {
        Prescription prescription = signed.prescription();
        String person = Profile.checkedName(prescription.person());
        String key = signed.fingerprint();
        Optional<String> refused = database.write(connection -> {
            List<PrescriptionRow> rows = rows(connection, person);
            if (!trusted.equals(Optional.of(key)) && !isKnown(rows, key)) {
                return Optional.of("It is signed by a key that " + person + " has not accepted yet: " + key
                        + ". Ask whoever wrote it whether this is their key.");
            }
            int highest = highest(connection, person);
            if (prescription.number() <= highest) {
                return Optional.of("It is number " + prescription.number() + ", and " + person + " has number "
                        + highest + " already. A newer one has a higher number.");
            }
            Sql.run(
                    connection,
                    "insert into prescription (person, number, document, accepted_millis) values (?, ?, ?, ?)",
                    PersonRows.known(connection, person),
                    prescription.number(),
                    new String(signed.file(), StandardCharsets.UTF_8),
                    Instant.now().toEpochMilli());
            return Optional.empty();
        });
        if (refused.isPresent()) {
            throw new StoreException(refused.get());
        }
    }

    /**
     * Ends the newest prescription of a person: FormCheck goes on as without one.
     *
     * @return whether there was one
     */
    public boolean end(String person) throws StoreException {
        return database.write(connection -> {
            Optional<PrescriptionRow> newest = rows(connection, person).stream().findFirst();
            Sql.run(connection, """
                    update prescription set ended_millis = ? where ended_millis is null
                        and person in (select id from person where lower(name) = lower(?))
                    """, Instant.now().toEpochMilli(), person);
            return newest.filter(row -> !row.ended).isPresent();
        });
    }

    /** Returns the rows of a person, the highest number first. */
    private static List<PrescriptionRow> rows(Connection connection, String person) throws SQLException {
        return Sql.all(
                connection,
                row -> new PrescriptionRow(document(row.getString("document")), row.getString("ended_millis") != null),
                """
                select document, ended_millis from prescription join person on person.id = prescription.person
                where lower(person.name) = lower(?) order by number desc
                """,
                person);
    }

    private static Optional<SignedPrescription> document(String stored) {
        try {
            return Optional.of(SignedPrescription.read(stored.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int highest(Connection connection, String person) throws SQLException {
        return Sql.count(connection, """
                select coalesce(max(number), 0) from prescription join person on person.id = prescription.person
                where lower(person.name) = lower(?)
                """, person);
    }
}

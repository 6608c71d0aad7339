package formcheck.session;

import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.session.PrescriptionRows.StoredPrescription;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The prescriptions of the people of a store. Thread-safe. */
public final class Prescriptions {
    private final Database database;
    private final StoredPeople people;

    Prescriptions(Database database, StoredPeople people) {
        this.database = database;
        this.people = people;
    }

    /**
     * A prescription that a person accepted.
     *
     * @param accepted when, milliseconds since 1970
     * @param ended when the person ended it, milliseconds since 1970
     */
    record AcceptedPrescription(SignedPrescription signed, long accepted, OptionalLong ended) {}

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

    /**
     * Accepts a prescription as {@link #accept}; the start page opens with its variant and load from then on.
     *
     * @throws StoreException also if the exercise does not allow it
     */
    public void follow(SignedPrescription signed, Optional<String> trusted) throws StoreException {
        Prescription asked = signed.prescription();
        Optional<String> unsuitable = unsuitable(asked);
        if (unsuitable.isPresent()) {
            throw new StoreException("It asks for what this exercise does not have: " + unsuitable.get() + ".");
        }
        accept(signed, trusted);
        Optional<Profile> before = people.profile(asked.person());
        people.remember(new Profile(
                before.map(Profile::name).orElse(asked.person()),
                Optional.of(asked.variant()),
                new Load(asked.kilograms(), asked.band()),
                before.map(Profile::pictures).orElse(PictureChoice.NONE),
                before.map(Profile::provenDecides).orElse(false)));
    }

    /** Returns whether a prescription's last day is before today. */
    public static boolean isOver(Prescription asked) {
        return asked.until().isBefore(SessionDetails.now().toLocalDate());
    }

    /** Returns whether a prescription's first day is after today. */
    public static boolean isLater(Prescription asked) {
        return asked.from().isAfter(SessionDetails.now().toLocalDate());
    }

    /** Returns why the exercise does not allow a prescription, without a full stop; empty if it does. */
    public static Optional<String> unsuitable(Prescription asked) {
        try {
            asked.applyTo(ExerciseFile.builtIn().variant(asked.variant()));
            return Optional.empty();
        } catch (ExerciseException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    /** Returns the prescriptions of a person for an export, by number. Leaves out documents that cannot be read. */
    List<AcceptedPrescription> all(String person) throws StoreException {
        List<AcceptedPrescription> all = new ArrayList<>();
        for (StoredPrescription row : database.read(connection -> PrescriptionRows.all(connection, person))) {
            document(row.document())
                    .ifPresent(signed -> all.add(new AcceptedPrescription(signed, row.accepted(), row.ended())));
        }
        return all;
    }

    /**
     * Adds the prescriptions of an import. Adds only those by a key that the person trusts already, or by the one that they trust
     * now. Leaves the numbers that are there as they are.
     *
     * @param trusted fingerprint of a key that the person trusts from now on
     * @return those that were not added, as their keys are not trusted
     */
    List<SignedPrescription> add(String person, List<AcceptedPrescription> imported, Optional<String> trusted)
            throws StoreException {
        if (imported.isEmpty()) {
            return List.of();
        }
        return database.write(connection -> {
            List<PrescriptionRow> rows = rows(connection, person);
            List<Integer> there = PrescriptionRows.all(connection, person).stream()
                    .map(StoredPrescription::number)
                    .toList();
            List<SignedPrescription> untrusted = new ArrayList<>();
            for (AcceptedPrescription one : imported) {
                String key = one.signed.fingerprint();
                int number = one.signed.prescription().number();
                if (!trusted.equals(Optional.of(key)) && !isKnown(rows, key)) {
                    untrusted.add(one.signed);
                } else if (!there.contains(number)) {
                    String document = new String(one.signed.file(), StandardCharsets.UTF_8);
                    PrescriptionRows.put(
                            connection,
                            PersonRows.known(connection, person),
                            new StoredPrescription(number, document, one.accepted, one.ended));
                }
            }
            return untrusted;
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

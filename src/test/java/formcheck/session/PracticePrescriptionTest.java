package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.session.prescription.PrescriberKey;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import formcheck.testkit.PostgresServer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A practitioner prescribes in the practice's database, and the person's FormCheck finds it there. */
class PracticePrescriptionTest {
    private static final PrescriberKey ANNA = PrescriberKey.make();

    @TempDir
    Path folder;

    private String practice = "";

    @BeforeEach
    void adaIsAnnas() throws Exception {
        practice = PracticeKit.practice();
        try (SessionStore store = SessionStore.open(machine("anna"))) {
            KeptPlay.session(store, "Ada", 2);
            store.latest();
        }
    }

    private Path machine(String login) {
        return PracticeKit.machine(practice, login, folder.resolve(login));
    }

    private static SignedPrescription asked(int number, int sets) {
        return SignedPrescription.sign(
                new Prescription(
                        "Ada",
                        "Dr. Anna",
                        number,
                        LocalDate.of(2026, 12, 1),
                        LocalDate.of(2026, 12, 28),
                        "bare-hands",
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        8,
                        10,
                        sets,
                        EnumSet.of(DayOfWeek.MONDAY),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        ""),
                ANNA);
    }

    private static Optional<Integer> sets(SessionStore store) throws StoreException {
        return store.prescriptions().newest("Ada").map(Prescription::sets);
    }

    @Test
    void thePersonFollowsAndEndsItAndAnotherPractitionerSeesNothing() throws Exception {
        try (PracticeAdmin owner = PracticeKit.admin(PostgresServer.shared(), practice)) {
            owner.person("Ada", "carl");
        }
        try (SessionStore anna = SessionStore.open(machine("anna"))) {
            anna.prescriptions().accept(asked(1, 2), Optional.of(ANNA.fingerprint()));
            try (SessionStore ada = SessionStore.open(machine("carl"))) {
                assertThat(sets(ada)).contains(2);
                anna.prescriptions().accept(asked(2, 3), Optional.of(ANNA.fingerprint()));
                assertThat(sets(ada)).contains(3);
                assertThat(ada.prescriptions().end("Ada")).isTrue();
                assertThat(sets(anna)).isEmpty();
            }
        }
        try (SessionStore ben = SessionStore.open(machine("ben"))) {
            assertThat(sets(ben)).isEmpty();
            assertThatThrownBy(() -> ben.prescriptions().accept(asked(9, 9), Optional.of(ANNA.fingerprint())))
                    .isInstanceOf(StoreException.class);
            assertThat(ben.prescriptions().end("Ada")).isFalse();
        }
    }
}

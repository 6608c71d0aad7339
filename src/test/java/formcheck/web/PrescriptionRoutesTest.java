package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.SessionDetails;
import formcheck.session.SessionStore;
import formcheck.session.prescription.PrescriberKey;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the start page sends to show and to accept a prescription. */
@Timeout(120)
class PrescriptionRoutesTest {
    private static final PrescriberKey KIM = PrescriberKey.make();
    private static final String NO_KEY = "0000-0000-0000-0000-0000-0000-0000-0000";

    @TempDir
    Path folder;

    private SessionStore store;
    private WebServer server;
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder);
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(folder, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
        visit = Visit.by(server.address());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        store.close();
    }

    static LocalDate today() {
        return SessionDetails.now().toLocalDate();
    }

    /** A prescription for Ada by Dr. Kim: weights from a day on, two weeks. */
    static SignedPrescription signed(PrescriberKey key, int number, LocalDate from, double height) {
        return SignedPrescription.sign(
                new Prescription(
                        "Ada",
                        "Dr. Kim",
                        number,
                        from,
                        from.plusWeeks(2),
                        "weights",
                        OptionalDouble.of(height),
                        OptionalDouble.of(2.5),
                        8,
                        10,
                        2,
                        EnumSet.allOf(DayOfWeek.class),
                        OptionalDouble.of(2.5),
                        Optional.empty(),
                        "Stop where it pulls."),
                key);
    }

    private static SignedPrescription signed(int number) {
        return signed(KIM, number, today(), 80);
    }

    private HttpResponse<String> post(String way, byte[] file) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        visit.request("/api/prescription" + way)
                                .header("Origin", visit.origin())
                                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                                .build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> accept(byte[] file, String key) throws Exception {
        return post("/accept?language=en&key=" + key, file);
    }

    private void refused(HttpResponse<String> answer, String why) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(why).hasLineCount(1);
    }

    @Test
    void isShownThenAcceptedAndFollowed() throws Exception {
        HttpResponse<String> shown = post("?language=en", signed(1).file());
        assertThat(shown.statusCode()).isEqualTo(200);
        JsonNode offer = new ObjectMapper().readTree(shown.body());
        assertThat(offer.path("key").asText()).isEqualTo(KIM.fingerprint());
        assertThat(offer.path("trusted").asBoolean()).isFalse();
        assertThat(offer.path("lines").toString())
                .contains(
                        "Prescribed by Dr. Kim for Ada", "2 sets of 8 to 10", "Elbows to 80°", "Stop where it pulls.");
        assertThat(store.people()).as("showing changes nothing").isEmpty();
        assertThat(accept(signed(1).file(), KIM.fingerprint()).body()).contains("The coach follows it.");
        assertThat(store.prescriptions().newest("Ada")).contains(signed(1).prescription());
        assertThat(store.profile("Ada").orElseThrow().variant()).contains("weights");
        JsonNode again = new ObjectMapper()
                .readTree(post("?language=de", signed(2).file()).body());
        assertThat(again.path("trusted").asBoolean()).isTrue();
        assertThat(again.path("lines").toString()).contains("Verordnet von Dr. Kim für Ada");
    }

    @Test
    void whatCannotBeAcceptedIsOneLineAndChangesNothing() throws Exception {
        byte[] good = signed(1).file();
        String text = new String(good, StandardCharsets.UTF_8);
        byte[] forged = text.replace("\"sets\" : 2", "\"sets\" : 9").getBytes(StandardCharsets.UTF_8);
        byte[] over = signed(KIM, 1, today().minusWeeks(3), 80).file();
        byte[] unsuitable = signed(KIM, 1, today(), 20).file();
        for (String way : List.of("?language=en", "/accept?language=en&key=" + KIM.fingerprint())) {
            refused(post(way, forged), "changed after it was signed");
            refused(post(way, over), "This prescription ended on");
            refused(post(way, unsuitable), "something that this exercise does not have");
            for (byte[] none : List.of(new byte[0], "{}".getBytes(StandardCharsets.UTF_8), new byte[60_000])) {
                refused(post(way, none), "not a prescription");
            }
        }
        refused(post("?language=de", forged), "nach dem Unterschreiben geändert");
        refused(accept(good, NO_KEY), "signed by another key");
        refused(accept(good, ""), "signed by another key");
        assertThat(post("?language=en", new byte[100_000]).statusCode()).isBetween(400, 499);
        assertThat(store.people()).isEmpty();
        accept(good, KIM.fingerprint());
        refused(post("?language=en", good), "Ada already has this prescription");
        refused(accept(good, KIM.fingerprint()), "Ada already has this prescription");
    }

    /** No change of a byte makes another prescription of it. */
    @Test
    void aChangedByteNeverChangesWhatIsAccepted() throws Exception {
        byte[] good = signed(1).file();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            HttpResponse<String> answer = accept(changed, KIM.fingerprint());
            if (answer.statusCode() == 200) {
                assertThat(store.prescriptions().newest("Ada"))
                        .contains(signed(1).prescription());
                store.erase("Ada");
            } else {
                refused(answer, "");
                assertThat(store.people()).isEmpty();
            }
        }
    }

    @Test
    void isForWhoeverHasAccess() throws Exception {
        HttpResponse<String> stranger = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        server.address().resolve("/api/prescription/accept?key=" + KIM.fingerprint()))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(
                                        signed(1).file()))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(store.people()).isEmpty();
    }
}

package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was proven of a person is kept with the profile, for its place, and goes with the person. */
class ProofsTest {
    private static final Baseline SEAT = new Baseline(320, 200, 110, OptionalDouble.of(31), 18);
    private static final ProofPlace DESK = new ProofPlace("Zwetschgen-Cam", 640, 480, SEAT);
    private static final String MODEL = "9b7a58e89fe1";

    @TempDir
    Path folder;

    private static KeptProof proof(Contrast contrast, int right, int wrong, int shown, ProofPlace place, int day) {
        return new KeptProof(
                RuleKind.of(contrast),
                new Proof(LocalDate.of(2026, 11, day), new ProvenVerdict(contrast, right, wrong, shown)),
                place,
                MODEL);
    }

    private static ProofPlace moved(double x, double width) {
        return new ProofPlace("Zwetschgen-Cam", 640, 480, new Baseline(x, 200, width, OptionalDouble.empty(), 15));
    }

    @Test
    void isReadAsItWasKeptAlsoAfterANewStart() throws StoreException {
        List<KeptProof> proofs = List.of(
                proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30),
                proof(Contrast.ELBOWS, 2, 2, 4, DESK, 30),
                proof(Contrast.SLOUCH, 3, 0, 4, DESK, 30));
        try (SessionStore store = SessionStore.open(folder)) {
            store.prove("Ada", proofs);
            assertThat(store.people()).containsExactly("Ada");
        }
        try (SessionStore store = SessionStore.openToRead(folder)) {
            assertThat(store.proofs("ada")).containsExactlyInAnyOrderElementsOf(proofs);
            assertThat(store.proofs("Grace")).isEmpty();
        }
    }

    @Test
    void theNewestInFrontOfACameraStaysAndThatOfAnotherCameraBesideIt() throws StoreException {
        ProofPlace sofa = new ProofPlace("Other", 1280, 720, SEAT);
        try (SessionStore store = SessionStore.open(folder)) {
            store.prove("Ada", List.of(proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 28)));
            store.prove("Ada", List.of(proof(Contrast.SQUEEZE, 6, 0, 6, sofa, 29)));
            KeptProof later = proof(Contrast.SQUEEZE, 3, 2, 6, moved(100, 60), 30);
            store.prove("Ada", List.of(later));
            assertThat(store.proofs("Ada"))
                    .containsExactlyInAnyOrder(later, proof(Contrast.SQUEEZE, 6, 0, 6, sofa, 29));
        }
    }

    @Test
    void holdsOnlyInItsPlaceAndForItsModel() {
        KeptProof proof = proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30);
        assertThat(proof.holds(moved(330, 105), MODEL)).isTrue(); // a hand's breadth aside
        assertThat(proof.holds(moved(380, 110), MODEL)).as("chair moved").isFalse();
        assertThat(proof.holds(moved(320, 140), MODEL)).as("nearer").isFalse();
        assertThat(proof.holds(moved(320, 85), MODEL)).as("farther").isFalse();
        assertThat(proof.holds(new ProofPlace("Other", 640, 480, SEAT), MODEL)).isFalse();
        assertThat(proof.holds(new ProofPlace("Zwetschgen-Cam", 1280, 720, SEAT), MODEL))
                .isFalse();
        assertThat(proof.holds(DESK, "another model")).isFalse();
    }

    @Test
    void twoDaysInOnePlaceAreTakenTogether() {
        KeptProof first = proof(Contrast.ELBOWS, 4, 0, 4, DESK, 28);
        KeptProof second = proof(Contrast.ELBOWS, 4, 0, 4, moved(330, 105), 30);
        assertThat(second.after(first).proof().verdict()).isEqualTo(new ProvenVerdict(Contrast.ELBOWS, 8, 0, 8));
        assertThat(second.after(first).proof().on()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(second.after(proof(Contrast.ELBOWS, 4, 0, 4, moved(500, 105), 28)))
                .isEqualTo(second);
        assertThat(second.after(proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 28))).isEqualTo(second);
    }

    @Test
    void goesWithThePersonAndNothingOfItStaysInAnyFile() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            store.prove("Ada", List.of(proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30)));
            store.prove("Grace", List.of(proof(Contrast.SLOUCH, 4, 0, 4, new ProofPlace("g", 1, 1, SEAT), 30)));
            store.erase("Ada");
            assertThat(store.proofs("Ada")).isEmpty();
            assertThat(store.proofs("Grace")).hasSize(1);
        }
        assertThat(anywhere("Zwetschgen-Cam")).isFalse();
        try (SessionStore store = SessionStore.open(folder)) {
            store.addPerson("Ada");
            assertThat(store.proofs("Ada")).isEmpty(); // another Ada
        }
    }

    @Test
    void underAPassphraseItIsInNoFileInTheClear() throws Exception {
        char[] phrase = "four plain words here".toCharArray();
        Protection key = Sealing.begin(folder, phrase, ProtectedStoreTest.CHEAP);
        try (SessionStore store = SessionStore.open(folder, Optional.of(key))) {
            store.prove("Ada", List.of(proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30)));
        }
        assertThat(anywhere("Zwetschgen-Cam")).isFalse();
        try (SessionStore store = SessionStore.openToRead(folder, Optional.of(Protection.open(folder, phrase)))) {
            assertThat(store.proofs("Ada")).hasSize(1);
        }
    }

    @Test
    void whetherItDecidesIsKeptWithTheProfileAndOffUntilThen() throws StoreException {
        try (SessionStore store = SessionStore.open(folder)) {
            store.addPerson("Ada");
            assertThat(store.profile("Ada").orElseThrow().provenDecides()).isFalse();
            Profile on = new Profile("Ada", Optional.empty(), Load.UNKNOWN, PictureChoice.NONE, true);
            store.remember(on);
            assertThat(store.profile("Ada")).contains(on);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule = 'levitation'",
                "rule = 'elbow-height'",
                "seat = '{}'",
                "seat = '{\"shouldersX\":1,\"shouldersY\":1,\"shoulderWidth\":-3,\"elevation\":2}'",
                "proved_on = 'yesterday'",
                "right_told = -1",
                "shown = 1"
            })
    void whatSomethingElseWroteProvesNothingAndEndsNothing(String change) throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            store.prove("Ada", List.of(proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30)));
        }
        RawSql.run(folder, "update proof set " + change);
        try (SessionStore store = SessionStore.open(folder)) {
            assertThat(store.proofs("Ada")).isEmpty();
        }
    }

    @Test
    void aNameThatIsNoneIsRefused() throws StoreException {
        try (SessionStore store = SessionStore.open(folder)) {
            assertThatThrownBy(() -> store.prove(" ", List.of())).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aSessionKeepsWithItsRulesWhatWasProvenThenAndItsRulesAreNamedAlike() throws StoreException {
        Map<RuleKind, Proof> proofs = Map.of(
                RuleKind.BLADE_SQUEEZE,
                proof(Contrast.SQUEEZE, 6, 0, 6, DESK, 30).proof(),
                RuleKind.ELBOWS_BACK,
                proof(Contrast.ELBOWS, 1, 3, 4, DESK, 30).proof());
        for (boolean decides : new boolean[] {true, false}) {
            var personal = KeptPlay.EXERCISE.provenBy(proofs, decides);
            assertThat(ExerciseJson.read(ExerciseJson.write(personal))).isEqualTo(personal);
            assertThat(RulesDigest.of(personal)).isEqualTo(RulesDigest.of(KeptPlay.EXERCISE));
        }
        assertThat(ExerciseJson.read(ExerciseJson.write(KeptPlay.EXERCISE))).isEqualTo(KeptPlay.EXERCISE);
    }

    private boolean anywhere(String words) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
                    return true;
                }
            }
        }
        return false;
    }
}

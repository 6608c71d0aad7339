package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeStoreTest {
    @TempDir
    Path folder;

    private String practice = "";

    @BeforeEach
    void prepare() {
        practice = PracticeKit.practice();
    }

    private Path machine(String login, String name) {
        return PracticeKit.machine(practice, login, folder.resolve(name));
    }

    @Test
    void aSessionOfOneMachineIsReadOnAnother() throws Exception {
        List<Rep> judged;
        SessionId id;
        byte[] still = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
        Path first = machine("anna", "first");
        Path second = machine("anna", "second");
        try (SessionStore store = SessionStore.open(first)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            judged = KeptPlay.play(recording, KeptPlay.frames(6));
            recording.still(1, Moment.TOP, still);
            assertThat(recording.finish()).isTrue();
            id = recording.id();
            assertThat(store.latest("ada")).contains(id);
        }
        try (SessionStore store = SessionStore.open(second)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().reps()).isEqualTo(judged);
            assertThat(kept.person()).isEqualTo("Ada");
            assertThat(kept.painAfter()).hasValue(4);
            assertThat(kept.session().curve()).hasSizeGreaterThan(200);
            assertThat(store.still(id, 1, Moment.TOP)).contains(still);
            assertThat(store.pose(id, 1, Moment.TOP)).isPresent();
            assertThat(Files.readAllBytes(store.motion(id).orElseThrow().path()))
                    .isEqualTo(Files.readAllBytes(first.resolve("sessions/" + id + "/motion.fcm")));
            assertThat(store.people()).containsExactly("Ada");
        }
    }

    @Test
    void twoMachinesNeverUseTheSameId() throws Exception {
        try (SessionStore one = SessionStore.open(machine("anna", "one"));
                SessionStore other = SessionStore.open(machine("ben", "other"))) {
            SessionId first = KeptPlay.session(one, "Ada", 1);
            SessionId second = KeptPlay.session(other, "Bea", 1);
            SessionId third = KeptPlay.session(one, "Ada", 1);
            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsErasedOnOneMachineGoesFromAllOthers() throws Exception {
        Path first = machine("anna", "first");
        Path second = machine("anna", "second");
        SessionId kept;
        SessionId erased;
        try (SessionStore store = SessionStore.open(first)) {
            kept = KeptPlay.session(store, "Bea", 1);
            erased = KeptPlay.session(store, "Ada", 1);
        }
        try (SessionStore store = SessionStore.open(second)) {
            assertThat(store.motion(erased)).isPresent();
            store.erase("Ada");
            assertThat(store.people()).containsExactly("Bea");
        }
        assertThat(second.resolve("sessions/" + erased)).doesNotExist();
        assertThat(first.resolve("sessions/" + erased)).exists();
        try (SessionStore store = SessionStore.open(first)) {
            assertThat(store.people()).containsExactly("Bea");
            assertThat(store.find(erased)).isEmpty();
            assertThat(store.find(kept)).isPresent();
        }
        assertThat(first.resolve("sessions/" + erased)).doesNotExist();
    }
}

package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another FormCheck has under way cannot be deleted. */
class LeaseTest {
    @TempDir
    Path folder;

    @Test
    void aSessionUnderWayInAnotherProcessIsNotDeletedAndCanBeOnceThatOneWasKilled() throws Exception {
        Path data = folder.resolve("data");
        Path log = folder.resolve("log");
        Process process =
                ForkedJvm.start(folder, log, List.of("-Xshare:auto"), KilledSessions.Endless.class, data.toString());
        try {
            ForkedJvm.awaitLine(process, log, "kept 1");
            try (SessionStore store = SessionStore.open(data)) {
                SessionId id = store.latest("Ada").orElseThrow();
                assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("going on in another FormCheck");
                assertThatThrownBy(() -> store.erase(id)).hasMessageContaining("going on in another FormCheck");
                assertThatThrownBy(() -> store.erase("Ada")).hasMessageContaining("going on in another FormCheck");
                assertThat(store.find(id)).isPresent();
                assertThat(store.people()).containsExactly("Ada");
                process.destroyForcibly().waitFor();
                store.delete(id);
                assertThat(store.find(id)).isEmpty();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aSecondOneOfTheSameProgramIsHeldAsWell() throws Exception {
        try (SessionStore store = SessionStore.open(folder);
                SessionStore other = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            SessionId id = recording.id();
            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("going on");
            assertThatThrownBy(() -> other.delete(id)).hasMessageContaining("going on in another");
            recording.set(KeptPlay.set(1, 5));
            recording.close();
            other.delete(id);
        }
    }

    @Test
    void aProgramThatCannotBeLookedAtHoldsItUntilItsTimeIsOver() throws Exception {
        try (SessionStore store = SessionStore.open(folder)) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            assertThat(store.latest()).contains(id); // in the practice, if there is one
            lease(id, "another machine 1", Instant.now().plusSeconds(60));
            assertThatThrownBy(() -> store.delete(id)).hasMessageContaining("going on in another");
            lease(id, "another machine 1", Instant.now().minusSeconds(1));
            store.delete(id);
        }
    }

    private void lease(SessionId id, String holder, Instant until) throws Exception {
        RawSql.run(folder, "delete from lease");
        RawSql.run(folder, "insert into lease values ('" + id + "', '" + holder + "', " + until.toEpochMilli() + ")");
    }
}

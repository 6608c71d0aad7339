package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Rep;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.session.motionfile.MotionBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {
    /** Returns the id of the first session of that minute. */
    String first() {
        return "2026-11-27-1841";
    }

    @TempDir
    Path folder;

    @Test
    void whatWasKeptOfALiveSessionIsReadAsItWasJudged() throws StoreException {
        HeadCheckResult head = new HeadCheckResult(
                HeadCheckResult.HeadVerdict.IN_LINE, OptionalDouble.of(0.07), OptionalDouble.of(55), Optional.empty());
        List<Rep> judged;
        SessionId id;
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            recording.headCheck(head);
            judged = KeptPlay.play(recording, KeptPlay.frames(6));
            assertThat(recording.finish()).isTrue();
            id = recording.id();
        }
        assertThat(judged).hasSize(6);
        try (SessionStore store = SessionStore.open(folder)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().reps()).isEqualTo(judged);
            assertThat(kept.session().exercise()).isEqualTo(KeptPlay.EXERCISE);
            assertThat(kept.person()).isEqualTo("Ada");
            assertThat(kept.began()).isEqualTo(KeptPlay.BEGAN);
            assertThat(kept.id()).hasToString(first());
            assertThat(kept.load()).isEqualTo(KeptPlay.details("Ada").load());
            assertThat(kept.versions()).isEqualTo(KeptPlay.VERSIONS);
            assertThat(kept.painBefore()).hasValue(3);
            assertThat(kept.headCheck()).contains(head);
            assertThat(kept.painAfter()).hasValue(4);
            assertThat(kept.finished()).isTrue();
            assertThat(kept.session().cues()).isNotEmpty();
            assertThat(kept.session().curve()).hasSizeGreaterThan(200);
            assertThat(store.latest("ada")).contains(id);
            assertThat(store.pose(id, 1, Moment.TOP)).isPresent();
            assertThat(store.pose(id, 1, Moment.WORST)).isEmpty();
            assertThat(store.pose(id, 3, Moment.WORST)).isPresent();
            assertThat(store.integrity()).isEqualTo("ok");
        }
    }
}

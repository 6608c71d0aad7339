package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.DropReason;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SessionTest {

    @Test
    void attemptedIncludesValidIncludesCleanAndUnjudgedStandsBeside() {
        SessionRecorder recorder = recorder();
        int index = 0;
        for (Verdict verdict :
                List.of(Verdict.CLEAN, Verdict.CLEAN, Verdict.VALID, Verdict.ATTEMPTED, Verdict.NOT_ASSESSED)) {
            recorder.record(List.of(new RepEvent.RepCompleted(5, rep(++index, verdict))));
        }
        assertThat(recorder.session(Optional.empty()).counts()).isEqualTo(new Session.Counts(5, 3, 2, 1));
    }

    @Test
    void remembersWhatCouldNotBeJudgedAndForgetsTheRest() {
        SessionRecorder recorder = recorder();
        recorder.record(List.of(
                new RepEvent.NotAssessedSpan(4, "repetitions", Reason.TOO_DARK, 1, 3),
                new RepEvent.MovementDropped(5, DropReason.CUT_OFF, 4, 5)));
        Session session = recorder.session(Optional.of("It broke off."));
        assertThat(session.blindSpots()).containsExactly(new BlindSpot("repetitions", Reason.TOO_DARK, 1, 3));
        assertThat(session.reps()).isEmpty();
        assertThat(session.damage()).contains("It broke off.");
    }

    private static SessionRecorder recorder() {
        return new SessionRecorder(
                "clip.mp4", Optional.empty(), ExerciseFile.builtIn().variant(), false);
    }

    private static Rep rep(int index, Verdict verdict) {
        return new Rep(
                index,
                1,
                OptionalDouble.empty(),
                1,
                2,
                4,
                new EnumMap<>(Side.class),
                new EnumMap<>(Side.class),
                OptionalDouble.of(80),
                OptionalDouble.of(60),
                verdict,
                Map.of(),
                Squeeze.notAssessed(Reason.NOT_WATCHED));
    }
}

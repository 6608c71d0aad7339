package formcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.motion.Side;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import formcheck.report.HtmlReport;
import formcheck.report.export.JsonReport;
import formcheck.session.Session;
import formcheck.session.SessionRecorder;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A new exercise is one data file: a seated lateral raise to 90 degrees with straight arms is counted, judged and reported by its
 * file alone.
 */
class SecondExerciseTest {
    private static final Posture SIDES = straight(12);
    private static final Posture SHOULDER_HEIGHT = straight(92);

    @Test
    void countsAndJudgesASetByItsFileAlone() throws Exception {
        Session set = analysis(
                Movement.from(SIDES)
                        .hold(2)
                        .repetitions(6, SHOULDER_HEIGHT, 1.5, 4)
                        .hold(1),
                file().variant());
        assertThat(set.reps()).hasSize(6).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(rep.faults()).isEmpty();
            for (Side side : Side.values()) {
                assertThat(rep.peakElevation().get(side)).isCloseTo(92, within(5.0));
            }
            assertThat(rep.checks().keySet())
                    .extracting(rule -> rule.kind())
                    .containsExactly(
                            RuleKind.ELBOW_HEIGHT, RuleKind.FAST_DESCENT, RuleKind.ASYMMETRY, RuleKind.HALF_REPETITION);
        });
        assertThat(set.dropped()).isEmpty();
    }

    @Test
    void namesEachFaultAsItsFileSays() throws Exception {
        Session set = analysis(
                Movement.from(SIDES)
                        .hold(2)
                        .repetition(SHOULDER_HEIGHT, 1.5, 4)
                        .repetition(straight(70), 1.5, 4)
                        .repetition(SHOULDER_HEIGHT, 1.5, 1)
                        .repetition(straight(106, 84), 1.5, 4)
                        .to(SHOULDER_HEIGHT, 1.5)
                        .hold(0.5)
                        .to(straight(45), 2.5)
                        .hold(0.6)
                        .to(SHOULDER_HEIGHT, 1.5)
                        .hold(0.5)
                        .to(SIDES, 4)
                        .hold(1),
                file().variant());
        assertThat(set.reps()).hasSize(6);
        assertThat(cues(set.reps().get(0))).isEmpty();
        assertThat(cues(set.reps().get(1))).containsExactly("Raise to shoulder height");
        assertThat(set.reps().get(1).verdict().isValid()).isFalse();
        assertThat(cues(set.reps().get(2))).containsExactly("Lower for three seconds");
        assertThat(cues(set.reps().get(3))).contains("Raise both sides alike");
        assertThat(cues(set.reps().get(4))).containsExactly("Lower to your sides");
        assertThat(cues(set.reps().get(5))).isEmpty();
    }

    @Test
    void aPaceThatTheFirstExerciseAllowsIsTooFastForThisOne() throws Exception {
        Movement movement = Movement.from(SIDES)
                .hold(2)
                .repetitions(4, SHOULDER_HEIGHT, 1.5, 2.6)
                .hold(1);
        assertThat(kinds(analysis(movement, file().variant()))).containsExactly(RuleKind.FAST_DESCENT);
        assertThat(kinds(analysis(movement, ExerciseFile.builtIn().variant()))).isEmpty();
    }

    @Test
    void aVariantOfItsFileSetsAnotherHeight() throws Exception {
        Movement movement = Movement.from(SIDES)
                .hold(2)
                .repetitions(4, SHOULDER_HEIGHT, 1.5, 4)
                .hold(1);
        assertThat(kinds(analysis(movement, file().variant("to-chin-height")))).containsExactly(RuleKind.ELBOW_HEIGHT);
    }

    @Test
    void aReportSpeaksOfItByItsNames() throws Exception {
        Session set = analysis(
                Movement.from(SIDES)
                        .hold(2)
                        .repetitions(3, SHOULDER_HEIGHT, 1.5, 1)
                        .hold(1),
                file().variant());
        assertThat(JsonReport.line(set))
                .contains("\"exercise\":\"seated-lateral-raise\"", "\"variant\":\"dumbbells\"")
                .contains("\"rule\":\"fast-descent\"", "\"limit\":");
        assertThat(new HtmlReport().html(set)).contains("Seated lateral raise");
        assertThat(set.cues()).extracting(cue -> cue.text()).contains("Lower for three seconds");
    }

    private static Posture straight(double elevation) {
        return straight(elevation, elevation);
    }

    private static Posture straight(double left, double right) {
        return Posture.arms(left, right).hands(Posture.Hands.STRAIGHT);
    }

    private static ExerciseFile file() throws ExerciseException, URISyntaxException {
        return ExerciseFile.read(Path.of(Objects.requireNonNull(
                        SecondExerciseTest.class.getResource("/formcheck/exercise/seated-lateral-raise.yaml"))
                .toURI()));
    }

    private static Session analysis(Movement movement, Exercise exercise) {
        SessionRecorder recorder = new SessionRecorder("generated", Optional.empty(), exercise, false);
        FormPipeline pipeline = new FormPipeline(exercise);
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            recorder.record(pipeline.process(frame));
        }
        recorder.record(pipeline.finish());
        return recorder.session(Optional.empty());
    }

    private static List<String> cues(Rep rep) {
        return rep.faults().stream().map(Fault::rule).map(rule -> rule.cue()).toList();
    }

    private static Set<RuleKind> kinds(Session session) {
        return session.reps().stream()
                .flatMap(rep -> rep.faults().stream())
                .map(fault -> fault.rule().kind())
                .collect(Collectors.toSet());
    }
}

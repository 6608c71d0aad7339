package formcheck.coach;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Proof;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoachTest {
    private static final Posture REST = Posture.arms(12);
    private static final Posture TOP = Posture.arms(110);

    private static List<Cue> cues(Movement movement) {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        List<Cue> cues = new ArrayList<>();
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            pipeline.process(frame).cue().ifPresent(cues::add);
        }
        return cues;
    }

    @Test
    void saysNothingAboutGoodRepetitions() {
        assertThat(cues(Movement.from(REST).hold(1).repetitions(4, TOP, 1.5, 3)))
                .isEmpty();
    }

    @Test
    void callsAFastDescentWhileTheArmsAreStillComingDown() {
        Movement movement =
                Movement.from(REST).hold(1).to(TOP, 1.5).hold(0.5).to(REST, 0.7).hold(1);
        List<Cue> cues = cues(movement);
        assertThat(cues).hasSize(1);
        assertThat(cues.get(0).text()).isEqualTo("Lower slowly");
        assertThat(movement.at(cues.get(0).at()).left()).isGreaterThan(45);
    }

    @Test
    void praisesOnceWhenAFaultIsGone() {
        Movement movement = Movement.from(REST)
                .hold(1)
                .repetition(Posture.arms(70), 1.5, 2.5)
                .repetitions(3, TOP, 1.5, 3);
        assertThat(cues(movement)).extracting(Cue::urgency).containsExactly(Cue.Urgency.FORM, Cue.Urgency.PRAISE);
    }

    @Test
    void doesNotNagAboutWhatGoesOnAndOn() {
        Movement low = Movement.from(REST).hold(1).repetitions(9, Posture.arms(66), 1.5, 2.8);
        assertThat(cues(low)).hasSize(5).extracting(Cue::id).containsOnly("elbow-height");
    }

    @Test
    void praisesEveryFifthCleanRepetition() {
        assertThat(cues(Movement.from(REST).hold(1).repetitions(11, TOP, 1.5, 4)))
                .extracting(Cue::id)
                .containsExactly("steady", "steady");
    }

    @Test
    void neverCallsCalmWhatIsQuick() {
        assertThat(cues(Movement.from(REST).hold(1).repetitions(11, TOP, 1.5, 2.6)))
                .isEmpty();
    }

    @Test
    void tellsASetThatSagsOnceAndAgainOnlyAfterItWasGoodInBetween() {
        Movement movement = Movement.from(REST).hold(1);
        for (double seconds : new double[] {4.6, 4.6, 4.5, 4.0, 3.6, 3.2, 2.9, 2.7}) {
            movement = movement.repetition(TOP, 1.5, seconds);
        }
        assertThat(cues(movement))
                .extracting(Cue::id)
                .containsOnlyOnce(Cue.FASTER)
                .doesNotContain(Cue.STEADY);
        Movement again = movement.repetitions(2, TOP, 1.5, 4.6);
        for (double seconds : new double[] {4.0, 3.5, 3.0, 2.6}) {
            again = again.repetition(TOP, 1.5, seconds);
        }
        assertThat(cues(again))
                .extracting(Cue::id)
                .filteredOn(Cue.FASTER::equals)
                .hasSize(2);
    }

    @Test
    void tellsThatTheElbowsSinkWhileTheyAreStillHighEnough() {
        Movement movement = Movement.from(REST).hold(1);
        for (double top : new double[] {116, 116, 115, 112, 108, 104, 100, 96}) {
            movement = movement.repetition(Posture.arms(top), 1.5, 4);
        }
        assertThat(cues(movement)).extracting(Cue::id).containsOnlyOnce(Cue.LOWER);
    }

    @Test
    void saysWhatDoesNotCostTheCountOnlyIfItHappensTwice() {
        Posture uneven = Posture.arms(116, 88);
        assertThat(cues(Movement.from(REST).hold(1).repetition(uneven, 1.5, 3))).isEmpty();
        assertThat(cues(Movement.from(REST).hold(1).repetitions(2, uneven, 1.5, 3)))
                .extracting(Cue::id)
                .containsExactly("asymmetry");
    }

    @Test
    void saysOneThingAtATime() {
        Movement movement = Movement.from(REST).hold(1).repetition(Posture.arms(75, 48), 1.2, 2.5);
        assertThat(cues(movement)).hasSize(1);
    }

    @Test
    void everyCueIsReadAtAGlance() {
        ExerciseFile.builtIn()
                .variant()
                .rules()
                .forEach(rule -> assertThat(rule.cue()).hasSizeLessThanOrEqualTo(24));
    }

    /** Faults of posture alone, in every repetition; nothing of them is said, and nobody is praised for their going. */
    @Test
    void saysNothingOfPosture() {
        Coach coach = new Coach();
        List<Cue> cues = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            Rep rep = n < 4
                    ? SetAdviceTest.rep(2.2, Verdict.CLEAN, RuleKind.ELBOWS_BACK, RuleKind.SLOUCH, RuleKind.TRUNK_SWING)
                    : SetAdviceTest.rep(2.2, Verdict.CLEAN);
            coach.advise(List.of(new RepEvent.RepCompleted(10.0 * n, rep))).ifPresent(cues::add);
        }
        assertThat(cues).extracting(Cue::id).allMatch(Cue.STEADY::equals);
    }

    /** What the page promises after the proving: what passed is said in the set, and nothing else of posture. */
    @Test
    void saysAFaultOfPostureThatIsProvenOfThePerson() {
        ProvenVerdict passed = new ProvenVerdict(Contrast.ELBOWS, 4, 0, 4);
        ProvenVerdict open = new ProvenVerdict(Contrast.SLOUCH, 3, 0, 4);
        LocalDate day = LocalDate.of(2026, 11, 30);
        Exercise personal = ExerciseFile.builtIn()
                .variant()
                .provenBy(
                        Map.of(
                                RuleKind.ELBOWS_BACK, new Proof(day, passed),
                                RuleKind.SLOUCH, new Proof(day, open)),
                        false);
        Coach coach = new Coach();
        List<Cue> cues = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            Rep rep = SetAdviceTest.rep(
                    personal, 2.2, Verdict.CLEAN, RuleKind.SLOUCH, RuleKind.ELBOWS_BACK, RuleKind.SHRUG);
            coach.advise(List.of(new RepEvent.RepCompleted(10.0 * n, rep))).ifPresent(cues::add);
        }
        assertThat(cues).extracting(Cue::id).containsExactly(RuleKind.ELBOWS_BACK.id());
    }
}

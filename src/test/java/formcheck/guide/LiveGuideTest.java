package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.RepPhase;
import formcheck.guide.LiveGuide.Command;
import formcheck.motion.MotionTracker;
import formcheck.motion.Reason;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LiveGuideTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);

    /** From sitting down to the set. */
    private static Movement placed() {
        return Movement.from(REST).hold(7.2);
    }

    private static Movement session(int repetitions) {
        return placed().repetitions(repetitions, TOP, 1.2, 2.8).hold(repetitions < 3 ? 26 : 9);
    }

    @Test
    void leadsFromSittingDownToTheRestWithoutAHand() {
        Movement calm = placed().repetitions(15, TOP, 1.2, 3.6).hold(9);
        Played played = new Played().source(Figure.FRONTAL, calm);
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT, Stage.BASELINE, Stage.SET, Stage.REST);
        assertThat(played.count()).isEqualTo(15);
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.RESTED);
        assertThat(played.sounds.stream().filter(Sound.COUNT_LAST::equals)).hasSize(3);
        assertThat(played.sounds.stream().filter(Sound.COUNT::equals)).hasSize(12);
        assertThat(played.sounds).containsOnlyOnce(Sound.GO);
        assertThat(played.cues()).containsOnly("steady");
    }

    private static Played learning() throws ModelException {
        Played played = new Played();
        PostureTracker tracker =
                PostureTracker.open(ModelCatalog.at(Path.of("models")).posture());
        played.guide.calibratePosture(tracker, true);
        return played;
    }

    @Test
    void asksForTwoRaisesThatAreNoRepetitions() throws ModelException {
        Movement movement = Movement.from(REST)
                .hold(6)
                .repetitions(2, TOP, 2, 2)
                .hold(5)
                .repetitions(3, TOP, 1.2, 2.8)
                .hold(9);
        Played played = learning().source(Figure.FRONTAL, movement);
        assertThat(played.stages())
                .containsExactly(
                        Stage.PLACEMENT, Stage.BASELINE, Stage.RAISE_MOST, Stage.RAISE_FORWARD, Stage.SET, Stage.REST);
        assertThat(played.guide.sets().get(0).count()).isEqualTo(3);
    }

    @Test
    void goesOnWithoutTheRaisesIfNobodyShowsThem() throws ModelException {
        Movement movement = Movement.from(REST).hold(62);
        Played played = learning().source(Figure.FRONTAL, movement);
        assertThat(played.stages())
                .containsExactly(Stage.PLACEMENT, Stage.BASELINE, Stage.RAISE_MOST, Stage.RAISE_FORWARD, Stage.SET);
    }

    @Test
    void theRaisesCanBeSkipped() throws ModelException {
        Played played =
                learning().source(Figure.FRONTAL, Movement.from(REST).hold(6)).command(Command.NEXT);
        assertThat(played.last().stage()).isEqualTo(Stage.SET);
    }

    @Test
    void goesOnFromFifteenToTwentyAndEndsThere() {
        Played played = new Played().source(Figure.FRONTAL, session(23));
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.COMPLETE);
        assertThat(played.guide.sets().get(0).count()).isEqualTo(20);
    }

    @Test
    void aRaiseBeginsTheSetAtOnceAndIsItsFirstRepetition() {
        Movement impatient =
                Movement.from(REST).hold(0.8).repetitions(4, TOP, 1.2, 2.8).hold(9);
        Played played = new Played().source(Figure.FRONTAL, impatient);
        assertThat(played.stages()).doesNotContain(Stage.COUNTDOWN).endsWith(Stage.SET, Stage.REST);
        assertThat(played.count()).isEqualTo(4);
        assertThat(played.guide.sets().get(0).start()).isLessThan(1.3);
    }

    @Test
    void whoTriesOneRaiseAndThenSettlesLosesNothing() {
        Movement tries = Movement.from(REST)
                .hold(2)
                .repetition(TOP, 1.2, 2.4)
                .hold(14)
                .repetitions(5, TOP, 1.2, 2.8)
                .hold(9);
        Played played = new Played().source(Figure.FRONTAL, tries);
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.count()).isEqualTo(6);
        assertThat(played.last().baseline()).isPresent(); // taken in the set
    }

    @Test
    void anArmThatReachesForTheCameraBeginsNoSet() {
        Movement reaches =
                Movement.from(REST).hold(1).repetition(Posture.arms(75), 1, 1).hold(0.2);
        assertThat(new Played().source(Figure.FRONTAL, reaches).stages()).doesNotContain(Stage.SET);
    }

    @Test
    void whoNeverSitsStillIsInTheSetWithinFifteenSeconds() {
        Movement restless = Movement.from(REST).hold(1);
        for (int i = 0; i < 40; i++) {
            restless.to(REST.aside(i % 2 == 0 ? 0.3 : 0), 0.5).hold(0.2);
        }
        Played played = new Played().source(Figure.FRONTAL, restless);
        GuideView first = played.views.stream()
                .filter(view -> view.stage() == Stage.SET)
                .findFirst()
                .orElseThrow();
        assertThat(first.at()).isLessThan(15);
        assertThat(first.remark()).contains(Remark.TALL_MISSED);
        assertThat(played.views.stream().filter(view -> view.stage() == Stage.BASELINE))
                .anySatisfy(view -> assertThat(view.advice()).contains("hold-still"));
        assertThat(played.last().remark()).as("said once").isEmpty();
    }

    @Test
    void nothingThatOnlyWeakensVerdictsHoldsAnybodyUp() {
        List<PoseFrame> dim = Figure.FRONTAL.film(Movement.from(REST).hold(9)).stream()
                .map(frame -> new PoseFrame(
                        frame.index(),
                        frame.at(),
                        frame.width(),
                        frame.height(),
                        OptionalDouble.of(MotionTracker.DARK_LUMA - 2 + 0.01 * (frame.index() % 5)),
                        frame.pose()))
                .toList();
        Played played = new Played().source(dim);
        GuideView first = played.views.stream()
                .filter(view -> view.stage() != Stage.PLACEMENT)
                .findFirst()
                .orElseThrow();
        assertThat(first.at()).isLessThan(5);
        assertThat(first.remark()).contains(Remark.VIEW_WEAK);
    }

    @Test
    void whoCannotReachTheHeightIsAskedTwiceAndGoesOn() throws ModelException {
        Posture low = Posture.arms(70);
        Movement movement = Movement.from(REST)
                .hold(6)
                .repetition(low, 2, 2)
                .hold(1)
                .repetition(low, 2, 2)
                .hold(1);
        Played played = learning().source(Figure.FRONTAL, movement);
        assertThat(played.views.stream().filter(view -> view.stage() == Stage.RAISE_MOST))
                .anySatisfy(view -> assertThat(view.advice()).contains("raise-higher"));
        assertThat(played.stages()).endsWith(Stage.RAISE_MOST, Stage.RAISE_FORWARD);
    }

    @Test
    void countsOnlyWhatIsValidAndSaysWhyTheRestIsNot() {
        Played played = new Played()
                .source(
                        Figure.FRONTAL,
                        placed().repetition(Posture.arms(66), 1.2, 2.5)
                                .repetition(TOP, 1.2, 2.8)
                                .hold(9));
        assertThat(played.count()).isEqualTo(1);
        assertThat(played.cues()).containsExactly("elbow-height", "corrected");
        assertThat(played.last().set().orElseThrow().marks())
                .extracting(LiveRepMark::kind)
                .containsExactly(LiveRepMark.MarkKind.LOW, LiveRepMark.MarkKind.CLEAN);
        assertThat(played.sounds).contains(Sound.CORRECTED);
    }

    @Test
    void showsAFastDescentWhileTheArmsAreStillComingDown() {
        Played played = new Played()
                .source(
                        Figure.FRONTAL,
                        placed().to(TOP, 1.2).hold(0.5).to(REST, 0.6).hold(10));
        GuideView flagged = played.views.stream()
                .filter(view -> view.cue().isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(flagged.cue().orElseThrow().id()).isEqualTo("fast-descent");
        assertThat(flagged.phase()).isEqualTo(RepPhase.ECCENTRIC);
        assertThat(flagged.left().elevation().orElseThrow()).isGreaterThan(45);
        assertThat(flagged.left().state()).isEqualTo(GuideView.ArmState.FAULT);
        // It is called when the arms can no longer end in time: in the next picture at the latest they are below the
        // pace.
        GuideView next = played.views.get(played.views.indexOf(flagged) + 1);
        assertThat(next.phase()).isEqualTo(RepPhase.ECCENTRIC);
        assertThat(next.level().orElseThrow())
                .isGreaterThan(next.left().elevation().orElseThrow());
    }

    @Test
    void calmArmsStayAboveThePaceAndHearThreeBeats() {
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(3, TOP, 1.2, 3.8).hold(1));
        List<GuideView> falling =
                played.views.stream().filter(view -> view.level().isPresent()).toList();
        assertThat(falling)
                .isNotEmpty()
                .allSatisfy(view -> assertThat(view.left().elevation().orElseThrow())
                        .isGreaterThan(view.level().orElseThrow() - 1));
        assertThat(played.sounds.stream().filter(Sound.BEAT::equals)).hasSize(9);
    }

    @Test
    void painStopsTheSetAtOnceAndIsKept() {
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(3, TOP, 1.2, 2.8).to(TOP, 1.2))
                .command(Command.PAIN);
        assertThat(played.last().stage()).isEqualTo(Stage.PAIN);
        LiveSet set = played.guide.sets().get(0);
        assertThat(set.ending()).contains(LiveSet.SetEnding.PAIN);
        assertThat(set.count()).isEqualTo(3);
        played.guide.ratePain(6);
        assertThat(played.guide.sets().get(0).pain()).isEqualTo(OptionalInt.of(6));
    }

    @Test
    void painIsRatedFromNoneToTen() {
        Played played = new Played().source(Figure.FRONTAL, session(1));
        assertThatThrownBy(() -> played.guide.ratePain(11)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> played.guide.ratePain(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(played.guide.ratePain(0).set().orElseThrow().pain()).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void aCameraThatComesBackGoesOnWithTheSet() {
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(4, TOP, 1.2, 2.8))
                .silence(20);
        assertThat(played.last().stage()).isEqualTo(Stage.SET);
        assertThat(played.last().pause()).contains("lost");
        assertThat(played.sounds).contains(Sound.PAUSE);
        played.source(
                Figure.FRONTAL,
                Movement.from(REST).hold(1).repetitions(3, TOP, 1.2, 2.8).hold(9));
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.guide.sets().get(0).count()).isEqualTo(7);
    }

    /** The machine slept between two pictures, and the clock of the pictures did not. */
    @Test
    void anHourThatPassesBetweenTwoPicturesKeepsTheSet() {
        List<PoseFrame> before =
                Figure.FRONTAL.film(placed().repetitions(4, TOP, 1.2, 2.8).to(TOP, 1.2));
        List<PoseFrame> after = Figure.FRONTAL.film(
                Movement.from(REST).hold(2).repetitions(2, TOP, 1.2, 2.8).hold(2));
        List<PoseFrame> frames = new ArrayList<>(before);
        Duration slept = before.get(before.size() - 1).at().plusSeconds(3600);
        for (PoseFrame frame : after) {
            frames.add(new PoseFrame(
                    before.size() + frame.index(),
                    slept.plus(frame.at()),
                    frame.width(),
                    frame.height(),
                    frame.brightness(),
                    frame.pose()));
        }
        Played played = new Played().source(frames);
        assertThat(played.guide.sets().get(0).count()).isEqualTo(4);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.RESTED);
        assertThat(played.last().stage()).isIn(Stage.REST, Stage.SET);
    }

    @Test
    void whatNeverComesBackEndsTheSessionWithTheSetKept() {
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(2, TOP, 1.2, 2.8))
                .silence(310);
        assertThat(played.last().stage()).isEqualTo(Stage.DONE);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.GONE);
        assertThat(played.guide.sets().get(0).count()).isEqualTo(2);
    }

    @Test
    void saysThatThePictureStandsStill() {
        PoseFrame still = Figure.FRONTAL.film(placed()).get(0);
        List<PoseFrame> frozen = Figure.FRONTAL.film(Movement.from(REST).hold(6)).stream()
                .map(frame -> new PoseFrame(
                        frame.index(), frame.at(), frame.width(), frame.height(), still.brightness(), still.pose()))
                .toList();
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(1, TOP, 1.2, 2.8))
                .source(frozen);
        assertThat(played.last().pause()).contains("frozen");
    }

    @Test
    void saysThatItIsTooDarkAndThatNobodyIsThere() {
        List<PoseFrame> dark = Figure.FRONTAL.film(Movement.from(REST).hold(4)).stream()
                .map(frame -> new PoseFrame(
                        frame.index(),
                        frame.at(),
                        frame.width(),
                        frame.height(),
                        OptionalDouble.of(4 + 0.01 * (frame.index() % 5)),
                        Optional.empty()))
                .toList();
        List<PoseFrame> empty = dark.stream()
                .map(frame -> new PoseFrame(
                        frame.index(),
                        frame.at(),
                        frame.width(),
                        frame.height(),
                        OptionalDouble.of(130 + 0.01 * (frame.index() % 5)),
                        Optional.empty()))
                .toList();
        Played played =
                new Played().source(Figure.FRONTAL, placed()).source(dark).source(empty);
        assertThat(played.pauses()).containsSubsequence("too-dark", "nobody-seen");
    }

    @Test
    void aPersonWhoMovedIsComparedWithAFreshBaseline() {
        Posture moved = REST.aside(0.35);
        Played played = new Played()
                .source(
                        Figure.FRONTAL,
                        placed().repetitions(2, TOP, 1.2, 2.8)
                                .to(moved, 1)
                                .hold(6)
                                .repetitions(2, TOP.aside(0.35), 1.2, 2.8)
                                .hold(9));
        assertThat(played.pauses()).contains("moved");
        assertThat(played.views.get(played.views.size() - 1).pause()).isEmpty();
        double before = played.views.stream()
                .filter(view -> view.stage() == Stage.SET)
                .findFirst()
                .flatMap(GuideView::baseline)
                .orElseThrow()
                .shouldersX();
        assertThat(played.last().baseline().orElseThrow().shouldersX()).isGreaterThan(before + 60);
        assertThat(played.count()).isEqualTo(4);
    }

    @Test
    void theNextSetStartsWithTheFirstRaiseAfterTheRest() {
        Played played = new Played().source(Figure.FRONTAL, session(2));
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        played.source(
                Figure.FRONTAL,
                Movement.from(REST).hold(80).repetitions(3, TOP, 1.2, 2.8).hold(9));
        assertThat(played.guide.sets()).extracting(LiveSet::count).containsExactly(2, 3);
        assertThat(played.sounds).containsSubsequence(Sound.SET_DONE, Sound.REST_SOON, Sound.REST_OVER, Sound.SET_DONE);
    }

    @Test
    void theSessionEndsAfterThePrescribedFullSets() {
        Played played = new Played();
        played.guide.askSets(1);
        played.source(Figure.FRONTAL, session(2)); // fewer than a set has: it does not count
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        played.source(
                Figure.FRONTAL,
                Movement.from(REST).hold(80).repetitions(20, TOP, 1.2, 2.8).hold(3));
        assertThat(played.guide.sets()).extracting(LiveSet::count).containsExactly(2, 20);
        assertThat(played.last().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void aRaiseDuringTheRestIsNoSet() {
        Played played = new Played().source(Figure.FRONTAL, session(2));
        played.source(
                Figure.FRONTAL,
                Movement.from(REST).hold(5).repetition(TOP, 1.2, 2.8).hold(20));
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        assertThat(played.guide.sets()).hasSize(1);
    }

    @Test
    void aKeyEndsTheSetAndTheSession() {
        Played played = new Played()
                .source(Figure.FRONTAL, placed().repetitions(2, TOP, 1.2, 2.8))
                .command(Command.END);
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.ASKED);
        played.command(Command.END);
        assertThat(played.last().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void saysWhatCouldNotBeJudgedInTheRepetitionThatHasEnded() {
        Movement movement =
                Movement.from(REST).hold(2).repetition(TOP, 1.2, 2.4).hold(19);
        for (int top = 70; top <= 90; top += 4) {
            movement.repetition(Posture.arms(top).forward(-15), 1.2, 2.8);
        }
        Played played = new Played().source(Figure.FRONTAL.pitched(25), movement.hold(2));
        assertThat(played.views.stream().flatMap(view -> view.notAssessed().stream()))
                .contains(new GuideView.NotAssessedCheck("elbow-height", Reason.CAMERA_TOO_LOW));
        assertThat(played.last().set().orElseThrow().marks())
                .filteredOn(mark -> mark.kind() == LiveRepMark.MarkKind.NOT_ASSESSED)
                .isNotEmpty()
                .noneMatch(LiveRepMark::counts);
    }

    @Test
    void whatCannotBeAssessedIsSaidOnceASet() {
        Movement movement = placed();
        for (int n = 0; n < 6; n++) {
            movement.repetition(Posture.arms(80).forward(-15), 1.2, 2.8);
        }
        Played played = new Played().source(Figure.FRONTAL.pitched(25), movement.hold(2));
        double shown = played.views.stream()
                .filter(view -> view.notAssessed().isPresent())
                .mapToDouble(GuideView::at)
                .boxed()
                .reduce((first, last) -> last)
                .orElseThrow();
        double first = played.views.stream()
                .filter(view -> view.notAssessed().isPresent())
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(shown - first).isLessThan(5);
    }

    @Test
    void aRatingAfterAnEmptySetIsOfThatSetAndChangesNoOther() {
        Played played = new Played().source(Figure.FRONTAL, session(3)).command(Command.NEXT);
        played.command(Command.NEXT).command(Command.END);
        assertThat(played.last().set().orElseThrow().number()).isEqualTo(2);
        played.guide.ratePain(5);
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.guide.sets().get(0).pain()).isEmpty();
        GuideView after = played.guide.tick(played.last().at() + 0.1);
        assertThat(after.set().orElseThrow().number()).isEqualTo(2);
        assertThat(after.set().orElseThrow().pain()).isEqualTo(OptionalInt.of(5));
    }

    @Test
    void aSlowRaiseThatIsUnderWayWhenTheSetBeginsCounts() {
        for (double rest = 2.2; rest < 4.4; rest += 0.2) {
            Movement movement = Movement.from(REST)
                    .hold(rest)
                    .repetition(TOP, 2.5, 2.8)
                    .repetitions(3, TOP, 1.2, 2.8)
                    .hold(3);
            assertThat(new Played().source(Figure.FRONTAL, movement).count())
                    .as("%.1f s of rest", rest)
                    .isEqualTo(4);
        }
    }

    @Test
    void everyKeyWorksInEveryStage() {
        for (Command command : Command.values()) {
            for (Movement movement : List.of(Movement.from(REST).hold(1), placed(), session(1))) {
                Played played = new Played().source(Figure.FRONTAL, movement);
                for (int i = 0; i < 6; i++) {
                    played.command(command);
                }
                played.silence(1);
                assertThat(played.last().stage()).isNotNull();
            }
        }
    }
}

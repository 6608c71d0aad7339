package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.exercise.ExerciseFile;
import formcheck.motion.Reason;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A known movement is watched; then its labels are told rightly and wrongly, and the score must notice. */
class ScoreboardTest {
    private static final Posture REST = Posture.arms(15);
    private static final Posture TOP = Posture.arms(100);
    private static final double RATE = 30;

    /** Slow, dropped, slow: 1.5 s up, 0.5 s hold, then down, then 0.6 s at rest. */
    private static final Movement MOVEMENT = Movement.from(REST)
            .hold(1)
            .repetition(TOP, 1.5, 2.8)
            .repetition(TOP, 1.5, 0.5)
            .repetition(TOP, 1.5, 2.8);

    /** As an eye sees them: the first and last 4 % of the way, a sixth of the time each, do not show. */
    private static final List<LabelledRep> REPS =
            List.of(rep(1, 5.3, 3.5), rep(6.4, 8.8, 8.5, "fast-descent"), rep(9.4, 13.7, 11.9));

    private static final ClipRun TRIAL = watch(Figure.FRONTAL, MOVEMENT);

    private static LabelledRep rep(double from, double to, double loweringStart, String... faults) {
        return new LabelledRep(
                from,
                to,
                OptionalDouble.of(from + 1.3),
                OptionalDouble.of(loweringStart),
                OptionalDouble.of(to),
                OptionalDouble.of(to - loweringStart),
                true,
                Set.of(faults),
                Set.of());
    }

    private static ClipRun watch(Figure figure, Movement movement) {
        ClipRun trial = new ClipRun();
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        for (PoseFrame frame : figure.rate(RATE).film(movement)) {
            trial.frame(pipeline.process(frame));
        }
        trial.end(pipeline.finish());
        return trial;
    }

    private static TrueMotion truth(double offset) {
        List<Double> elevations = new ArrayList<>();
        for (int frame = 0; frame < MOVEMENT.seconds() * RATE; frame++) {
            elevations.add(MOVEMENT.at(frame / RATE).left() + offset);
        }
        return new TrueMotion(RATE, elevations, elevations, List.of());
    }

    @Test
    void aSqueezeLastsFromFiveMillimetresOn() {
        List<Double> still = List.of(90.0, 90.0, 90.0, 90.0, 90.0, 90.0);
        TrueMotion motion = new TrueMotion(2, still, still, List.of(0.0, 5.0, 9.0, 4.9, 8.0, 0.0));
        assertThat(motion.squeezedSeconds(0, 3)).hasValue(1);
        assertThat(motion.squeezedSeconds(1.5, 3)).hasValue(0.5);
        assertThat(new TrueMotion(2, still, still, List.of()).squeezedSeconds(0, 3))
                .isEmpty();
    }

    @Test
    void noSecondsOfSqueezeAreScoredWhereNoneAreTold() {
        List<Double> elevations = new ArrayList<>();
        for (int frame = 0; frame < MOVEMENT.seconds() * RATE; frame++) {
            elevations.add(MOVEMENT.at(frame / RATE).left());
        }
        LabelledClip plain = clip(Role.POSITIVE, 3, REPS);
        LabelledClip squeezing = new LabelledClip(
                plain.set(),
                plain.name(),
                plain.recording(),
                plain.part(),
                plain.role(),
                plain.person(),
                plain.variant(),
                plain.attempted(),
                plain.valid(),
                plain.reps(),
                plain.kinds(),
                plain.injected(),
                plain.unjudgeable(),
                Optional.of(new TrueMotion(RATE, elevations, elevations, elevations)),
                List.of(),
                false);
        Score score = score(squeezing, TRIAL);
        assertThat(score.squeezeUnjudged()).isEqualTo(3);
        assertThat(score.squeeze().samples()).isZero();
        assertThat(score(plain, TRIAL).squeezeUnjudged()).isZero();
    }

    private static LabelledClip clip(Role role, int count, List<LabelledRep> reps, Unjudgeable... blind) {
        return new LabelledClip(
                "set",
                "clip",
                Path.of("clip.mp4"),
                "validation",
                role,
                Optional.empty(),
                Optional.empty(),
                Set.of(count),
                Set.of(count),
                reps,
                Set.of("elbow-height", "fast-descent", "asymmetry"),
                List.of("held-breath"),
                Optional.of(List.of(blind)),
                Optional.of(truth(0)),
                List.of(),
                false);
    }

    private static Score score(LabelledClip clip, ClipRun trial) {
        Scoreboard board = new Scoreboard();
        board.add(clip, trial);
        assertThat(board.scores()).containsOnlyKeys("all", "validation");
        return Stream.of("validation").map(board.scores()::get).findFirst().orElseThrow();
    }

    private static FaultScore fast(Score score) {
        return score.faults().getOrDefault("fast-descent", new FaultScore());
    }

    @Test
    void aRightAnswerScoresFull() {
        Score score = score(clip(Role.POSITIVE, 3, REPS), TRIAL);
        assertThat(score.valid().exactAccuracy()).hasValue(1);
        assertThat(score.attempted().meanAbsoluteError()).hasValue(0);
        assertThat(fast(score).f1()).hasValue(1);
        assertThat(fast(score).truePositives()).isOne();
        assertThat(score.elevation().samples()).isGreaterThan(500);
        assertThat(score.elevation().rootMeanSquare().orElseThrow()).isBetween(0.1, 4.0);
        assertThat(score.descent().worst().orElseThrow()).isLessThan(0.2);
        assertThat(score.silence().said()).isZero();
    }

    @Test
    void theElevationIsHeldAgainstTheTruthAndNotAgainstItself() {
        LabelledClip right = clip(Role.POSITIVE, 3, REPS);
        double bias = score(right, TRIAL).elevation().bias().orElseThrow();
        LabelledClip wrong = new LabelledClip(
                right.set(),
                right.name(),
                right.recording(),
                right.part(),
                right.role(),
                right.person(),
                right.variant(),
                right.attempted(),
                right.valid(),
                right.reps(),
                right.kinds(),
                right.injected(),
                right.unjudgeable(),
                Optional.of(truth(10)),
                List.of(),
                false);
        assertThat(score(wrong, TRIAL).elevation().bias()).hasValueCloseTo(bias - 10, within(1e-6));
    }

    @Test
    void aFlagIsTimedFromTheTrueStartOfTheLowering() {
        FlagScore flags = score(clip(Role.POSITIVE, 3, REPS), TRIAL).flags();
        assertThat(flags.fastDescents()).isOne();
        assertThat(flags.flaggedInTime()).isOne();
        assertThat(flags.medianDelay().orElseThrow()).isBetween(0.05, 0.35);
        assertThat(flags.medianShare().orElseThrow()).isBetween(0.05, 0.6);
        assertThat(flags.withdrawn()).isZero();
        assertThat(flags.descents()).isEqualTo(3);
    }

    @Test
    void aRepetitionThatIsLabelledAndNotFoundIsMissedWithItsFaults() {
        List<LabelledRep> more = new ArrayList<>(REPS);
        more.add(rep(15, 17, 16.5, "fast-descent"));
        Score score = score(clip(Role.POSITIVE, 4, more), TRIAL);
        assertThat(score.valid().exactAccuracy()).hasValue(0);
        assertThat(score.valid().offByOneAccuracy()).hasValue(1);
        assertThat(score.valid().meanAbsoluteError()).hasValue(1);
        assertThat(fast(score).recall()).hasValue(0.5);
        assertThat(score.flags().flaggedInTime()).isOne();
        assertThat(score.flags().fastDescents()).isEqualTo(2);
    }

    @Test
    void aRepetitionThatIsFoundAndNotLabelledIsFalseWithItsFaults() {
        Score score = score(clip(Role.POSITIVE, 2, List.of(REPS.get(0), REPS.get(2))), TRIAL);
        assertThat(score.valid().meanAbsoluteError()).hasValue(1);
        assertThat(fast(score).falsePositives()).isOne();
        assertThat(fast(score).precision()).hasValue(0);
    }

    @Test
    void aFaultSaidWhereThereIsNoneCostsPrecision() {
        List<LabelledRep> innocent = List.of(REPS.get(0), rep(6.4, 8.8, 8.5), REPS.get(2));
        assertThat(fast(score(clip(Role.POSITIVE, 3, innocent), TRIAL)).falsePositives())
                .isOne();
    }

    @Test
    void whatMayBeEitherCountsNeitherWay() {
        LabelledRep open = new LabelledRep(
                6.4,
                8.9,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                true,
                Set.of(),
                Set.of("fast-descent"));
        Score score = score(clip(Role.POSITIVE, 3, List.of(REPS.get(0), open, REPS.get(2))), TRIAL);
        assertThat(fast(score).f1()).isEmpty();
        assertThat(score.top().samples()).isEqualTo(2);
    }

    @Test
    void everythingFoundInAClipWithoutTheExerciseIsFalse() {
        Score score = score(clip(Role.NEGATIVE, 0, List.of()), TRIAL);
        assertThat(score.negatives()).isOne();
        assertThat(score.falseRepetitions()).isEqualTo(3);
        assertThat(score.valid().clips()).isZero();
    }

    @Test
    void notToJudgeIsRightOnlyWhereTheCameraCouldNot() {
        ClipRun turned = watch(Figure.FRONTAL.turned(30), MOVEMENT);
        AbstentionScore groundless = score(clip(Role.POSITIVE, 3, REPS), turned).silence();
        assertThat(groundless.said()).isPositive();
        assertThat(groundless.rightly()).isZero();

        Unjudgeable blind = new Unjudgeable("asymmetry", Reason.TURNED_AWAY.id(), 0, 60);
        AbstentionScore founded =
                score(clip(Role.POSITIVE, 3, REPS, blind), turned).silence();
        assertThat(founded.rightly()).isEqualTo(founded.said()).isPositive();

        Unjudgeable otherReason = new Unjudgeable("asymmetry", Reason.TOO_DARK.id(), 0, 60);
        assertThat(score(clip(Role.POSITIVE, 3, REPS, otherReason), turned)
                        .silence()
                        .rightly())
                .isZero();
    }

    @Test
    void aVerdictWhereTheCameraCannotSupportOneIsTold() {
        Unjudgeable blind = new Unjudgeable("fast-descent", Reason.FRAME_RATE_TOO_LOW.id(), 0, 60);
        List<LabelledRep> innocent = List.of(REPS.get(0), rep(6.4, 8.8, 8.5), REPS.get(2));
        AbstentionScore silence =
                score(clip(Role.POSITIVE, 3, innocent, blind), TRIAL).silence();
        assertThat(silence.verdictsWhereUnjudgeable()).isEqualTo(3);
        assertThat(silence.wrongVerdictsWhereUnjudgeable()).isOne();
    }

    @Test
    void faultsWithoutARuleAreCountedAsPutIn() {
        Score score = score(clip(Role.POSITIVE, 3, REPS), TRIAL);
        assertThat(score.faults().getOrDefault("held-breath", new FaultScore()).injectedFaults())
                .isOne();
        Scoreboard board = new Scoreboard();
        board.add(clip(Role.POSITIVE, 3, REPS), TRIAL);
        assertThat(ScoreTable.lines(board)).anyMatch(line -> line.contains("no rule"));
        assertThat(ScoreJson.text(board)).contains("\"injected\" : 1").doesNotContain("NaN");
    }

    @Test
    void theFloorRisesAndDoesNotFall() throws LabelException {
        Scoreboard good = new Scoreboard();
        good.add(clip(Role.POSITIVE, 3, REPS), TRIAL);
        Floor floor = Floor.none().raised(good.scores());
        assertThat(floor.fallen(good.scores())).isEmpty();

        Scoreboard bad = new Scoreboard();
        bad.add(clip(Role.POSITIVE, 5, REPS), TRIAL);
        assertThat(floor.fallen(bad.scores()))
                .anyMatch(line -> line.startsWith("validation/count/valid/exactAccuracy"));
        Floor again = Floor.read("floor.json", floor.raised(bad.scores()).text());
        assertThat(again.text()).isEqualTo(floor.text());
        assertThat(again.fallen(new Scoreboard().scores()))
                .hasSameSizeAs(floor.fallen(new Scoreboard().scores()))
                .allMatch(line -> line.endsWith("no longer measured"));
    }
}

package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.MotionTracker;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PostureTest {
    private static final formcheck.testkit.Posture REST = formcheck.testkit.Posture.arms(15);

    /** One repetition in whose frames measures of posture are as they are put there. */
    private static Rep rep(UnaryOperator<Map<Measure, Observation>> posture) {
        return repAt((seconds, observations) -> posture.apply(observations));
    }

    private static Rep repAt(BiFunction<Double, Map<Measure, Observation>, Map<Measure, Observation>> posture) {
        return repAt(posture, Optional.empty());
    }

    /** @param personal by which it is judged from the first frame on, in place of the built-in exercise */
    private static Rep repAt(
            BiFunction<Double, Map<Measure, Observation>, Map<Measure, Observation>> posture,
            Optional<Exercise> personal) {
        MotionTracker motion = new MotionTracker();
        RepTracker tracker = new RepTracker(ExerciseFile.builtIn().variant());
        personal.ifPresent(tracker::judgeBy);
        List<RepEvent> events = new ArrayList<>();
        Figure.FRONTAL
                .film(Movement.from(REST)
                        .hold(1)
                        .repetition(formcheck.testkit.Posture.arms(105), 1.4, 2.6)
                        .hold(1.5))
                .forEach(frame -> {
                    BodyMeasures measures = motion.track(frame);
                    Map<Measure, Observation> observations =
                            posture.apply(measures.seconds(), new EnumMap<>(measures.observations()));
                    events.addAll(tracker.track(new BodyMeasures(
                            measures.index(), measures.at(), observations, measures.reasons(), measures.continuous())));
                });
        events.addAll(tracker.finish());
        return events.stream()
                .filter(RepEvent.RepCompleted.class::isInstance)
                .map(event -> ((RepEvent.RepCompleted) event).rep())
                .findFirst()
                .orElseThrow();
    }

    private static Rep with(Measure measure, double chance) {
        return rep(observations -> {
            observations.put(measure, new Observation.Seen(chance, 1));
            return observations;
        });
    }

    private static Rep with(Measure measure, double chance, Exercise personal) {
        return repAt(
                (seconds, observations) -> {
                    observations.put(measure, new Observation.Seen(chance, 1));
                    return observations;
                },
                Optional.of(personal));
    }

    private static Exercise proven(int right, int wrong, int shown, boolean decides) {
        ProvenVerdict told = new ProvenVerdict(Contrast.SQUEEZE, right, wrong, shown);
        return ExerciseFile.builtIn()
                .variant()
                .provenBy(Map.of(RuleKind.BLADE_SQUEEZE, new Proof(LocalDate.of(2026, 11, 30), told)), decides);
    }

    private static Check check(Rep rep, RuleKind kind) {
        return rep.checks().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFaultIsToldFromItsLimitOnAndTheOppositeLikewise() {
        assertThat(check(with(Measure.SLOUCH_PROBABILITY, 0.91), RuleKind.SLOUCH))
                .isInstanceOf(Check.Broken.class);
        assertThat(check(with(Measure.SLOUCH_PROBABILITY, 0.09), RuleKind.SLOUCH))
                .isInstanceOf(Check.Ok.class);
        assertThat(check(with(Measure.SLOUCH_PROBABILITY, 0.5), RuleKind.SLOUCH))
                .isEqualTo(new Check.NotAssessed(Reason.NOT_SURE));
    }

    @Test
    void aChanceOfWhatIsGoodIsTurnedRound() {
        Check forward = check(with(Measure.ELBOWS_BACK_PROBABILITY, 0.04), RuleKind.ELBOWS_BACK);
        assertThat(forward.found().orElseThrow().value()).isCloseTo(96, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(check(with(Measure.ELBOWS_BACK_PROBABILITY, 0.97), RuleKind.ELBOWS_BACK))
                .isInstanceOf(Check.Ok.class);
    }

    private static Check compared(Measure measure, RuleKind kind, double chance, Reason reason) {
        return check(
                rep(observations -> {
                    observations.put(measure, new Observation.Guessed(chance, reason));
                    return observations;
                }),
                kind);
    }

    @Test
    void whomNobodyAskedIsComparedWithThemselves() {
        Reason unasked = Reason.TALL_NOT_ASKED;
        assertThat(compared(Measure.SLOUCH_PROBABILITY, RuleKind.SLOUCH, 0.09, unasked))
                .isInstanceOf(Check.Unchanged.class);
        assertThat(compared(Measure.UPRIGHT_PROBABILITY, RuleKind.LEANING_BACK, 0.91, unasked))
                .isInstanceOf(Check.Unchanged.class);
        assertThat(compared(Measure.SLOUCH_PROBABILITY, RuleKind.SLOUCH, 0.11, unasked))
                .isEqualTo(new Check.NotAssessed(unasked));
        assertThat(compared(Measure.SLOUCH_PROBABILITY, RuleKind.SLOUCH, 0.01, Reason.NOT_SURE))
                .isEqualTo(new Check.NotAssessed(Reason.NOT_SURE));
    }

    @Test
    void framesThatWereLeftOpenSpeakAgainstBeingUnchanged() {
        Rep rep = repAt((seconds, observations) -> {
            boolean open = (int) (seconds * 30) % 10 < 6;
            observations.put(
                    Measure.SLOUCH_PROBABILITY,
                    open
                            ? new Observation.Unseen(Reason.TALL_NOT_ASKED)
                            : new Observation.Guessed(0.02, Reason.TALL_NOT_ASKED));
            return observations;
        });
        assertThat(check(rep, RuleKind.SLOUCH)).isEqualTo(new Check.NotAssessed(Reason.TALL_NOT_ASKED));
    }

    @Test
    void manyFramesMakeNobodySurer() {
        // Every frame says 85 %: all of them together say no more.
        assertThat(check(with(Measure.SHRUG_PROBABILITY, 0.85), RuleKind.SHRUG))
                .isEqualTo(new Check.NotAssessed(Reason.NOT_SURE));
    }

    @Test
    void postureNeverDecidesWhetherARepetitionIsClean() {
        Rep slouched = with(Measure.SLOUCH_PROBABILITY, 0.99);
        assertThat(slouched.faults()).hasSize(1);
        assertThat(slouched.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(with(Measure.SLOUCH_PROBABILITY, 0.5).verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void aProvenVerdictDecidesWhatIsCleanOnlyWhereThePersonTurnedThatOn() {
        double loose = 0.02;
        assertThat(with(Measure.BLADE_SQUEEZE_PROBABILITY, loose, proven(6, 0, 6, false))
                        .verdict())
                .isEqualTo(Verdict.CLEAN);
        Rep unclean = with(Measure.BLADE_SQUEEZE_PROBABILITY, loose, proven(6, 0, 6, true));
        assertThat(unclean.verdict()).isEqualTo(Verdict.VALID);
        assertThat(unclean.isUncleanByProof()).isTrue();
        // too little of a proof, another verdict, and one that was not judged surely enough, decide nothing
        assertThat(with(Measure.BLADE_SQUEEZE_PROBABILITY, loose, proven(4, 0, 4, true))
                        .verdict())
                .isEqualTo(Verdict.CLEAN);
        assertThat(with(Measure.SLOUCH_PROBABILITY, 0.99, proven(6, 0, 6, true)).verdict())
                .isEqualTo(Verdict.CLEAN);
        Rep unsure = with(Measure.BLADE_SQUEEZE_PROBABILITY, 0.5, proven(6, 0, 6, true));
        assertThat(unsure.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(unsure.isUncleanByProof()).isFalse();
        assertThat(with(Measure.BLADE_SQUEEZE_PROBABILITY, 0.98, proven(6, 0, 6, true))
                        .verdict())
                .isEqualTo(Verdict.CLEAN);
    }

    @Test
    void whatWasToldWronglyOfThisPersonIsNotTold() {
        Rep rep = with(Measure.BLADE_SQUEEZE_PROBABILITY, 0.02, proven(2, 4, 6, true));
        assertThat(check(rep, RuleKind.BLADE_SQUEEZE)).isEqualTo(new Check.NotAssessed(Reason.TOLD_WRONG));
        assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(check(with(Measure.BLADE_SQUEEZE_PROBABILITY, 0.02, proven(5, 1, 6, true)), RuleKind.BLADE_SQUEEZE))
                .isInstanceOf(Check.Broken.class); // one wrong: the general figures decide
        assertThat(check(
                        repAt((at, observations) -> observations, Optional.of(proven(2, 4, 6, true))),
                        RuleKind.BLADE_SQUEEZE))
                .isInstanceOf(Check.NotApplicable.class); // nobody looked
    }

    @Test
    void whatWasProvenIsForgottenWithTheNextPersonAndCarriedToTodaysRules() {
        Exercise usual = ExerciseFile.builtIn().variant();
        Exercise personal = proven(6, 0, 6, true);
        assertThat(personal.cleanRequires()).contains(RuleKind.BLADE_SQUEEZE);
        assertThat(personal.provenBy(Map.of(), true)).isEqualTo(usual);
        assertThat(usual.provenLike(personal)).isEqualTo(personal);
        assertThat(usual.provenLike(usual)).isEqualTo(usual);
        for (Contrast contrast : Contrast.values()) {
            assertThat(RuleKind.of(contrast).contrast()).contains(contrast);
        }
    }

    @Test
    void whatWasNotWatchedIsNoQuestion() {
        assertThat(check(rep(observations -> observations), RuleKind.CHEST_OPENING))
                .isInstanceOf(Check.NotApplicable.class);
    }

    @Test
    void whatStandsInTheWayIsTold() {
        Rep turned = rep(observations -> {
            observations.put(Measure.BLADE_SQUEEZE_PROBABILITY, new Observation.Unseen(Reason.TURNED_AWAY));
            return observations;
        });
        assertThat(check(turned, RuleKind.BLADE_SQUEEZE)).isEqualTo(new Check.NotAssessed(Reason.TURNED_AWAY));
    }

    /** A verdict where so large a share of the top's frames is disputed, and the others are sure. */
    private static Check disputed(double share) {
        int[] frames = new int[1];
        return check(
                repAt((seconds, observations) -> {
                    boolean open = Math.floor(++frames[0] * share) > Math.floor((frames[0] - 1) * share);
                    observations.put(
                            Measure.SLOUCH_PROBABILITY,
                            open ? new Observation.Unseen(Reason.IMAGE_DISAGREES) : new Observation.Seen(0.95, 0.9));
                    return observations;
                }),
                RuleKind.SLOUCH);
    }

    @Test
    void whereThePictureDisagreesInMostFramesNothingIsToldForThatReason() {
        assertThat(disputed(1)).isEqualTo(new Check.NotAssessed(Reason.IMAGE_DISAGREES));
        assertThat(disputed(0.7)).isEqualTo(new Check.NotAssessed(Reason.IMAGE_DISAGREES));
        assertThat(disputed(0.2)).isInstanceOf(Check.Broken.class);
    }

    @Test
    void disputedFramesSpeakAgainstAVerdictRatherThanBeingLeftOut() {
        // Two tenths say it is not so, four tenths contradict themselves: without those the median would be sure.
        int[] frames = new int[1];
        Check check = check(
                repAt((seconds, observations) -> {
                    int n = frames[0]++ % 10;
                    observations.put(
                            Measure.SLOUCH_PROBABILITY,
                            n < 4
                                    ? new Observation.Unseen(Reason.IMAGE_DISAGREES)
                                    : new Observation.Seen(n < 6 ? 0.05 : 0.95, 0.9));
                    return observations;
                }),
                RuleKind.SLOUCH);
        assertThat(check.found()).isEmpty();
    }

    private static Rep squeezed(double from, double to, double chance) {
        return repAt((seconds, observations) -> {
            boolean together = seconds >= from && seconds <= to;
            observations.put(
                    Measure.BLADE_SQUEEZE_PROBABILITY, new Observation.Seen(together ? chance : 1 - chance, 1));
            return observations;
        });
    }

    @Test
    void aSqueezeIsTimedByTheMomentsInWhichTheBladesAreTogether() {
        Rep whole = squeezed(0, 99, 0.97);
        double from = whole.top() - 0.1;
        Rep rep = squeezed(from, from + 1.0, 0.97);
        assertThat(rep.squeeze().heldSeconds().orElseThrow()).isBetween(0.9, 1.05);
        assertThat(rep.squeeze().share()).isEmpty();
        assertThat(rep.squeeze().noShare()).contains(Reason.NOT_WATCHED);
        assertThat(whole.squeeze().heldSeconds().orElseThrow())
                .isBetween(whole.bottom() - whole.begin() - 0.1, whole.bottom() - whole.begin());
    }

    @Test
    void noSqueezeIsHeldForNoTimeAndADoubtfulOneForAnUnknownTime() {
        assertThat(squeezed(98, 99, 0.97).squeeze().heldSeconds()).hasValue(0);
        Squeeze doubtful = squeezed(0, 99, 0.8).squeeze();
        assertThat(doubtful.heldSeconds()).isEmpty();
        assertThat(doubtful.noSeconds()).contains(Reason.NOT_SURE);
    }

    @Test
    void theShareIsThatOfTheTop() {
        Rep rep = rep(observations -> {
            observations.put(Measure.BLADE_SQUEEZE_PROBABILITY, new Observation.Seen(0.99, 1));
            observations.put(Measure.BLADE_SQUEEZE_SHARE, new Observation.Guessed(0.8, Reason.NOT_SURE));
            return observations;
        });
        assertThat(rep.squeeze().share()).hasValue(0.8);
    }

    /** One repetition whose trunk tips back by so many degrees of the shrunk tilt, and comes back, in so many seconds. */
    private static Rep swung(double tilt, double seconds) {
        return swung(tilt, tilt * TrunkSwing.GAIN / TrunkSwing.GAIN_BY_JOINTS, seconds);
    }

    /** @param byJoints how far it tips as the keypoints say */
    private static Rep swung(double tilt, double byJoints, double seconds) {
        Rep still = rep(observations -> observations);
        double middle = (still.begin() + still.top()) / 2;
        return repAt((at, observations) -> {
            double share = Math.max(0, 1 - Math.abs(at - middle) / (seconds / 2));
            observations.put(
                    Measure.TRUNK_TILT, new Observation.Guessed(-tilt * Math.min(1, 2 * share), Reason.NOT_SURE));
            observations.put(
                    Measure.TRUNK_TILT_BY_JOINTS,
                    new Observation.Guessed(-byJoints * Math.min(1, 2 * share), Reason.NOT_SURE));
            return observations;
        });
    }

    @Test
    void aTrunkThatIsThrownBackOnTheWayUpIsASwing() {
        Rep rep = swung(8, 1.2);
        Fault fault = check(rep, RuleKind.TRUNK_SWING).found().orElseThrow();
        assertThat(fault.value()).isBetween(0.8 * 8 * TrunkSwing.GAIN, 8 * TrunkSwing.GAIN);
        assertThat(fault.limit().unit()).isEqualTo("degrees");
        assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN); // coached only
    }

    @Test
    void aSwingThatKeyPointsOrPictureAloneSeeIsNeitherToldNorDenied() {
        Check.NotAssessed open = new Check.NotAssessed(Reason.IMAGE_DISAGREES);
        assertThat(check(swung(8, 0.5, 1.2), RuleKind.TRUNK_SWING)).isEqualTo(open);
        assertThat(check(swung(0.5, 5, 1.2), RuleKind.TRUNK_SWING)).isEqualTo(open);
        assertThat(check(swung(0.5, 0.5, 1.2), RuleKind.TRUNK_SWING)).isInstanceOf(Check.Ok.class);
    }

    @Test
    void aTrunkThatKeepsItsTiltIsNoSwingHoweverItSits() {
        Rep leaning = rep(observations -> {
            observations.put(Measure.TRUNK_TILT, new Observation.Guessed(-9, Reason.NOT_SURE));
            observations.put(Measure.TRUNK_TILT_BY_JOINTS, new Observation.Guessed(-4, Reason.NOT_SURE));
            return observations;
        });
        assertThat(check(leaning, RuleKind.TRUNK_SWING)).isInstanceOf(Check.Ok.class);
    }

    @Test
    void oneOddFrameIsNoSwing() {
        assertThat(check(swung(20, 0.1), RuleKind.TRUNK_SWING)).isInstanceOf(Check.Ok.class);
    }

    @Test
    void aSwingIsNotJudgedWhereTheTrunkWasNotSeen() {
        Rep turned = rep(observations -> {
            observations.put(Measure.TRUNK_TILT, new Observation.Unseen(Reason.TURNED_AWAY));
            return observations;
        });
        assertThat(check(turned, RuleKind.TRUNK_SWING)).isEqualTo(new Check.NotAssessed(Reason.TURNED_AWAY));
        assertThat(check(rep(observations -> observations), RuleKind.TRUNK_SWING))
                .isInstanceOf(Check.NotApplicable.class);
    }
}

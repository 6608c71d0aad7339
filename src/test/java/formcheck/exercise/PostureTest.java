package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.MotionTracker;
import formcheck.motion.Reason;
import formcheck.motion.Sight;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PostureTest {
    private static final formcheck.testkit.Posture REST = formcheck.testkit.Posture.arms(15);

    /** One repetition in whose frames measures of posture are as they are put there. */
    private static Rep rep(UnaryOperator<Map<Measure, Sight>> posture) {
        MotionTracker motion = new MotionTracker();
        RepTracker tracker = new RepTracker(ExerciseFile.builtIn().variant());
        List<RepEvent> events = new ArrayList<>();
        Figure.FRONTAL
                .film(Movement.from(REST)
                        .hold(1)
                        .repetition(formcheck.testkit.Posture.arms(105), 1.4, 2.6)
                        .hold(1.5))
                .forEach(frame -> {
                    BodyMeasures measures = motion.track(frame);
                    Map<Measure, Sight> sights = posture.apply(new EnumMap<>(measures.sights()));
                    events.addAll(tracker.track(new BodyMeasures(
                            measures.index(), measures.at(), sights, measures.impediments(), measures.continuous())));
                });
        events.addAll(tracker.finish());
        return events.stream()
                .filter(RepEvent.RepCompleted.class::isInstance)
                .map(event -> ((RepEvent.RepCompleted) event).rep())
                .findFirst()
                .orElseThrow();
    }

    private static Rep with(Measure measure, double chance) {
        return rep(sights -> {
            sights.put(measure, new Sight.Seen(chance, 1));
            return sights;
        });
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
        assertThat(check(with(Measure.SLOUCH_CHANCE, 0.91), RuleKind.SLOUCH)).isInstanceOf(Check.Broken.class);
        assertThat(check(with(Measure.SLOUCH_CHANCE, 0.09), RuleKind.SLOUCH)).isInstanceOf(Check.Ok.class);
        assertThat(check(with(Measure.SLOUCH_CHANCE, 0.5), RuleKind.SLOUCH))
                .isEqualTo(new Check.Unjudged(Reason.NOT_SURE));
    }

    @Test
    void aChanceOfWhatIsGoodIsTurnedRound() {
        Check forward = check(with(Measure.ELBOWS_BACK_CHANCE, 0.04), RuleKind.ELBOWS_BACK);
        assertThat(forward.found().orElseThrow().value()).isCloseTo(96, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(check(with(Measure.ELBOWS_BACK_CHANCE, 0.97), RuleKind.ELBOWS_BACK))
                .isInstanceOf(Check.Ok.class);
    }

    @Test
    void manyFramesMakeNobodySurer() {
        // Every frame says 85 %: all of them together say no more.
        assertThat(check(with(Measure.SHRUG_CHANCE, 0.85), RuleKind.SHRUG))
                .isEqualTo(new Check.Unjudged(Reason.NOT_SURE));
    }

    @Test
    void postureNeverDecidesWhetherARepetitionIsClean() {
        Rep slouched = with(Measure.SLOUCH_CHANCE, 0.99);
        assertThat(slouched.faults()).hasSize(1);
        assertThat(slouched.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(with(Measure.SLOUCH_CHANCE, 0.5).verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void whatWasNotWatchedIsNoQuestion() {
        assertThat(check(rep(sights -> sights), RuleKind.CHEST_OPENING)).isInstanceOf(Check.NotApplicable.class);
    }

    @Test
    void whatStandsInTheWayIsTold() {
        Rep turned = rep(sights -> {
            sights.put(Measure.BLADE_SQUEEZE_CHANCE, new Sight.Unseen(Reason.TURNED_AWAY));
            return sights;
        });
        assertThat(check(turned, RuleKind.BLADE_SQUEEZE)).isEqualTo(new Check.Unjudged(Reason.TURNED_AWAY));
    }
}

package formcheck.coach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SetAdviceTest {

    static Rep rep(double down, Verdict verdict, RuleKind... broken) {
        return rep(ExerciseFile.builtIn().variant(), down, verdict, broken);
    }

    static Rep rep(Exercise exercise, double down, Verdict verdict, RuleKind... broken) {
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            boolean fault = Arrays.asList(broken).contains(rule.kind());
            checks.put(
                    rule,
                    fault
                            ? new Check.Broken(
                                    new Fault(rule, BodySide.BOTH, 0, 1, OptionalDouble.empty(), 1, rule.limit()))
                            : new Check.Ok());
        }
        return new Rep(
                1,
                1,
                OptionalDouble.of(0),
                1,
                1.5,
                1.5 + down,
                Map.of(Side.LEFT, 100.0, Side.RIGHT, 100.0),
                Map.of(Side.LEFT, 20.0, Side.RIGHT, 20.0),
                OptionalDouble.of(80),
                OptionalDouble.of(60),
                verdict,
                checks,
                Squeeze.notAssessed(Reason.NOT_WATCHED));
    }

    private List<Rep> clean(double... downs) {
        List<Rep> reps = new ArrayList<>();
        for (double down : downs) {
            reps.add(rep(down, Verdict.CLEAN));
        }
        return reps;
    }

    @Test
    void namesTheFaultThatMostRepetitionsAreRememberedBy() {
        SetAdvice advice = SetAdvice.of(List.of(
                rep(3, Verdict.CLEAN),
                rep(0.5, Verdict.VALID, RuleKind.FAST_DESCENT, RuleKind.ELBOW_HEIGHT),
                rep(2.5, Verdict.ATTEMPTED, RuleKind.ELBOW_HEIGHT),
                rep(0.7, Verdict.VALID, RuleKind.FAST_DESCENT)));
        assertThat(advice.kind()).isEqualTo(SetAdvice.Kind.FAST);
        assertThat(advice.reps()).containsExactly(2, 4);
        assertThat(advice.seconds().orElseThrow()).isCloseTo(0.6, within(1e-9));
        assertThat(advice.rule()).contains(RuleKind.FAST_DESCENT);
    }

    @Test
    void ofFaultsAsOftenTheMoreImportantIsTold() {
        SetAdvice advice = SetAdvice.of(List.of(
                rep(2.5, Verdict.VALID, RuleKind.ASYMMETRY), rep(2.5, Verdict.ATTEMPTED, RuleKind.ELBOW_HEIGHT)));
        assertThat(advice.kind()).isEqualTo(SetAdvice.Kind.LOW);
        assertThat(advice.reps()).containsExactly(2);
    }

    @Test
    void postureAloneIsNoFaultOfTheSet() {
        SetAdvice advice = SetAdvice.of(List.of(rep(3, Verdict.CLEAN, RuleKind.SLOUCH)));
        assertThat(advice.kind()).isEqualTo(SetAdvice.Kind.CLEAN);
        assertThat(advice.rule()).isEmpty();
    }

    @Test
    void tellsTiringArmsFromAQuickSet() {
        SetAdvice tiring = SetAdvice.of(clean(3, 3, 2.8, 2.5, 2, 1.9));
        assertThat(tiring.kind()).isEqualTo(SetAdvice.Kind.TIRING);
        assertThat(tiring.first().orElseThrow()).isCloseTo(3, within(1e-9));
        assertThat(tiring.last().orElseThrow()).isCloseTo(1.95, within(1e-9));
        assertThat(SetAdvice.of(clean(2.2, 2.1, 2.2, 2.3, 2.1, 2.2)).kind()).isEqualTo(SetAdvice.Kind.QUICK);
        assertThat(SetAdvice.of(clean(3, 2.9, 3.1)).kind()).isEqualTo(SetAdvice.Kind.CLEAN);
    }

    @Test
    void whatCouldNotBeJudgedIsNotPraised() {
        assertThat(SetAdvice.of(List.of(rep(3, Verdict.CLEAN), rep(3, Verdict.NOT_ASSESSED)))
                        .kind())
                .isEqualTo(SetAdvice.Kind.NOT_ASSESSED);
        assertThat(SetAdvice.of(List.of()).kind()).isEqualTo(SetAdvice.Kind.NOTHING);
    }
}

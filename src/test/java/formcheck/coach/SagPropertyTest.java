package formcheck.coach;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is praised and what is told of sets that sag, over generated sets. */
class SagPropertyTest {
    private static final Exercise EXERCISE = ExerciseFile.builtIn().variant();
    private static final double REST = 18;

    /** A repetition as the rules judge it from its seconds of lowering and its height. */
    private static Rep rep(int index, double seconds, double top) {
        double way = top - REST;
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        boolean clean = true;
        for (FormRule rule : EXERCISE.rules()) {
            Limit limit = rule.limit();
            double value = 0;
            boolean broken = false;
            if (rule instanceof FastDescent descent) {
                limit = new Limit(descent.secondsFor(way), limit.tolerance(), limit.unit());
                value = seconds;
                broken = limit.undercutBy(seconds);
            } else if (rule.kind() == RuleKind.ELBOW_HEIGHT) {
                value = top;
                broken = limit.undercutBy(top);
            }
            clean &= !broken;
            checks.put(
                    rule,
                    broken
                            ? new Check.Broken(
                                    new Fault(rule, BodySide.BOTH, 0, 1, OptionalDouble.empty(), value, limit))
                            : new Check.Ok());
        }
        double began = 10.0 * index;
        boolean low = EXERCISE.elbowHeight().limit().undercutBy(top);
        return new Rep(
                index,
                1,
                OptionalDouble.of(began),
                began + 1.5,
                began + 2,
                began + 2 + seconds,
                Map.of(Side.LEFT, top, Side.RIGHT, top),
                Map.of(Side.LEFT, REST, Side.RIGHT, REST),
                OptionalDouble.of(way),
                OptionalDouble.of(60),
                low ? Verdict.ATTEMPTED : clean ? Verdict.CLEAN : Verdict.VALID,
                checks,
                Squeeze.notAssessed(Reason.NOT_WATCHED));
    }

    private static List<Rep> set(Random random) {
        int many = 1 + random.nextInt(20);
        double from = 1 + 3 * random.nextDouble();
        double to = random.nextBoolean() ? from : 0.8 + 3 * random.nextDouble();
        double high = 85 + 35 * random.nextDouble();
        double low = random.nextBoolean() ? high : 70 + 50 * random.nextDouble();
        double noise = random.nextInt(3) * 0.15;
        List<Rep> reps = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            double share = many == 1 ? 0 : (double) i / (many - 1);
            double seconds = from + (to - from) * share + noise * random.nextGaussian();
            reps.add(rep(
                    i + 1, Math.max(0.4, seconds), high + (low - high) * share + 5 * noise * random.nextGaussian()));
        }
        return reps;
    }

    private static List<Optional<Cue>> cues(List<Rep> reps) {
        Coach coach = new Coach();
        return reps.stream()
                .map(rep -> coach.advise(List.of(new RepEvent.RepCompleted(rep.bottom(), rep))))
                .toList();
    }

    @Test
    void praiseIsForWhatIsGoodByItsGrade() {
        Random random = new Random(5);
        int praised = 0;
        for (int run = 0; run < 4000; run++) {
            List<Rep> reps = set(random);
            List<Optional<Cue>> cues = cues(reps);
            for (int i = 0; i < reps.size(); i++) {
                boolean steady =
                        cues.get(i).filter(cue -> cue.id().equals(Cue.STEADY)).isPresent();
                if (steady) {
                    praised++;
                    assertThat(reps.subList(i - 4, i + 1))
                            .as("five in a row, run %d", run)
                            .allMatch(rep -> rep.verdict() == Verdict.CLEAN && Pace.of(rep) == Pace.CONTROLLED);
                }
                boolean corrected = cues.get(i)
                        .filter(cue -> cue.id().equals(Cue.CORRECTED))
                        .isPresent();
                if (corrected) {
                    assertThat(Pace.of(reps.get(i))).isNotIn(Pace.TOO_FAST, Pace.CLOSE_TO_LIMIT);
                }
            }
            SetAdvice advice = SetAdvice.of(reps);
            if (advice.kind() == SetAdvice.Kind.CLEAN || advice.kind() == SetAdvice.Kind.QUICK) {
                assertThat(reps).allMatch(rep -> Pace.of(rep) == Pace.CONTROLLED && rep.verdict() == Verdict.CLEAN);
                assertThat(advice.trend()).isEqualTo(SetTrend.NONE);
            }
            if (advice.kind() == SetAdvice.Kind.HURRIED) {
                assertThat(advice.reps())
                        .allMatch(number -> Pace.of(reps.get(number - 1)).isHurried());
            }
        }
        assertThat(praised).isGreaterThan(100);
    }

    @Test
    void aTrendIsToldOnlyWhereMostRepetitionsFallAndOnceUntilItRecovers() {
        Random random = new Random(6);
        int told = 0;
        for (int run = 0; run < 4000; run++) {
            List<Rep> reps = set(random);
            List<Optional<Cue>> cues = cues(reps);
            double best = Double.POSITIVE_INFINITY;
            int from = 0;
            for (int i = 0; i < reps.size(); i++) {
                double pace = Pace.secondsFor90(reps.get(i)).orElseThrow();
                best = Math.max(best, pace);
                if (cues.get(i).filter(cue -> cue.id().equals(Cue.FASTER)).isPresent()) {
                    told++;
                    assertThat(i).isGreaterThanOrEqualTo(4);
                    assertThat(best).as("it recovered in between").isGreaterThan(pace * 1.1);
                    assertThat(fallingShare(reps.subList(from, i + 1)))
                            .as("share of pairs that fall, run %d, repetition %d", run, i + 1)
                            .isGreaterThan(0.6);
                    best = pace;
                    from = i + 1;
                }
            }
        }
        assertThat(told).isGreaterThan(100);
    }

    private static double fallingShare(List<Rep> reps) {
        double[] paces = reps.stream()
                .mapToDouble(rep -> Pace.secondsFor90(rep).orElseThrow())
                .toArray();
        int pairs = 0;
        int falling = 0;
        for (int i = 0; i < paces.length; i++) {
            for (int k = i + 1; k < paces.length; k++) {
                pairs++;
                falling += paces[k] < paces[i] ? 1 : 0;
            }
        }
        return (double) falling / pairs;
    }

    /** Lowerings and tops that vary by more than the measures do, and go nowhere. */
    @Test
    void noiseAloneIsNoTrend() {
        Random random = new Random(8);
        int told = 0;
        for (int run = 0; run < 2000; run++) {
            double seconds = 2 + 2 * random.nextDouble();
            double top = 95 + 20 * random.nextDouble();
            List<Rep> reps = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                reps.add(rep(i + 1, seconds + 0.2 * random.nextGaussian(), top + 2.5 * random.nextGaussian()));
            }
            told += (int) cues(reps).stream()
                    .flatMap(Optional::stream)
                    .filter(cue -> cue.id().equals(Cue.FASTER) || cue.id().equals(Cue.LOWER))
                    .count();
        }
        assertThat(told).as("of 2000 sets").isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8, 10, 12, 15, 20})
    void aSetThatSagsFromThreeSecondsToOneIsToldWhileItHappensAndAfterwards(int many) {
        List<Rep> reps = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            double share = (double) i / (many - 1);
            reps.add(rep(i + 1, 3.0 - 1.9 * share, 116 - 32 * share));
        }
        List<String> ids =
                cues(reps).stream().flatMap(Optional::stream).map(Cue::id).toList();
        assertThat(ids).containsOnlyOnce(Cue.FASTER).doesNotContain(Cue.CORRECTED);
        int at = cues(reps).stream()
                .map(cue -> cue.map(Cue::id).orElse(""))
                .toList()
                .indexOf(Cue.FASTER);
        assertThat(at).as("before the end").isLessThan(many - 1);
        SetAdvice advice = SetAdvice.of(reps);
        assertThat(advice.kind()).isNotIn(SetAdvice.Kind.CLEAN, SetAdvice.Kind.QUICK, SetAdvice.Kind.NOT_ASSESSED);
        assertThat(advice.first().orElseThrow()).isGreaterThan(advice.last().orElseThrow() + 0.5);
        assertThat(advice.trend().height()).isPresent();
    }

    @Test
    void aSetThatStaysAsItIsHasNoTrend() {
        Random random = new Random(7);
        for (int run = 0; run < 2000; run++) {
            double seconds = 1.5 + 3 * random.nextDouble();
            double top = 90 + 30 * random.nextDouble();
            List<Rep> reps = new ArrayList<>();
            for (int i = 0; i < 4 + random.nextInt(17); i++) {
                reps.add(rep(i + 1, seconds + 0.1 * random.nextGaussian(), top + 1.5 * random.nextGaussian()));
            }
            assertThat(SetTrend.of(reps)).isEqualTo(SetTrend.NONE);
            assertThat(cues(reps))
                    .allMatch(cue -> cue.map(Cue::id)
                            .filter(id -> id.equals(Cue.FASTER) || id.equals(Cue.LOWER))
                            .isEmpty());
        }
    }
}

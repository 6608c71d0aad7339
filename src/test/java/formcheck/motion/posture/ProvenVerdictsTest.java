package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.motion.posture.ProvenVerdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProvenVerdictsTest {
    private static final int FRAMES = 12;

    private final Map<ShownPose, List<OptionalDouble>> chances = new LinkedHashMap<>();

    private static List<OptionalDouble> frames(double chance) {
        return Collections.nCopies(FRAMES, OptionalDouble.of(chance));
    }

    /** Every posture of a contrast, told rightly and surely. */
    private ProvenVerdictsTest right(Contrast contrast) {
        for (int number = 1; number <= contrast.times(); number++) {
            for (boolean good : new boolean[] {true, false}) {
                put(contrast, number, good, contrast.isYes(good) ? 0.97 : 0.03);
            }
        }
        return this;
    }

    private ProvenVerdictsTest put(Contrast contrast, int number, boolean good, double chance) {
        chances.put(new ShownPose(contrast, number, good), frames(chance));
        return this;
    }

    private ProvenVerdict of(Contrast contrast) {
        return ProvenVerdicts.of(chances, any -> 0.9).stream()
                .filter(verdict -> verdict.contrast() == contrast)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Contrast.class)
    void allToldRightlyIsAPass(Contrast contrast) {
        right(contrast);
        int shown = 2 * contrast.times();
        assertThat(of(contrast)).isEqualTo(new ProvenVerdict(contrast, shown, 0, shown));
        assertThat(of(contrast).outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @EnumSource(Contrast.class)
    void postureByPostureTheOtherWayRoundIsRefuted(Contrast contrast) {
        right(contrast);
        chances.replaceAll((pose, frames) -> frames(1 - frames.get(0).orElseThrow()));
        assertThat(of(contrast)).isEqualTo(new ProvenVerdict(contrast, 0, 2 * contrast.times(), 2 * contrast.times()));
        assertThat(of(contrast).outcome()).isEqualTo(Outcome.REFUTED);
    }

    @Test
    void oneWrongProvesNothingAndRefutesNothing() {
        right(Contrast.SQUEEZE).put(Contrast.SQUEEZE, 2, false, 0.95);
        assertThat(of(Contrast.SQUEEZE)).isEqualTo(new ProvenVerdict(Contrast.SQUEEZE, 5, 1, 6));
        assertThat(of(Contrast.SQUEEZE).outcome()).isEqualTo(Outcome.OPEN);
        put(Contrast.SQUEEZE, 3, true, 0.04);
        assertThat(of(Contrast.SQUEEZE).outcome()).isEqualTo(Outcome.REFUTED);
    }

    @Test
    void whatIsToldNeitherWayIsNeitherRightNorWrong() {
        right(Contrast.SQUEEZE).put(Contrast.SQUEEZE, 1, true, 0.7);
        assertThat(of(Contrast.SQUEEZE)).isEqualTo(new ProvenVerdict(Contrast.SQUEEZE, 5, 0, 6));
        assertThat(of(Contrast.SQUEEZE).outcome()).isEqualTo(Outcome.PASSED);
        right(Contrast.ELBOWS).put(Contrast.ELBOWS, 1, true, 0.7);
        assertThat(of(Contrast.ELBOWS).outcome()).isEqualTo(Outcome.OPEN); // 3 of 4: a coin does as well in 1 of 8
    }

    /** A verdict that always says the same is right about every other posture, and never passes. */
    @ParameterizedTest
    @EnumSource(Contrast.class)
    void alwaysSayingTheSameNeverPasses(Contrast contrast) {
        for (double always : new double[] {0, 0.5, 1}) {
            right(contrast);
            chances.replaceAll((pose, frames) -> frames(always));
            assertThat(of(contrast).outcome()).isNotEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void aRaiseThatWasNotShownIsMissingAndNotWrong() {
        right(Contrast.SQUEEZE);
        chances.keySet().removeIf(pose -> pose.number() == 3);
        assertThat(of(Contrast.SQUEEZE)).isEqualTo(new ProvenVerdict(Contrast.SQUEEZE, 4, 0, 4));
        assertThat(of(Contrast.SQUEEZE).mayDecide()).isFalse();
    }

    @Test
    void whatWasNotShownHasNoVerdict() {
        assertThat(ProvenVerdicts.of(Map.of(), any -> 0.9)).isEmpty();
        right(Contrast.SLOUCH);
        assertThat(ProvenVerdicts.of(chances, any -> 0.9))
                .extracting(ProvenVerdict::contrast)
                .containsExactly(Contrast.SLOUCH);
    }

    @Test
    void theOrderInWhichTheyWereShownSaysNothing() {
        right(Contrast.SQUEEZE).right(Contrast.ELBOWS).put(Contrast.ELBOWS, 2, false, 0.92);
        List<ProvenVerdict> told = ProvenVerdicts.of(chances, any -> 0.9);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            List<Map.Entry<ShownPose, List<OptionalDouble>>> entries = new ArrayList<>(chances.entrySet());
            Collections.shuffle(entries, random);
            Map<ShownPose, List<OptionalDouble>> shuffled = new LinkedHashMap<>();
            entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
            assertThat(ProvenVerdicts.of(shuffled, any -> 0.9)).isEqualTo(told);
        }
    }

    @Test
    void aPostureIsToldByMostOfItsFrames() {
        right(Contrast.SQUEEZE);
        List<OptionalDouble> frames = new ArrayList<>(frames(0.97));
        for (int i = 0; i < FRAMES / 2; i++) {
            frames.set(i, i % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.02));
        }
        chances.put(new ShownPose(Contrast.SQUEEZE, 1, true), frames); // half of them: no majority
        assertThat(of(Contrast.SQUEEZE).right()).isEqualTo(5);
        frames.set(0, OptionalDouble.of(0.97));
        assertThat(of(Contrast.SQUEEZE).right()).isEqualTo(6);
    }

    @Test
    void tooFewFramesTellNothing() {
        right(Contrast.SQUEEZE);
        chances.put(
                new ShownPose(Contrast.SQUEEZE, 1, true), frames(0.99).subList(0, ProvenVerdicts.FEWEST_FRAMES - 1));
        chances.put(new ShownPose(Contrast.SQUEEZE, 2, true), List.of());
        assertThat(of(Contrast.SQUEEZE)).isEqualTo(new ProvenVerdict(Contrast.SQUEEZE, 4, 0, 6));
    }

    @Test
    void itIsToldFromTheLimitOfItsOwnRule() {
        right(Contrast.SQUEEZE);
        assertThat(ProvenVerdicts.of(chances, any -> 0.98).get(0).right()).isZero();
        assertThat(ProvenVerdicts.of(chances, any -> 0.97).get(0).right()).isEqualTo(6);
    }

    /** Whoever tosses a coin for each posture passes, and decides, no oftener than is stated. */
    @Test
    void aCoinPassesNoOftenerThanIsStated() {
        Random random = new Random(3);
        int rounds = 20_000;
        int decided = 0;
        for (int round = 0; round < rounds; round++) {
            for (int number = 1; number <= 3; number++) {
                put(Contrast.SQUEEZE, number, true, random.nextBoolean() ? 0.99 : 0.01);
                put(Contrast.SQUEEZE, number, false, random.nextBoolean() ? 0.99 : 0.01);
            }
            decided += of(Contrast.SQUEEZE).mayDecide() ? 1 : 0;
        }
        assertThat(decided / (double) rounds).isCloseTo(1 / 64.0, within(0.003));
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0, 6, PASSED, true",
        "5, 0, 6, PASSED, true",
        "4, 0, 6, PASSED, false",
        "4, 0, 4, PASSED, false",
        "8, 0, 8, PASSED, true",
        "3, 0, 4, OPEN, false",
        "3, 1, 4, OPEN, false",
        "5, 1, 6, OPEN, false",
        "2, 2, 4, REFUTED, false",
        "4, 2, 6, REFUTED, false",
        "0, 0, 6, OPEN, false"
    })
    void whatFollowsFromIt(int right, int wrong, int shown, Outcome outcome, boolean decides) {
        ProvenVerdict verdict = new ProvenVerdict(Contrast.SQUEEZE, right, wrong, shown);
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.mayDecide()).isEqualTo(decides);
    }

    @Test
    void twoDaysTogetherAreMoreThanOneAndAFailureIsAlone() {
        ProvenVerdict four = new ProvenVerdict(Contrast.ELBOWS, 4, 0, 4);
        assertThat(four.after(four)).isEqualTo(new ProvenVerdict(Contrast.ELBOWS, 8, 0, 8));
        assertThat(four.after(four).mayDecide()).isTrue();
        ProvenVerdict failed = new ProvenVerdict(Contrast.ELBOWS, 3, 1, 4);
        assertThat(failed.after(four)).isEqualTo(failed);
        assertThat(four.after(failed)).isEqualTo(four);
        assertThat(four.after(new ProvenVerdict(Contrast.SLOUCH, 4, 0, 4))).isEqualTo(four);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new ProvenVerdict(Contrast.ELBOWS, 4, 1, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProvenVerdict(Contrast.ELBOWS, -1, 1, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShownPose(Contrast.ELBOWS, 0, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theScriptShowsEachContrastAsOftenAsItSaysInAboutNinetySecondsAndEitherFirst() {
        ContrastScript script = ContrastScript.USUAL;
        assertThat(script.seconds()).isBetween(80.0, 95.0);
        for (Contrast contrast : Contrast.values()) {
            List<ContrastScript.Raise> raises = script.raises().stream()
                    .filter(raise -> raise.contrast() == contrast)
                    .toList();
            assertThat(raises).hasSize(contrast.times());
            assertThat(raises.stream().map(ContrastScript.Raise::goodFirst).distinct())
                    .hasSize(2);
            assertThat(raises)
                    .allSatisfy(raise -> assertThat(raise.first().good())
                            .isNotEqualTo(raise.second().good()));
        }
    }
}

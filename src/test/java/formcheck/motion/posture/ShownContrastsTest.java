package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.posture.PostureCalibration.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each raise is judged by a calibration that leaves it out, whatever judges. */
class ShownContrastsTest {
    /** Where the mark of a sample stands among its cues: one that is no place and no size. */
    private static final int MARK = 0;

    private final ShownContrasts shown = new ShownContrasts();

    private static Sample sample(double mark) {
        double[] cues = new double[PostureCues.COUNT];
        cues[PostureCues.ELEVATION] = 1.1;
        cues[MARK] = MARK == PostureCues.ELEVATION ? 1.1 : mark;
        return new Sample(cues, Optional.empty());
    }

    private static ShownPose pose(Contrast contrast, int number, boolean good) {
        return new ShownPose(contrast, number, good);
    }

    private Map<ShownPose, boolean[]> knownWhenLeftOut() {
        Map<ShownPose, boolean[]> known = new LinkedHashMap<>();
        List<boolean[]> seen = new ArrayList<>();
        Map<ShownPose, List<OptionalDouble>> chances =
                shown.leaveOneOut(Map.of(CalibrationStep.TALL, List.of(sample(0))), (sample, calibration) -> {
                    seen.add(calibration.known(sample));
                    return Optional.empty();
                });
        int k = 0;
        for (ShownPose pose : chances.keySet()) {
            known.put(pose, seen.get(k++));
        }
        return known;
    }

    @Test
    void theOnlySqueezeIsNotComparedWithItself() {
        shown.put(pose(Contrast.SQUEEZE, 1, true), List.of(sample(1)));
        shown.put(pose(Contrast.SQUEEZE, 1, false), List.of(sample(2)));
        shown.put(pose(Contrast.ELBOWS, 1, false), List.of(sample(3)));
        Map<ShownPose, boolean[]> known = knownWhenLeftOut();
        assertThat(known.get(pose(Contrast.SQUEEZE, 1, true))).containsExactly(true, false, true, false);
        assertThat(known.get(pose(Contrast.SQUEEZE, 1, false))).containsExactly(true, false, true, false);
        assertThat(known.get(pose(Contrast.ELBOWS, 1, false))).containsExactly(true, true, false, false);
    }

    @Test
    void theOtherRaisesCalibrate() {
        for (int number = 1; number <= 2; number++) {
            shown.put(pose(Contrast.SQUEEZE, number, true), List.of(sample(number)));
            shown.put(pose(Contrast.SQUEEZE, number, false), List.of(sample(-number)));
            shown.put(pose(Contrast.ELBOWS, number, true), List.of(sample(10 + number)));
            shown.put(pose(Contrast.ELBOWS, number, false), List.of(sample(20 + number)));
            shown.put(pose(Contrast.SLOUCH, number, true), List.of(sample(30 + number)));
            shown.put(pose(Contrast.SLOUCH, number, false), List.of(sample(40 + number)));
        }
        assertThat(knownWhenLeftOut().values())
                .hasSize(12)
                .allSatisfy(known -> assertThat(known).containsExactly(true, true, true, false));
        assertThat(shown.samples(CalibrationStep.MAX_RETRACTION)).hasSize(2);
        assertThat(shown.samples(CalibrationStep.FORWARD)).hasSize(2);
        assertThat(shown.samples(CalibrationStep.TALL))
                .isEmpty(); // with raised arms nobody is compared with sitting still
    }

    @Test
    void whatIsLeftOutDoesNotMoveTheCalibrationByWhichItIsJudged() {
        for (int number = 1; number <= 3; number++) {
            shown.put(pose(Contrast.SQUEEZE, number, true), List.of(sample(0.1 * number)));
        }
        List<Double> before = comparedWithMost();
        shown.put(pose(Contrast.SQUEEZE, 2, true), List.of(sample(0.1 * 2), sample(77)));
        List<Double> after = comparedWithMost();
        assertThat(after.get(1)).isEqualTo(before.get(1)); // the first frame of the second raise
        assertThat(after.get(0)).isNotEqualTo(before.get(0));
    }

    /** The mark of each frame against that of the squeeze by which it is judged. */
    private List<Double> comparedWithMost() {
        List<Double> compared = new ArrayList<>();
        shown.leaveOneOut(Map.of(), (sample, calibration) -> {
            compared.add(calibration.compareCues(sample)[PostureCues.FREE + PostureCues.COUNT + MARK]);
            return Optional.empty();
        });
        return compared;
    }

    @Test
    void aFrameThatSaysNothingIsCountedAsThat() {
        shown.put(pose(Contrast.SLOUCH, 1, true), List.of(sample(1), sample(2)));
        Map<ShownPose, List<OptionalDouble>> chances = shown.leaveOneOut(
                Map.of(),
                (sample, calibration) -> sample.cues()[MARK] > 1.5
                        ? Optional.of(new PostureReading(
                                Map.of(),
                                Map.of(),
                                Map.of("slouch", 0.2),
                                Set.of(),
                                Set.of(),
                                Map.of(),
                                OptionalDouble.empty()))
                        : Optional.empty());
        assertThat(chances.get(pose(Contrast.SLOUCH, 1, true)))
                .containsExactly(OptionalDouble.empty(), OptionalDouble.of(0.2));
    }
}

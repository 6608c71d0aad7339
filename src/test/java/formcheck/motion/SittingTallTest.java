package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.posture.CalibrationStep;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which frames stand for sitting tall where nobody was asked to. */
class SittingTallTest {
    private static final Posture REST = Posture.arms(15);
    private static final Posture TOP = Posture.arms(105);
    private static final Posture W = Posture.arms(58);

    /** What was found in a film, in its order. */
    private static List<SittingTall.Found> found(Movement movement) {
        return found(Figure.FRONTAL.film(movement), new SittingTall(), new MotionTracker());
    }

    private static List<SittingTall.Found> found(List<PoseFrame> film, SittingTall tall, MotionTracker motion) {
        List<SittingTall.Found> found = new ArrayList<>();
        film.forEach(frame -> tall.see(frame, motion.track(frame)).ifPresent(found::add));
        return found;
    }

    private static List<PoseFrame> last(List<SittingTall.Found> found) {
        return found.get(found.size() - 1).frames();
    }

    @Test
    void shortRestsBetweenRepetitionsAreEnough() {
        Movement set = Movement.from(TOP)
                .to(REST, 1.5)
                .hold(0.4)
                .to(TOP, 1.5)
                .to(REST, 1.5)
                .hold(0.4)
                .to(TOP, 1.5);
        List<SittingTall.Found> found = found(set);
        assertThat(found).isNotEmpty().allMatch(one -> one.step() == CalibrationStep.RESTS);
        assertThat(last(found)).hasSizeBetween(2, SittingTall.Parameters.DEFAULT.most());
    }

    @Test
    void everyFrameThatIsKeptHasBothArmsDownSlowAndSeen() {
        Random random = new Random(5);
        SittingTall.Parameters limits = SittingTall.Parameters.DEFAULT;
        for (int run = 0; run < 40; run++) {
            Movement movement = Movement.from(random.nextBoolean() ? REST : TOP);
            for (int rep = 0; rep < 4; rep++) {
                movement = movement.to(Posture.arms(60 + 60 * random.nextDouble()), 0.4 + 2 * random.nextDouble())
                        .to(
                                Posture.arms(10 + 60 * random.nextDouble(), 10 + 60 * random.nextDouble()),
                                0.4 + 2 * random.nextDouble())
                        .hold(random.nextDouble());
            }
            MotionTracker motion = new MotionTracker();
            SittingTall tall = new SittingTall();
            Map<Long, BodyMeasures> seen = new java.util.HashMap<>();
            for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
                BodyMeasures measures = motion.track(frame);
                seen.put(frame.index(), measures);
                tall.see(frame, measures)
                        .filter(one -> one.step() == CalibrationStep.RESTS)
                        .ifPresent(one -> {
                            assertThat(one.frames()).hasSizeLessThanOrEqualTo(limits.most());
                            for (PoseFrame kept : one.frames()) {
                                BodyMeasures then = java.util.Objects.requireNonNull(seen.get(kept.index()));
                                for (Side side : Side.values()) {
                                    assertThat(then.seen(Measure.elevation(side))
                                                    .orElseThrow())
                                            .isLessThanOrEqualTo(limits.armsDown());
                                    assertThat(Math.abs(then.followed(Measure.elevationSpeed(side))
                                                    .orElseThrow()))
                                            .isLessThanOrEqualTo(limits.slow());
                                }
                            }
                        });
            }
        }
    }

    @Test
    void armsThatSinkToAWOnlyAreNoRest() {
        assertThat(found(Movement.from(W).hold(1).repetitions(3, TOP, 1.2, 1.5).hold(1)))
                .filteredOn(one -> one.step() == CalibrationStep.RESTS)
                .isEmpty();
    }

    @Test
    void aRestOfOneArmIsNone() {
        assertThat(found(Movement.from(TOP)
                        .to(Posture.arms(15, 80), 1.5)
                        .hold(1.5)
                        .to(TOP, 1.5)))
                .isEmpty();
    }

    @Test
    void armsThatSwingThroughAreNoRest() {
        assertThat(found(Movement.from(TOP)
                        .to(REST, 0.35)
                        .to(TOP, 0.35)
                        .to(REST, 0.35)
                        .to(TOP, 0.35)))
                .isEmpty();
    }

    @Test
    void aRestInWhichSomethingIsInTheWayIsNone() {
        for (Reason reason : Reason.values()) {
            boolean harmless = Set.of(
                            Reason.HIPS_OUTSIDE,
                            Reason.CAMERA_TOO_HIGH,
                            Reason.CAMERA_TOO_LOW,
                            Reason.FRAME_RATE_TOO_LOW)
                    .contains(reason);
            MotionTracker motion = new MotionTracker();
            SittingTall tall = new SittingTall();
            List<SittingTall.Found> found = new ArrayList<>();
            for (PoseFrame frame : Figure.FRONTAL.film(
                    Movement.from(TOP).to(REST, 1.5).hold(0.5).to(TOP, 1.5))) {
                BodyMeasures is = motion.track(frame);
                EnumSet<Reason> reasons = EnumSet.of(reason);
                tall.see(
                                frame,
                                new BodyMeasures(
                                        is.index(),
                                        is.at(),
                                        new EnumMap<>(is.observations()),
                                        reasons,
                                        is.continuous()))
                        .filter(one -> one.step() == CalibrationStep.RESTS)
                        .ifPresent(found::add);
            }
            assertThat(found.isEmpty()).as(reason.id()).isNotEqualTo(harmless);
        }
    }

    @Test
    void theLowestArmsOfAllRestsAreKeptInWhateverOrderTheyCome() {
        double[][] orders = {{40, 30, 20, 12}, {12, 20, 30, 40}, {30, 12, 40, 20}};
        for (double[] order : orders) {
            Movement set = Movement.from(TOP);
            for (double rest : order) {
                set = set.to(Posture.arms(rest), 1.5).hold(0.5).to(TOP, 1.5);
            }
            MotionTracker motion = new MotionTracker();
            List<PoseFrame> kept = last(found(Figure.FRONTAL.film(set), new SittingTall(), motion));
            List<Double> elevations = elevations(set, kept);
            assertThat(elevations).hasSize(SittingTall.Parameters.DEFAULT.most());
            assertThat(elevations).filteredOn(degrees -> degrees < 17).hasSize(3);
            assertThat(elevations).filteredOn(degrees -> degrees > 34).isEmpty();
        }
    }

    private static List<Double> elevations(Movement movement, List<PoseFrame> frames) {
        return frames.stream()
                .map(frame -> movement.at(frame.seconds()).left())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Test
    void aSpellOfStillnessIsMoreThanRests() {
        List<SittingTall.Found> found = found(Movement.from(TOP)
                .to(REST, 1.5)
                .hold(0.5)
                .to(TOP, 1.5)
                .to(REST, 1.5)
                .hold(3));
        assertThat(found.get(0).step()).isEqualTo(CalibrationStep.RESTS);
        SittingTall.Found stillness = found.get(found.size() - 1);
        assertThat(stillness.step()).isEqualTo(CalibrationStep.STILL);
        double until = stillness.frames().get(stillness.frames().size() - 1).seconds();
        assertThat(stillness.frames())
                .hasSizeGreaterThan(3)
                .allMatch(frame -> until - frame.seconds() <= SittingTall.Parameters.DEFAULT.still());
        assertThat(found(Movement.from(REST).hold(0.8).to(TOP, 1)))
                .allMatch(one -> one.step() == CalibrationStep.RESTS);
    }

    @Test
    void restsInAnotherPlaceAreNotMixed() {
        Posture there = REST.aside(0.5);
        Movement set = Movement.from(TOP)
                .to(REST, 1.5)
                .hold(0.5)
                .to(TOP, 1.5)
                .to(TOP.aside(0.5), 1.5)
                .to(there, 1.5)
                .hold(0.5)
                .to(TOP.aside(0.5), 1.5);
        List<PoseFrame> kept = last(found(set));
        assertThat(kept).isNotEmpty().allMatch(frame -> set.at(frame.seconds()).aside() > 0.45);
    }

    @Test
    void lowArmsStandInWhereTheyNeverHang() {
        Movement set = Movement.from(W).hold(0.3).repetitions(3, TOP, 1.2, 1.5).hold(0.3);
        MotionTracker motion = new MotionTracker();
        SittingTall tall = new SittingTall();
        int times = 0;
        for (PoseFrame frame : Figure.FRONTAL.film(set)) {
            Optional<SittingTall.Found> found = tall.see(frame, motion.track(frame));
            if (found.isPresent()) {
                times++;
                assertThat(found.get().step()).isEqualTo(CalibrationStep.LOW_ARMS);
                assertThat(found.get().frames())
                        .hasSizeBetween(1, 6)
                        .allMatch(kept -> kept.seconds() < frame.seconds());
                double highest = elevations(set, found.get().frames()).stream()
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                assertThat(highest).isLessThan(66);
                assertThat(set.at(frame.seconds()).left())
                        .as("risen from there")
                        .isGreaterThan(highest + 15);
            }
        }
        assertThat(times).as("once a repetition").isEqualTo(3);
    }

    @Test
    void lowArmsAreOnlyThoseOfBothSidesSlowAndBelowTheTop() {
        assertThat(found(Movement.from(TOP)
                        .to(Posture.arms(70, 100), 1.5)
                        .hold(0.5)
                        .to(TOP, 1.5)))
                .as("one arm")
                .isEmpty();
        assertThat(found(Movement.from(TOP).to(Posture.arms(95), 1.5).hold(0.5).to(Posture.arms(140), 1.5)))
                .as("not low")
                .isEmpty();
    }

    @Test
    void whereRestsAreKnownLowArmsAreNotAskedFor() {
        assertThat(found(Movement.from(TOP)
                        .to(REST, 1.5)
                        .hold(0.5)
                        .to(TOP, 1.5)
                        .to(W, 1.5)
                        .hold(0.5)
                        .to(TOP, 1.5)))
                .isNotEmpty()
                .allMatch(one -> one.step() == CalibrationStep.RESTS);
    }

    @Test
    void lowArmsInAnotherPlaceAreNotMixed() {
        Movement set = Movement.from(W)
                .hold(0.3)
                .to(TOP, 1.5)
                .to(TOP.aside(0.5), 1.5)
                .to(W.aside(0.5), 1.5)
                .hold(0.3)
                .to(TOP.aside(0.5), 1.5);
        assertThat(last(found(set)))
                .isNotEmpty()
                .allMatch(frame -> set.at(frame.seconds()).aside() > 0.45);
    }
}

package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.BodyMeasures;
import formcheck.motion.MotionTracker;
import formcheck.motion.SittingTall;
import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.BridgedPoses;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelException;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.testkit.Estimators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of posture in samples, whose people do as their names say; by their stillness and by short rests alone. */
@Tag("long")
class PostureOnSamplesIT {
    private static final Exercise EXERCISE = ExerciseFile.builtIn().variant();

    /** Longer than any sample: nothing but rests is found. */
    private static final double NEVER = 1e6;

    private static void play(DjlPoseEstimator estimator, String sample, Consumer<PoseFrame> each)
            throws CaptureException {
        try (PoseSource source = new BridgedPoses(
                SourceSpec.parse(Path.of("samples", sample + ".mp4").toString()).open(CaptureLimits.DEFAULT),
                estimator)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                each.accept(frame.get());
            }
        }
    }

    private static List<Rep> judged(DjlPoseEstimator estimator, String sample, FormPipeline pipeline)
            throws CaptureException {
        List<FrameResult> results = new ArrayList<>();
        play(estimator, sample, frame -> results.add(pipeline.process(frame)));
        return results.stream()
                .flatMap(result -> result.events().stream())
                .filter(formcheck.exercise.RepEvent.RepCompleted.class::isInstance)
                .map(event -> ((formcheck.exercise.RepEvent.RepCompleted) event).rep())
                .toList();
    }

    /** As a recording of which nothing is known but its rests. */
    private static List<Rep> byRests(DjlPoseEstimator estimator, String sample)
            throws CaptureException, ModelException {
        SittingTall.Parameters usual = SittingTall.Parameters.DEFAULT;
        SittingTall rests = new SittingTall(new SittingTall.Parameters(
                NEVER,
                usual.rest(),
                usual.armsDown(),
                usual.slow(),
                usual.elsewhere(),
                usual.gap(),
                usual.every(),
                usual.mostOfOne(),
                usual.most()));
        MotionTracker motion = new MotionTracker();
        PostureTracker tracker = PostureTracker.of(estimator).orElseThrow();
        play(estimator, sample, frame -> {
            BodyMeasures measures = motion.track(frame);
            rests.see(frame, measures).ifPresent(found -> tracker.calibrate(found.step(), found.frames()));
        });
        assertThat(tracker.has(CalibrationStep.RESTS)).isTrue();
        return judged(estimator, sample, new FormPipeline(EXERCISE, Optional.of(tracker)));
    }

    /** As a recording of which someone says that the person sat tall first, as these do. */
    private static List<Rep> asked(DjlPoseEstimator estimator, String sample) throws CaptureException, ModelException {
        return judged(estimator, sample, FormPipeline.ofRecording(EXERCISE, PostureTracker.of(estimator), true));
    }

    private static Check check(Rep rep, RuleKind kind) {
        return rep.checks().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Elbows 11 to 15 degrees back in every repetition. */
    @Test
    void elbowsThatAreBackAreNeverCalledForward() throws CaptureException, ModelException {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> still =
                    judged(estimator, "one-arm-low", FormPipeline.ofRecording(EXERCISE, PostureTracker.of(estimator)));
            List<Rep> rests = byRests(estimator, "one-arm-low");
            assertThat(still).hasSize(6);
            assertThat(rests).hasSize(6);
            for (Rep rep : rests) {
                told(rep);
            }
            for (Rep rep : still) {
                told(rep);
            }
            List<Rep> asked = asked(estimator, "one-arm-low");
            for (Rep rep : asked) {
                noFaultOfPosture(rep);
            }
            assertThat(asked)
                    .as("low shoulders, told of all but one")
                    .filteredOn(rep -> check(rep, RuleKind.SHRUG) instanceof Check.Ok)
                    .hasSizeGreaterThanOrEqualTo(5);
        }
    }

    /** Slouched in the second and third repetition; a fault needs someone who says that the person sat tall first. */
    @Test
    void slouchIsAFaultOnlyOfWhoWasAskedToSitTall() throws CaptureException, ModelException {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> asked = asked(estimator, "slouch-head-forward");
            List<Rep> unasked = judged(
                    estimator, "slouch-head-forward", FormPipeline.ofRecording(EXERCISE, PostureTracker.of(estimator)));
            assertThat(asked).hasSize(6);
            assertThat(asked.subList(1, 3))
                    .anyMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Broken)
                    .noneMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Ok);
            assertThat(asked.subList(3, 6))
                    .anyMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Ok)
                    .noneMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Broken);
            assertThat(unasked).hasSize(6).noneMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Broken);
            assertThat(unasked).noneMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Ok);
            assertThat(unasked.subList(1, 3)).noneMatch(rep -> check(rep, RuleKind.SLOUCH) instanceof Check.Unchanged);
        }
    }

    /** A good one's verdicts: whatever is told is good, and nothing that nobody can know. */
    private static void told(Rep rep) {
        noFaultOfPosture(rep);
        for (RuleKind kind : List.of(RuleKind.SLOUCH, RuleKind.HEAD_FORWARD, RuleKind.LEANING_BACK)) {
            assertThat(check(rep, kind)).as(kind.id()).isNotInstanceOf(Check.Ok.class);
        }
    }

    private static void noFaultOfPosture(Rep rep) {
        for (RuleKind kind : RuleKind.values()) {
            if (!kind.leads()) {
                assertThat(check(rep, kind).found()).as(kind.id()).isEmpty();
            }
        }
    }

    /** Shoulders pulled up in the second to the fourth repetition. */
    @Test
    void whatIsToldFromRestsIsNeverTheOppositeOfWhatIsTrue() throws CaptureException, ModelException {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> reps = byRests(estimator, "shrugging");
            assertThat(reps).hasSize(5);
            for (int k = 0; k < reps.size(); k++) {
                boolean shrugged = k > 0 && k < 4;
                assertThat(check(reps.get(k), RuleKind.SHRUG))
                        .as("repetition %d", k + 1)
                        .isNotInstanceOf(shrugged ? Check.Ok.class : Check.Broken.class);
            }
            assertThat(asked(estimator, "shrugging").subList(1, 4))
                    .anyMatch(rep -> check(rep, RuleKind.SHRUG) instanceof Check.Broken);
        }
    }

    /** The camera looks up by 20 degrees, about the limit from which it is noticed; the elbows are 16 to 18 degrees back. */
    @Test
    void aCameraThatLooksUpMakesNoFaultOfGoodPosture() throws CaptureException, ModelException {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> reps =
                    judged(estimator, "camera-low", FormPipeline.ofRecording(EXERCISE, PostureTracker.of(estimator)));
            assertThat(reps).hasSize(4);
            for (Rep rep : reps) {
                for (RuleKind kind : RuleKind.values()) {
                    assertThat(check(rep, kind).found()).as(kind.id()).isEmpty();
                }
            }
            assertThat(reps.subList(1, 4)).anyMatch(rep -> check(rep, RuleKind.ELBOWS_BACK) instanceof Check.Ok);
        }
    }

    /** The trunk is thrown back by 10 to 18 degrees in the second to the fourth repetition. */
    @Test
    void aTrunkThatSwingsIsNeverCalledStill() throws CaptureException, ModelException {
        try (DjlPoseEstimator estimator = Estimators.open("full")) {
            List<Rep> reps =
                    judged(estimator, "swinging", FormPipeline.ofRecording(EXERCISE, PostureTracker.of(estimator)));
            assertThat(reps).hasSize(5);
            assertThat(reps.subList(1, 4)).noneMatch(rep -> check(rep, RuleKind.TRUNK_SWING) instanceof Check.Ok);
        }
    }
}

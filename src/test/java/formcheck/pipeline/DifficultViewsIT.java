package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Asymmetry;
import formcheck.exercise.HalfRepetition;
import formcheck.exercise.RepEvent;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.pose.BridgedPoses;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Estimators;
import formcheck.testkit.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real people whom the camera sees badly: at an angle, from the side, with a helper's arms or weights before the elbows. */
class DifficultViewsIT {

    private static Watched watch(String clip, boolean mirrored) throws Exception {
        List<PoseFrame> poses = new ArrayList<>();
        try (DjlPoseEstimator estimator = Estimators.open("full");
                FrameSource frames =
                        SourceSpec.parse(BesideProject.file(clip).toString()).open(CaptureLimits.DEFAULT);
                BridgedPoses source = new BridgedPoses(mirrored ? frames.mirrored() : frames, estimator)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                poses.add(frame.get());
            }
        }
        return Watched.of(poses);
    }

    private static List<Reason> reasons(Watched watched) {
        return watched.events(RepEvent.NotAssessedSpan.class).stream()
                .map(RepEvent.NotAssessedSpan::reason)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("long")
    void countsASetSeenAtFiftyDegreesWithOneAnswer(boolean mirrored) throws Exception {
        Watched watched = watch("clips2/q04_har_seatlateral_oblique.mp4", mirrored);
        assertThat(watched.reps()).hasSize(5).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
            assertThat(rep.faults()).isEmpty();
        });
        assertThat(reasons(watched)).isNotEmpty().containsOnly(Reason.ASLANT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsNothingFromTheSide(boolean mirrored) throws Exception {
        Watched watched = watch("clips/p16_jor_seatlateral_side.mp4", mirrored);
        assertThat(watched.attempted()).isZero();
        assertThat(reasons(watched)).isNotEmpty().containsOnly(Reason.TURNED_AWAY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesAHelpersArmForNoAsymmetry(boolean mirrored) throws Exception {
        Watched watched = watch("clips2/q02_hamza_overhead_raise.mp4", mirrored);
        assertThat(watched.valid()).isEqualTo(6);
        assertThat(watched.reps())
                .allSatisfy(rep -> assertThat(rep.faults())
                        .noneSatisfy(fault -> assertThat(fault.rule()).isInstanceOf(Asymmetry.class)));
        assertThat(reasons(watched)).contains(Reason.ELBOW_IMPLAUSIBLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsRaisesWhoseElbowsAreBehindWeights(boolean mirrored) throws Exception {
        Watched watched = watch("clips2/q13_foxe_seatbentraise_front.mp4", mirrored);
        assertThat(watched.attempted()).isBetween(1, 3);
        assertThat(watched.reps()).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
            assertThat(rep.faults())
                    .noneSatisfy(fault -> assertThat(fault.rule()).isInstanceOf(Asymmetry.class))
                    .noneSatisfy(fault -> assertThat(fault.rule()).isInstanceOf(HalfRepetition.class));
        });
        assertThat(reasons(watched)).contains(Reason.ELBOWS_HIDDEN);
    }

    @Test
    void countsAPressInAnyOfItsCopies() throws Exception {
        for (boolean mirrored : new boolean[] {false, true}) {
            for (boolean everySecondFrame : new boolean[] {false, true}) {
                List<PoseFrame> poses =
                        poses("clips/p24_ksh_barbellpress_oblique.mp4", mirrored, everySecondFrame ? 2 : 1);
                Watched watched = Watched.of(poses);
                assertThat(watched.valid())
                        .as("mirrored %s, every second frame %s", mirrored, everySecondFrame)
                        .isEqualTo(1);
                assertThat(watched.reps().get(0).faults()).isEmpty();
            }
        }
    }

    /** Every nth frame, each of them looked at. */
    private static List<PoseFrame> poses(String clip, boolean mirrored, int nth) throws Exception {
        List<PoseFrame> poses = new ArrayList<>();
        try (DjlPoseEstimator estimator = Estimators.open("full");
                FrameSource source =
                        SourceSpec.parse(BesideProject.file(clip).toString()).open(CaptureLimits.DEFAULT);
                FrameSource frames = mirrored ? source.mirrored() : source) {
            int index = 0;
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                if (index++ % nth == 0) {
                    poses.add(PoseFrame.of(frame.get(), estimator.estimate(frame.get()), Optional.empty()));
                }
            }
        }
        return poses;
    }
}

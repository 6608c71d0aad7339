package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.pose.BridgedPoses;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelException;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Estimators;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the camera's height in films: other people's beside the project, and a sample with the truth. */
@Tag("long")
class CameraPitchIT {

    /** The sample's line of sight to the shoulders, by its truth: 16.5 degrees up. */
    private static final double CAMERA_LOW = 16.5;

    private static List<BodyMeasures> measures(Path film, boolean mirrored) throws CaptureException, ModelException {
        List<BodyMeasures> measures = new ArrayList<>();
        MotionTracker tracker = new MotionTracker();
        FrameSource opened = SourceSpec.parse(film.toString()).open(CaptureLimits.DEFAULT);
        try (DjlPoseEstimator estimator = Estimators.open("full");
                FrameSource frames = mirrored ? opened.mirrored() : opened;
                BridgedPoses source = new BridgedPoses(frames, estimator)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                measures.add(tracker.track(frame.get()));
            }
        }
        return measures;
    }

    /** By eye: a bowed head before a camera at chest height, a bowed head at chest height, a head on a backrest from above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "clips2/q03_az_lateral_oblique.mp4",
                "clips/p08_jinz_lateral_front.mp4",
                "clips2/q10_az_machinepress_front.mp4"
            })
    void nothingIsSaidOfTheCameraForTheSakeOfAHead(String clip) throws Exception {
        for (boolean mirrored : new boolean[] {false, true}) {
            assertThat(measures(BesideProject.file(clip), mirrored))
                    .isNotEmpty()
                    .noneMatch(frame -> frame.reasons().contains(Reason.CAMERA_TOO_LOW)
                            || frame.reasons().contains(Reason.CAMERA_TOO_HIGH));
        }
    }

    @Test
    void theSampleOfALowCameraReadsItsPitch() throws Exception {
        List<BodyMeasures> measures = measures(Path.of("samples/camera-low.mp4"), false);
        assertThat(measures.get(measures.size() - 1)
                        .followed(Measure.CAMERA_PITCH)
                        .orElseThrow())
                .isCloseTo(CAMERA_LOW, within(Measure.PITCH_ERROR));
    }
}

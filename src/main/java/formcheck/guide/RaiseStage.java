package formcheck.guide;

import formcheck.motion.posture.CalibrationStep;
import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** The person shows a calibration raise. */
final class RaiseStage extends GuideStage {
    private final CalibrationStep step;

    private RaiseStage(Stage id, CalibrationStep step, GuideParts parts) {
        super(id, parts);
        this.step = step;
    }

    /** With the elbows as far back as they go. */
    static RaiseStage most(GuideParts parts) {
        return new RaiseStage(Stage.RAISE_MOST, CalibrationStep.MAX_RETRACTION, parts);
    }

    /** With the elbows forward. */
    static RaiseStage forward(GuideParts parts) {
        return new RaiseStage(Stage.RAISE_FORWARD, CalibrationStep.FORWARD, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        boolean over = parts.calibration()
                .raise(step, result.pose(), result.measures(), parts.clock().now());
        if (!over) {
            return STAY;
        }
        parts.sounds().add(Sound.STEP);
        return Optional.of(afterRaise());
    }

    /** Skips a raise that the person does not show: probabilities are lower without it, not wrong. */
    @Override
    Optional<Stage> pass() {
        boolean late =
                !paused() && parts.clock().inStage() >= parts.parameters().raiseTimeout();
        return late ? Optional.of(afterRaise()) : STAY;
    }

    private Stage afterRaise() {
        return step == CalibrationStep.MAX_RETRACTION ? Stage.RAISE_FORWARD : afterCalibration();
    }

    /** Skips both raises. */
    @Override
    Optional<Stage> next() {
        return Optional.of(afterCalibration());
    }

    @Override
    double progress() {
        return parts.calibration().progress();
    }
}

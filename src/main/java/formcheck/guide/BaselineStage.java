package formcheck.guide;

import formcheck.motion.Baseline;
import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** The person sits tall and still; the baseline is taken. */
final class BaselineStage extends GuideStage {
    BaselineStage(GuideParts parts) {
        super(Stage.BASELINE, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().sitTall(result.pose(), parts.clock().now());
        Optional<Baseline> taken = parts.seat().take(result.measures());
        if (taken.isEmpty()) {
            return STAY;
        }
        settle(taken.get());
        parts.calibration().takeTall();
        parts.sounds().add(Sound.STEP);
        return Optional.of(parts.calibration().raisesWanted() ? Stage.RAISE_MOST : afterCalibration());
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(parts.calibration().raisesWanted() ? Stage.RAISE_MOST : Stage.COUNTDOWN);
    }
}

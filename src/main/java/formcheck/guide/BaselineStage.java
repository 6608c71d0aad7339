package formcheck.guide;

import formcheck.motion.Baseline;
import formcheck.pipeline.FrameResult;
import java.util.Optional;

/**
 * The person sits tall and still; the baseline is taken. Ends without it once the person raises the arms, or after a timeout:
 * posture is then compared with rests between repetitions, which is less certain.
 */
final class BaselineStage extends GuideStage {
    BaselineStage(GuideParts parts) {
        super(Stage.BASELINE, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().sitTall(result.pose(), parts.clock().now());
        Optional<Baseline> taken = parts.seat().take(result.measures());
        if (taken.isEmpty()) {
            Optional<Stage> begun = begunEarly(result);
            if (begun.isPresent()) {
                parts.remarks().say(Remark.TALL_MISSED, parts.clock().now());
            }
            return begun;
        }
        settle(taken.get());
        parts.calibration().takeTall();
        parts.sounds().add(Sound.STEP);
        return Optional.of(onward());
    }

    /** Goes on without the baseline after a while in which the person could be seen and never sat still. */
    @Override
    Optional<Stage> pass() {
        boolean late =
                !paused() && parts.clock().inStage() >= parts.parameters().baselineTimeout();
        return late ? next() : STAY;
    }

    @Override
    Optional<Stage> next() {
        parts.remarks().say(Remark.TALL_MISSED, parts.clock().now());
        return Optional.of(onward());
    }

    private Stage onward() {
        return parts.calibration().raisesWanted() ? Stage.RAISE_MOST : afterCalibration();
    }

    @Override
    Optional<String> advice() {
        return parts.clock().inStage() < parts.parameters().adviseAfter()
                ? Optional.empty()
                : parts.seat().stillness();
    }

    @Override
    double secondsLeft() {
        return Math.max(0, parts.parameters().baselineTimeout() - parts.clock().inStage());
    }
}

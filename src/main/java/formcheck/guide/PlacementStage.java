package formcheck.guide;

import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** The person finds the place from which the camera sees everything. A raise begins the set at once. */
final class PlacementStage extends GuideStage {
    PlacementStage(GuideParts parts) {
        super(Stage.PLACEMENT, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.placement().see(result, parts.clock().now());
        Optional<Stage> begun = begunEarly(result);
        if (begun.isEmpty() && !parts.placement().passed()) {
            return STAY;
        }
        if (parts.placement().weak()) {
            parts.remarks().say(Remark.VIEW_WEAK, parts.clock().now());
        }
        if (parts.placement().slow()) {
            parts.remarks().sayOnce(Remark.SLOW, parts.clock().now());
        }
        if (begun.isPresent()) {
            parts.remarks().say(Remark.TALL_MISSED, parts.clock().now());
            return begun;
        }
        parts.sounds().add(Sound.STEP);
        return Optional.of(Stage.BASELINE);
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.BASELINE);
    }
}

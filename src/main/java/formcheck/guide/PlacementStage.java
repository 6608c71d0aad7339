package formcheck.guide;

import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** The person finds the place from which the camera sees everything. */
final class PlacementStage extends GuideStage {
    PlacementStage(GuideParts parts) {
        super(Stage.PLACEMENT, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.placement().see(result, parts.clock().now());
        if (!parts.placement().passed()) {
            return STAY;
        }
        parts.sounds().add(Sound.STEP);
        return Optional.of(Stage.BASELINE);
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.BASELINE);
    }
}

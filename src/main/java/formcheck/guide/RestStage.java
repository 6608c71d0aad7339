package formcheck.guide;

import formcheck.exercise.RepEvent;
import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** A set is over. After the rest the next set begins with its first raise. */
final class RestStage extends GuideStage {
    RestStage(GuideParts parts) {
        super(Stage.REST, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().watch(result.pose(), result.measures());
        renewBaseline(result.measures());
        if (parts.clock().inStage() < parts.parameters().rest()) {
            return STAY;
        }
        if (!begunByRaise(result, RepEvent.TopLeft::highEnough)) {
            return STAY;
        }
        return Optional.of(Stage.SET);
    }

    @Override
    Optional<Stage> pass() {
        double inStage = parts.clock().inStage();
        parts.sounds().rest(parts.parameters().rest() - inStage);
        return inStage >= parts.parameters().goneEnds() ? Optional.of(Stage.DONE) : STAY;
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.COUNTDOWN);
    }
}

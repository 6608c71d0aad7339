package formcheck.guide;

import formcheck.exercise.RepEvent;
import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** A set is over. After the rest the next set begins with its first raise. */
final class RestStage extends GuideStage {
    /** The raise that begins a set began at most so long before its top was left, seconds. */
    private static final double LONGEST_RAISE = 10;

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
        boolean raised =
                result.events().stream().anyMatch(event -> event instanceof RepEvent.TopLeft top && top.highEnough());
        if (!raised) {
            return STAY;
        }
        double rested = parts.clock().stageSince() + parts.parameters().rest();
        beginSet(Math.max(rested, parts.clock().now() - LONGEST_RAISE));
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

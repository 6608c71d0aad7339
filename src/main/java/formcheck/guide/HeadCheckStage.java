package formcheck.guide;

import formcheck.motion.Reason;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.pipeline.FrameResult;
import java.util.Optional;
import java.util.Set;

/** A step of the check of the head with the chair turned. */
final class HeadCheckStage extends GuideStage {
    HeadCheckStage(Stage id, GuideParts parts) {
        super(id, parts);
    }

    /** The camera may have moved, so that the person has to turn again. */
    @Override
    Optional<Stage> sourceOpened() {
        boolean holds = id() == Stage.HEAD_USUAL || id() == Stage.HEAD_TALL;
        return holds ? Optional.of(Stage.HEAD_TURN) : STAY;
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        Optional<Stage> next = parts.turnedChair()
                .see(
                        id(),
                        result.pose().pose(),
                        result.measures(),
                        parts.clock().now());
        if (parts.turnedChair().takeTick()) {
            parts.sounds().add(Sound.TICK);
        }
        if (next.isPresent()) {
            parts.sounds().add(Sound.STEP);
        }
        return next;
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.PLACEMENT);
    }

    @Override
    Set<Reason> wanted() {
        return TurnedChair.WANTED;
    }

    @Override
    Optional<String> advice() {
        return parts.turnedChair().waitsFor().map(HeadCheckReason::id);
    }

    @Override
    double progress() {
        return parts.turnedChair().progress(id(), parts.clock().now());
    }
}

package formcheck.guide;

import formcheck.pipeline.FrameResult;
import java.util.Optional;

/** The person shows contrasts, to prove verdicts. */
final class ProvingStage extends GuideStage {
    ProvingStage(GuideParts parts) {
        super(Stage.PROVE, parts);
    }

    @Override
    void enter() {
        parts.proving().begin(parts.clock().now());
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        if (renewBaseline(result.measures())) {
            parts.proving().abandon(); // what was shown before is of another place
            return Optional.of(Stage.COUNTDOWN);
        }
        boolean over = parts.proving()
                .see(result.pose(), result.measures(), paused(), parts.clock().now(), parts.sounds());
        return over ? Optional.of(Stage.PROVE_RESULT) : STAY;
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.COUNTDOWN);
    }

    @Override
    boolean soundsPause() {
        return true;
    }

    @Override
    Optional<String> advice() {
        return parts.proving().waitsFor();
    }
}

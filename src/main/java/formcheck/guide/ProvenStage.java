package formcheck.guide;

import java.util.Optional;

/** The result of the contrasts is shown. */
final class ProvenStage extends GuideStage {
    ProvenStage(GuideParts parts) {
        super(Stage.PROVE_RESULT, parts);
    }

    @Override
    Optional<Stage> pass() {
        return parts.clock().inStage() >= parts.proving().shown() ? next() : STAY;
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.COUNTDOWN);
    }
}

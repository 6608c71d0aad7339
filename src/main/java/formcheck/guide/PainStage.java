package formcheck.guide;

import java.util.Optional;

/** The person stopped because of pain. */
final class PainStage extends GuideStage {
    PainStage(GuideParts parts) {
        super(Stage.PAIN, parts);
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(Stage.DONE);
    }

    @Override
    Optional<String> pause() {
        return Optional.empty();
    }
}

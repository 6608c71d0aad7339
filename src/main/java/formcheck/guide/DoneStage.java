package formcheck.guide;

import java.util.Optional;

/** The session is over. */
final class DoneStage extends GuideStage {
    DoneStage(GuideParts parts) {
        super(Stage.DONE, parts);
    }

    @Override
    Optional<Stage> next() {
        return STAY;
    }

    @Override
    Optional<String> pause() {
        return Optional.empty();
    }
}

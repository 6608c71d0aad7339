package formcheck.guide;

import java.util.Optional;

/** The seconds before a set. The countdown begins anew while the person is not in view. */
final class CountdownStage extends GuideStage {
    CountdownStage(GuideParts parts) {
        super(Stage.COUNTDOWN, parts);
    }

    @Override
    Optional<Stage> pass() {
        double inStage = parts.clock().inStage();
        if (paused()) {
            parts.clock().beginStage();
            parts.sounds().startAnew();
            return STAY;
        }
        if (inStage >= parts.parameters().countdown()) {
            return next();
        }
        parts.sounds().countDown(inStage);
        return STAY;
    }

    @Override
    Optional<Stage> next() {
        beginSet(parts.clock().now());
        parts.sounds().add(Sound.GO);
        return Optional.of(Stage.SET);
    }

    @Override
    boolean soundsPause() {
        return true;
    }

    @Override
    double secondsLeft() {
        return Math.max(0, parts.parameters().countdown() - parts.clock().inStage());
    }
}

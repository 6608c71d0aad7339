package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.Locale;
import java.util.Optional;

/** The loads in the order in which the exercise teaches them. */
public enum LoadStep {
    BARE_HANDS,
    BAND,
    WEIGHTS;

    /** What is lighter; bare hands stay. */
    LoadStep before() {
        return this == WEIGHTS ? BAND : BARE_HANDS;
    }

    /** What is heavier; after weights come more weights. */
    LoadStep next() {
        return this == BARE_HANDS ? BAND : WEIGHTS;
    }

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was in the hands: as it was said, else as the variant has it; empty for variants of a person's own. */
    public static Optional<LoadStep> of(SessionOverview session) {
        if (session.load().kilograms().orElse(0) > 0) {
            return Optional.of(WEIGHTS);
        }
        if (session.load().band().isPresent()) {
            return Optional.of(BAND);
        }
        return switch (session.variant()) {
            case "bare-hands", "larger-range" -> Optional.of(BARE_HANDS);
            case "band" -> Optional.of(BAND);
            case "weights" -> Optional.of(WEIGHTS);
            default -> Optional.empty();
        };
    }
}

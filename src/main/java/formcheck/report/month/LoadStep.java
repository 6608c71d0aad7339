package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.Locale;
import java.util.Optional;

/** The loads, in the order in which the exercise progresses. */
public enum LoadStep {
    BARE_HANDS,
    BAND,
    WEIGHTS;

    /** Returns the next lighter step; bare hands stay bare hands. */
    LoadStep before() {
        return this == WEIGHTS ? BAND : BARE_HANDS;
    }

    /** Returns the next heavier step; weights stay weights. */
    LoadStep next() {
        return this == BARE_HANDS ? BAND : WEIGHTS;
    }

    /** Returns the name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the step of a session: by its load, else by its variant; empty for a person's own variants. */
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

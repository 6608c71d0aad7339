package formcheck.motion;

import java.util.Optional;
import java.util.OptionalDouble;

/** A measure as it was seen, or the reason why it was not. */
public sealed interface Observation {

    /**
     * Seen well enough for a verdict.
     *
     * @param value in the measure's unit
     * @param confidence 0 to 1: how far the evidence carries, not a probability
     */
    record Seen(double value, double confidence) implements Observation {
        public Seen {
            requireFinite(value);
        }
    }

    /**
     * Guessed by the model: good enough to follow a movement by, not for a verdict.
     *
     * @param value in the measure's unit
     * @param reason why it carries no verdict
     */
    record Guessed(double value, Reason reason) implements Observation {
        public Guessed {
            requireFinite(value);
        }
    }

    /** Not seen at all. */
    record Unseen(Reason reason) implements Observation {}

    /** The value if it carries a verdict. */
    default OptionalDouble seen() {
        return this instanceof Seen seen ? OptionalDouble.of(seen.value) : OptionalDouble.empty();
    }

    /** The value, seen or guessed. */
    default OptionalDouble followed() {
        return this instanceof Guessed guessed ? OptionalDouble.of(guessed.value) : seen();
    }

    /** Why it carries no verdict, if it does not. */
    default Optional<Reason> impediment() {
        if (this instanceof Guessed guessed) {
            return Optional.of(guessed.reason);
        }
        return this instanceof Unseen unseen ? Optional.of(unseen.reason) : Optional.empty();
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an unseen measure is absent, not " + value);
        }
    }
}

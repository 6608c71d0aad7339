package formcheck.motion;

import java.util.Optional;
import java.util.OptionalDouble;

/** The value of a measure in one frame, or the reason why there is none. */
public sealed interface Observation {

    /**
     * Seen well enough to be assessed.
     *
     * @param value in the measure's unit, finite
     * @param confidence 0 to 1: weight of the evidence, not a probability
     */
    record Seen(double value, double confidence) implements Observation {
        public Seen {
            requireFinite(value);
        }
    }

    /**
     * Estimated well enough to follow a movement, not to assess it.
     *
     * @param value in the measure's unit, finite
     * @param reason why it is not assessed
     */
    record Guessed(double value, Reason reason) implements Observation, NotAssessable {
        public Guessed {
            requireFinite(value);
        }
    }

    /** No value. */
    record Unseen(Reason reason) implements Observation, NotAssessable {}

    /** The value if it can be assessed. */
    default OptionalDouble seen() {
        return this instanceof Seen seen ? OptionalDouble.of(seen.value) : OptionalDouble.empty();
    }

    /** The value, seen or guessed. */
    default OptionalDouble followed() {
        return this instanceof Guessed guessed ? OptionalDouble.of(guessed.value) : seen();
    }

    /** Why it is not assessed; empty if it is seen. */
    default Optional<Reason> notAssessable() {
        return this instanceof NotAssessable why ? Optional.of(why.reason()) : Optional.empty();
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("an unseen measure is absent, not " + value);
        }
    }
}

package formcheck.session;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The weight or band in the hands. Both may be unknown.
 *
 * @param kilograms of both hands together
 * @param band in the person's words: a colour, a strength
 */
public record Load(OptionalDouble kilograms, Optional<String> band) {
    /** No weight and no band given. */
    public static final Load UNKNOWN = new Load(OptionalDouble.empty(), Optional.empty());
}

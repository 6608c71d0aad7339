package formcheck.session;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was in the hands, beside what the variant of the exercise says. Both may be unknown.
 *
 * @param kilograms of both hands together
 * @param band the band in the person's words: a colour, a strength
 */
public record Load(OptionalDouble kilograms, Optional<String> band) {
    /** Nothing was said of it. */
    public static final Load UNKNOWN = new Load(OptionalDouble.empty(), Optional.empty());
}

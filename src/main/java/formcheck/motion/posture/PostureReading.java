package formcheck.motion.posture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one frame says of posture.
 *
 * @param estimates of each target by name, in centimetres or degrees: proxies, shrunk towards the middle, good for comparing
 *     and not for telling a person
 * @param chances that the answer is yes, by question, 0 to 1; a question that makes no sense in this pose is absent
 * @param squeezeShare how far the blades are drawn together, as a share of what the person showed; empty if nothing was
 */
public record PostureReading(Map<String, Double> estimates, Map<String, Double> chances, OptionalDouble squeezeShare) {
    public PostureReading {
        estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        chances = Collections.unmodifiableMap(new LinkedHashMap<>(chances));
    }
}

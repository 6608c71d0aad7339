package formcheck.motion.posture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one frame says of posture.
 *
 * @param estimates of each target by name, in centimetres or degrees: proxies, shrunk towards the middle, good for comparing
 *     and not for telling a person
 * @param chances that the answer is yes, by question, 0 to 1; a question that makes no sense in this pose is absent
 */
public record PostureReading(Map<String, Double> estimates, Map<String, Double> chances) {
    public PostureReading {
        estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        chances = Collections.unmodifiableMap(new LinkedHashMap<>(chances));
    }
}

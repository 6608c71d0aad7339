package formcheck.motion.posture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What one frame says of posture.
 *
 * @param estimates of each target by name, in centimetres or degrees: proxies, shrunk towards the middle, good for comparing
 *     and not for telling a person
 * @param byKeyPoints the same estimates, without the picture
 * @param chances that the answer is yes, by question, 0 to 1; a question that makes no sense in this pose is absent
 * @param disputed questions to which key points and picture give opposite answers: no chance is told of them
 * @param unlike questions that are not answered because the frame is unlike all that was learned from
 * @param unasked questions whose answer is not told because nobody asked the person to sit tall
 * @param unchanged chances that the answer is yes, of questions in {@code unasked} where it can be told that nothing got worse
 *     since the reference
 * @param squeezeShare how far the blades are drawn together, as a share of what the person showed; empty if nothing was
 */
public record PostureReading(
        Map<String, Double> estimates,
        Map<String, Double> byKeyPoints,
        Map<String, Double> chances,
        Set<String> disputed,
        Set<String> unlike,
        Set<String> unasked,
        Map<String, Double> unchanged,
        OptionalDouble squeezeShare) {

    public PostureReading {
        estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        byKeyPoints = Collections.unmodifiableMap(new LinkedHashMap<>(byKeyPoints));
        chances = Collections.unmodifiableMap(new LinkedHashMap<>(chances));
        unasked = Collections.unmodifiableSet(new LinkedHashSet<>(unasked));
        unchanged = Collections.unmodifiableMap(new LinkedHashMap<>(unchanged));
        unlike = Collections.unmodifiableSet(new LinkedHashSet<>(unlike));
        disputed = Collections.unmodifiableSet(new LinkedHashSet<>(disputed));
    }
}

package formcheck.motion.posture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the model of posture says of one frame.
 *
 * @param estimates of each target by name, in centimetres or degrees: proxies, shrunk towards the mean, for comparison only
 * @param byKeyPoints the same estimates by keypoints alone, without features of the image
 * @param probabilities that the answer is yes, by question, 0 to 1; a question that does not apply in this pose is absent
 * @param unlike questions without an answer because the frame is out of distribution
 * @param unasked questions without an answer because the person was not asked to sit tall
 * @param unchanged probabilities that the answer is yes, of questions in {@code unasked} where it is known that nothing got worse
 *     since the reference
 * @param squeezeShare scapular retraction as a share of that in the calibration raise; empty without one
 */
public record PostureReading(
        Map<String, Double> estimates,
        Map<String, Double> byKeyPoints,
        Map<String, Double> probabilities,
        Set<String> unlike,
        Set<String> unasked,
        Map<String, Double> unchanged,
        OptionalDouble squeezeShare) {

    public PostureReading {
        estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        byKeyPoints = Collections.unmodifiableMap(new LinkedHashMap<>(byKeyPoints));
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
        unasked = Collections.unmodifiableSet(new LinkedHashSet<>(unasked));
        unchanged = Collections.unmodifiableMap(new LinkedHashMap<>(unchanged));
        unlike = Collections.unmodifiableSet(new LinkedHashSet<>(unlike));
    }

    PostureReading withSqueezeShare(double share) {
        return new PostureReading(
                estimates, byKeyPoints, probabilities, unlike, unasked, unchanged, OptionalDouble.of(share));
    }
}

package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The common elevation of both arms. While one elbow is not to be seen at all, the other stands for both, less what they
 * last differed by, so that losing an arm is not a movement.
 */
final class ArmPair {

    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.LEFT_ELEVATION, Measure.RIGHT_ELEVATION);

    private double halfDifference;

    /** Their common elevation in a frame, degrees; empty where neither arm can be followed. */
    OptionalDouble common(BodyMeasures frame) {
        OptionalDouble left = frame.followed(Measure.LEFT_ELEVATION);
        OptionalDouble right = frame.followed(Measure.RIGHT_ELEVATION);
        if (left.isPresent() && right.isPresent()) {
            halfDifference = (left.getAsDouble() - right.getAsDouble()) / 2;
            return frame.commonElevation();
        }
        if (left.isPresent()) {
            return OptionalDouble.of(left.getAsDouble() - halfDifference);
        }
        return right.isPresent() ? OptionalDouble.of(right.getAsDouble() + halfDifference) : OptionalDouble.empty();
    }

    void reset() {
        halfDifference = 0;
    }
}

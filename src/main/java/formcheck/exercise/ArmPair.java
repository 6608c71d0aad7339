package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Common elevation of both arms. While one elbow is not seen at all, the other arm stands for both, corrected by their last
 * difference, so that losing an arm is not a movement.
 */
final class ArmPair {

    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.LEFT_ELEVATION, Measure.RIGHT_ELEVATION);

    private double halfDifference;

    /** Common elevation in a frame, degrees; empty if neither arm can be followed. */
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

package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The common elevation of both arms. While one elbow is not to be seen at all, the other stands for both, less what they
 * last differed by, so that losing an arm is not a movement.
 */
final class ArmPair {

    /**
     * @param elevation degrees
     * @param speed degrees a second
     */
    record Common(double elevation, double speed) {}

    private double halfDifference;

    Optional<Common> common(BodyMeasures frame) {
        OptionalDouble left = frame.followed(Measure.LEFT_ELEVATION);
        OptionalDouble right = frame.followed(Measure.RIGHT_ELEVATION);
        double leftSpeed = frame.followed(Measure.LEFT_ELEVATION_SPEED).orElse(0);
        double rightSpeed = frame.followed(Measure.RIGHT_ELEVATION_SPEED).orElse(0);
        if (left.isPresent() && right.isPresent()) {
            halfDifference = (left.getAsDouble() - right.getAsDouble()) / 2;
            return peek(frame);
        }
        if (left.isPresent()) {
            return Optional.of(new Common(left.getAsDouble() - halfDifference, leftSpeed));
        }
        return right.isPresent()
                ? Optional.of(new Common(right.getAsDouble() + halfDifference, rightSpeed))
                : Optional.empty();
    }

    /** The mean of both arms, or the one that is seen. */
    static Optional<Common> peek(BodyMeasures frame) {
        OptionalDouble elevation = frame.commonElevation();
        if (elevation.isEmpty()) {
            return Optional.empty();
        }
        boolean left = frame.followed(Measure.LEFT_ELEVATION).isPresent();
        boolean right = frame.followed(Measure.RIGHT_ELEVATION).isPresent();
        double leftSpeed = frame.followed(Measure.LEFT_ELEVATION_SPEED).orElse(0);
        double rightSpeed = frame.followed(Measure.RIGHT_ELEVATION_SPEED).orElse(0);
        double speed = left && right ? (leftSpeed + rightSpeed) / 2 : left ? leftSpeed : rightSpeed;
        return Optional.of(new Common(elevation.getAsDouble(), speed));
    }

    void reset() {
        halfDifference = 0;
    }
}

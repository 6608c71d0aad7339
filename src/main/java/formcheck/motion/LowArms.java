package formcheck.motion;

import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds the lowest arms of each repetition: a reference if the arms never hang, as in presses. */
final class LowArms {

    /** Elevation up to which arms are a reference if they never hang, degrees: measured from 40 to 85. */
    private static final double LOW_ARMS = 85;

    /** Difference of both arms up to which both are low, degrees. Chosen, no data. */
    private static final double ALIKE = 15;

    /** Rise from the lowest arms after which these are a reference, degrees. */
    private static final double RISE = 18;

    /** Frames kept of the lowest arms: those of this repetition and the one before. */
    private static final int MOST_LOW = 6;

    private final SittingTall.Parameters parameters;
    private final RestFrames present = new RestFrames();
    private final RestFrames found = new RestFrames();

    LowArms(SittingTall.Parameters parameters) {
        this.parameters = parameters;
    }

    /** Whether there is a reference. */
    boolean isKnown() {
        return !found.isEmpty();
    }

    /** Processes one frame and returns the lowest arms of the present repetition and the one before, once the arms have risen. */
    Optional<List<PoseFrame>> see(PoseFrame frame, BodyMeasures measures) {
        OptionalDouble left = measures.seen(Measure.LEFT_ELEVATION);
        OptionalDouble right = measures.seen(Measure.RIGHT_ELEVATION);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        double lower = Math.min(left.getAsDouble(), right.getAsDouble());
        if (Math.abs(left.getAsDouble() - right.getAsDouble()) <= ALIKE) {
            RestFrame.of(frame, measures, LOW_ARMS, parameters.slow())
                    .filter(low -> low.elevation() > parameters.armsDown())
                    .ifPresent(low -> present.takeLowest(low, parameters.every(), parameters.mostOfOne()));
        }
        if (present.isEmpty() || lower < present.highest() + RISE) {
            return Optional.empty();
        }
        if (present.hasMovedFrom(found, parameters.elsewhere())) {
            found.clear();
        }
        found.addAll(present);
        present.clear();
        found.dropOldest(MOST_LOW);
        return Optional.of(found.frames());
    }

    void clear() {
        present.clear();
        found.clear();
    }
}

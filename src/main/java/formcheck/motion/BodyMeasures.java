package formcheck.motion;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the body did in one frame.
 *
 * @param index number of the frame in its source
 * @param at monotonic time since the source opened
 * @param observations every measure, seen or not
 * @param impediments what stands in the way of judging this frame as a whole
 * @param continuous whether this frame carries on the movement of the one before; false after a scene cut, a vanished
 *     person or a long gap, and in the first frame
 */
public record BodyMeasures(
        long index, Duration at, Map<Measure, Observation> observations, Set<Reason> impediments, boolean continuous) {

    public BodyMeasures {
        EnumMap<Measure, Observation> all = new EnumMap<>(Measure.class);
        all.putAll(observations);
        if (all.size() < Measure.values().length) {
            Observation nobody = new Observation.Unseen(Reason.NOBODY);
            for (Measure measure : Measure.values()) {
                all.putIfAbsent(measure, nobody);
            }
        }
        observations = Collections.unmodifiableMap(all);
        EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        reasons.addAll(impediments);
        impediments = Collections.unmodifiableSet(reasons);
    }

    public Observation sight(Measure measure) {
        return Objects.requireNonNull(observations.get(measure));
    }

    /** The value if it carries a verdict. */
    public OptionalDouble seen(Measure measure) {
        return sight(measure).seen();
    }

    /** The value, seen or guessed. */
    public OptionalDouble followed(Measure measure) {
        return sight(measure).followed();
    }

    /** The mean elevation of both arms, degrees, or that of the one that can be followed. */
    public OptionalDouble commonElevation() {
        OptionalDouble left = followed(Measure.LEFT_ELEVATION);
        OptionalDouble right = followed(Measure.RIGHT_ELEVATION);
        if (left.isPresent() && right.isPresent()) {
            return OptionalDouble.of((left.getAsDouble() + right.getAsDouble()) / 2);
        }
        return left.isPresent() ? left : right;
    }

    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}

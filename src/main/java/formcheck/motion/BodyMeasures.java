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
 * The measures of one frame.
 *
 * @param index number of the frame in its source, from 0
 * @param at monotonic time since the source opened
 * @param observations one of every measure; a missing one is unseen, because no one is in view
 * @param reasons why the frame as a whole cannot be assessed; empty if it can
 * @param continuous whether this frame continues the movement of the frame before; false after a scene cut, a vanished
 *     person or a long gap, and in the first frame
 */
public record BodyMeasures(
        long index, Duration at, Map<Measure, Observation> observations, Set<Reason> reasons, boolean continuous) {

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
        EnumSet<Reason> copy = EnumSet.noneOf(Reason.class);
        copy.addAll(reasons);
        reasons = Collections.unmodifiableSet(copy);
    }

    public Observation observation(Measure measure) {
        return Objects.requireNonNull(observations.get(measure));
    }

    /** The value if it can be assessed. */
    public OptionalDouble seen(Measure measure) {
        return observation(measure).seen();
    }

    /** The value, seen or guessed. */
    public OptionalDouble followed(Measure measure) {
        return observation(measure).followed();
    }

    /** Mean elevation of both arms, degrees, or that of the one that can be followed. */
    public OptionalDouble commonElevation() {
        OptionalDouble left = followed(Measure.LEFT_ELEVATION);
        OptionalDouble right = followed(Measure.RIGHT_ELEVATION);
        if (left.isPresent() && right.isPresent()) {
            return OptionalDouble.of((left.getAsDouble() + right.getAsDouble()) / 2);
        }
        return left.isPresent() ? left : right;
    }

    /** {@link #at} in seconds. */
    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}

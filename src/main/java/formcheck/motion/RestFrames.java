package formcheck.motion;

import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;

/** Frames of rests, of which few are kept, because each holds its image. */
final class RestFrames {
    private final List<RestFrame> frames = new ArrayList<>();

    boolean isEmpty() {
        return frames.isEmpty();
    }

    List<PoseFrame> frames() {
        return frames.stream().map(RestFrame::frame).toList();
    }

    /** Elevation of the highest arms, degrees. Needs a frame. */
    double highest() {
        return frames.stream().mapToDouble(RestFrame::elevation).max().orElseThrow();
    }

    /**
     * Adds a frame if it is among the lowest.
     *
     * @param every least time between two frames, seconds; of two nearer ones the lower is kept
     * @param most number of frames that are kept
     */
    void takeLowest(RestFrame frame, double every, int most) {
        Optional<RestFrame> near = frames.stream()
                .filter(other -> frame.frame().seconds() - other.frame().seconds() < every)
                .findFirst();
        if (near.isPresent() && near.get().elevation() <= frame.elevation()) {
            return;
        }
        near.ifPresent(frames::remove);
        frames.add(frame);
        dropHighest(most);
    }

    void addAll(RestFrames others) {
        frames.addAll(others.frames);
    }

    void removeAll(RestFrames others) {
        frames.removeAll(others.frames);
    }

    void clear() {
        frames.clear();
    }

    void dropHighest(int most) {
        while (frames.size() > most) {
            frames.remove(frames.stream()
                    .max(Comparator.comparingDouble(RestFrame::elevation))
                    .orElseThrow());
        }
    }

    void dropOldest(int most) {
        while (frames.size() > most) {
            frames.remove(0);
        }
    }

    /**
     * Whether the shoulders are in another position, or of another width, than in earlier frames; false without earlier ones.
     *
     * @param most shift and widening that are no movement, shares of the earlier shoulder width
     */
    boolean hasMovedFrom(RestFrames before, double most) {
        if (before.isEmpty()) {
            return false;
        }
        double width = before.median(RestFrame::width);
        double away = Math.hypot(
                median(RestFrame::x) - before.median(RestFrame::x), median(RestFrame::y) - before.median(RestFrame::y));
        return away > most * width || Math.abs(median(RestFrame::width) / width - 1) > most;
    }

    private double median(ToDoubleFunction<RestFrame> value) {
        return Median.withDefaults().evaluate(frames.stream().mapToDouble(value).toArray());
    }
}

package formcheck.motion.posture;

import formcheck.pose.PoseFrame;
import java.util.ArrayDeque;
import java.util.List;

/** The last frames of a person who sits still. Few, because each holds its image. */
public final class TallFrames {
    private static final int MOST = 7;
    private static final double EVERY = 0.35;

    private final ArrayDeque<PoseFrame> frames = new ArrayDeque<>();
    private double last = Double.NEGATIVE_INFINITY;

    /** Adds a frame, unless one was added just before. */
    public void add(PoseFrame frame, double seconds) {
        if (seconds - last >= EVERY) {
            last = seconds;
            frames.addLast(frame);
            if (frames.size() > MOST) {
                frames.removeFirst();
            }
        }
    }

    /** The frames, oldest first. */
    public List<PoseFrame> frames() {
        return List.copyOf(frames);
    }

    /** Drops all frames. */
    public void clear() {
        frames.clear();
        last = Double.NEGATIVE_INFINITY;
    }
}

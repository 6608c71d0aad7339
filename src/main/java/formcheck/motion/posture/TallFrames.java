package formcheck.motion.posture;

import formcheck.pose.PoseFrame;
import java.util.ArrayDeque;
import java.util.List;

/** The last frames of somebody who sits still: few, because with each goes its image. */
public final class TallFrames {
    private static final int MOST = 7;
    private static final double EVERY = 0.35;

    private final ArrayDeque<PoseFrame> frames = new ArrayDeque<>();
    private double last = Double.NEGATIVE_INFINITY;

    /** Takes a frame, unless one was taken just before. */
    public void add(PoseFrame frame, double seconds) {
        if (seconds - last >= EVERY) {
            last = seconds;
            frames.addLast(frame);
            if (frames.size() > MOST) {
                frames.removeFirst();
            }
        }
    }

    /** What has been taken, oldest first. */
    public List<PoseFrame> frames() {
        return List.copyOf(frames);
    }

    /** Starts anew. */
    public void clear() {
        frames.clear();
        last = Double.NEGATIVE_INFINITY;
    }
}

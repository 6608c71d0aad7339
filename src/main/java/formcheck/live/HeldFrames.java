package formcheck.live;

import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Judged frames whose set is not known yet: a set may begin with a raise of some seconds ago. Holds 30 seconds at most, without their
 * images: about 10 MB.
 */
final class HeldFrames {
    /** Longest time that frames are held, seconds: two slow raises with a rest between them. */
    private static final double LONGEST = 30;

    /** Number of frames in that time from a camera of 60 a second. */
    private static final int MOST = 1800;

    /** The frame was judged in no set. */
    static final int NO_SET = 0;

    /** The frame was judged in a pause that the person asked for. */
    static final int PAUSED = -1;

    /**
     * A frame.
     *
     * @param at second of the session
     * @param set number of the set in which it was judged, {@link #NO_SET} or {@link #PAUSED}
     */
    record WaitingFrame(FrameResult result, double at, int set) {}

    private final ArrayDeque<WaitingFrame> frames = new ArrayDeque<>();
    private final RecordingWriter writer;

    HeldFrames(RecordingWriter writer) {
        this.writer = writer;
    }

    /** Adds a frame. Writes frames that have been held for too long. */
    void add(FrameResult result, double at, int set, ToIntFunction<WaitingFrame> setOf) {
        frames.addLast(new WaitingFrame(withoutImage(result), at, set));
        while (frames.size() > MOST || at - frames.getFirst().at > LONGEST) {
            write(frames.removeFirst(), setOf);
        }
    }

    /**
     * Writes all frames.
     *
     * @param setOf number of the set of a frame; 0 for none
     */
    void write(ToIntFunction<WaitingFrame> setOf) {
        while (!frames.isEmpty()) {
            write(frames.removeFirst(), setOf);
        }
    }

    private void write(WaitingFrame frame, ToIntFunction<WaitingFrame> setOf) {
        writer.frame(frame.result, setOf.applyAsInt(frame));
    }

    private static FrameResult withoutImage(FrameResult result) {
        PoseFrame pose = result.pose();
        return new FrameResult(
                new PoseFrame(pose.index(), pose.at(), pose.width(), pose.height(), pose.brightness(), pose.pose()),
                result.measures(),
                List.of(),
                Optional.empty());
    }
}

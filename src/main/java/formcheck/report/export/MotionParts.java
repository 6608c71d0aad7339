package formcheck.report.export;

import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stored motion in parts, one for each opening of the source: a movement never continues across an opening, and the size
 * of the image may change there. Skips a frame whose time, in whole microseconds, is not later than the one before: OpenSim
 * refuses such a table. Not thread-safe.
 */
public final class MotionParts {
    private final MotionReader reader;
    private Optional<KeptFrame> ahead;
    private int segment;
    private long last;

    /** @param reader at the first frame; whoever opened it closes it */
    public MotionParts(MotionReader reader) {
        this.reader = reader;
        this.ahead = reader.next();
    }

    /**
     * The content of one part.
     *
     * @param frames number of frames
     * @param first time of the first frame, microseconds of the session
     * @param last time of the last frame, microseconds of the session
     * @param posed number of frames with a joint
     * @param measured number of frames with an angle
     */
    public record PartContent(int frames, long first, long last, int posed, int measured) {
        /** Returns the mean frame rate, 1/s; 0 for a single frame. */
        public double rate() {
            return frames < 2 ? 0 : (frames - 1) * 1e6 / (last - first);
        }
    }

    /** Reads a motion to its end and returns the content of each part, in order. */
    public static List<PartContent> contents(MotionReader reader) {
        List<PartContent> contents = new ArrayList<>();
        MotionParts parts = new MotionParts(reader);
        while (parts.nextPart()) {
            int frames = 0;
            long first = 0;
            int posed = 0;
            int measured = 0;
            for (Optional<KeptFrame> next = parts.next(); next.isPresent(); next = parts.next()) {
                KeptFrame frame = next.get();
                first = frames == 0 ? parts.last : first;
                frames++;
                posed += frame.pose()
                                .pose()
                                .filter(pose -> !pose.keypoints().isEmpty())
                                .isPresent()
                        ? 1
                        : 0;
                measured += MotFile.hasAngle(frame.measures()) ? 1 : 0;
            }
            contents.add(new PartContent(frames, first, parts.last, posed, measured));
        }
        return contents;
    }

    /** Goes to the next part; skips the rest of this one. Returns whether there is one. */
    public boolean nextPart() {
        while (ahead.isPresent() && ahead.get().segment() == segment) {
            ahead = reader.next();
        }
        ahead.ifPresent(frame -> segment = frame.segment());
        last = Long.MIN_VALUE;
        return ahead.isPresent();
    }

    /** Returns the next frame of this part; empty at its end. */
    public Optional<KeptFrame> next() {
        while (ahead.isPresent() && ahead.get().segment() == segment) {
            KeptFrame frame = ahead.get();
            ahead = reader.next();
            long now = micros(frame);
            if (now > last) {
                last = now;
                return Optional.of(frame);
            }
        }
        return Optional.empty();
    }

    /** Returns the time of a frame, microseconds of the session. */
    static long micros(KeptFrame frame) {
        return Math.round(frame.seconds() * 1e6);
    }
}

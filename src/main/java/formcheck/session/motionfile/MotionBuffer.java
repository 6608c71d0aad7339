package formcheck.session.motionfile;

import formcheck.pipeline.FrameResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Packs the motion of a session, a few KB per second, until it is written. Buffers frames before the session starts, and while
 * the disk is full. Beyond 64 MB (some hours) it drops the oldest frames. Not thread-safe.
 */
public final class MotionBuffer {
    private static final long LARGEST = 64 << 20;

    private final MotionEncoder encoder = new MotionEncoder();
    private final ArrayDeque<byte[]> pending = new ArrayDeque<>();
    private long bytes;
    private double offset;
    private double last;
    private long frames;
    private long framesWithPose;
    private int width;
    private int height;

    /**
     * Notes that a source has opened.
     *
     * @param at second of the session that is the source's second 0
     * @param frameWidth of a frame, pixels
     * @param frameHeight of a frame, pixels
     */
    public void sourceOpened(double at, int frameWidth, int frameHeight) {
        flush();
        offset = at;
        width = frameWidth;
        height = frameHeight;
        add(encoder.header(at, frameWidth, frameHeight));
    }

    /**
     * Adds a frame.
     *
     * @param set number of the current set when it was judged; 0 for none
     */
    public void add(FrameResult result, int set) {
        if (frames == 0 && width == 0) {
            sourceOpened(0, result.pose().width(), result.pose().height());
        }
        frames++;
        framesWithPose += result.pose().pose().isPresent() ? 1 : 0;
        last = offset + result.measures().seconds();
        encoder.add(set, result.measures(), result.pose().pose()).ifPresent(this::add);
    }

    /** Returns the number of frames. */
    public long frames() {
        return frames;
    }

    /** Returns the number of frames with a pose. */
    public long framesWithPose() {
        return framesWithPose;
    }

    /** Returns the time of the last frame, seconds of the session. */
    public double seconds() {
        return last;
    }

    /** Returns the width of the last source's frames, pixels; 0 before the first. */
    public int width() {
        return width;
    }

    /** Returns the height of the last source's frames, pixels; 0 before the first. */
    public int height() {
        return height;
    }

    /** Returns whether a complete block waits to be written. */
    public boolean waits() {
        return !pending.isEmpty();
    }

    /** Ends the current block, so that it can be written. */
    public void flush() {
        encoder.flush().ifPresent(this::add);
    }

    /** Writes the waiting blocks. A block that cannot be written stays in the buffer. */
    void writeTo(BlockFile file) throws IOException {
        while (!pending.isEmpty()) {
            byte[] block = pending.getFirst();
            file.append(block);
            pending.removeFirst();
            bytes -= block.length;
        }
    }

    private void add(byte[] block) {
        pending.addLast(block);
        bytes += block.length;
        while (bytes > LARGEST && pending.size() > 1) {
            bytes -= dropOldest();
        }
    }

    /** Keeps the header: no later block can be read without it. */
    private int dropOldest() {
        for (Iterator<byte[]> blocks = pending.iterator(); blocks.hasNext(); ) {
            byte[] oldest = blocks.next();
            if (oldest[MotionFormat.BLOCK_HEAD - 1] == MotionFormat.FRAMES) {
                blocks.remove();
                return oldest.length;
            }
        }
        return pending.removeFirst().length;
    }
}

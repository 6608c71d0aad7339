package formcheck.session.motionfile;

import formcheck.pipeline.FrameResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The motion of a session on its way to its file: packed, a few kilobytes a second. It takes what comes before it is known
 * whether there will be a session, and holds back what a full disk does not take. Beyond 64 MB (some hours) the oldest frames go.
 * For one thread.
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
     * What follows comes from a source that has just been opened.
     *
     * @param at second of the session that is the source's 0
     * @param pictureWidth pixels
     * @param pictureHeight pixels
     */
    public void sourceOpened(double at, int pictureWidth, int pictureHeight) {
        flush();
        offset = at;
        width = pictureWidth;
        height = pictureHeight;
        add(encoder.header(at, pictureWidth, pictureHeight));
    }

    /**
     * Takes a frame.
     *
     * @param set number of the set that was going on when it was judged; 0 for none
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

    /** How many frames came. */
    public long frames() {
        return frames;
    }

    /** How many of them have a pose. */
    public long framesWithPose() {
        return framesWithPose;
    }

    /** Time of the last frame, seconds of the session. */
    public double seconds() {
        return last;
    }

    /** Width of the last source, pixels; 0 before the first. */
    public int width() {
        return width;
    }

    /** Height of the last source, pixels; 0 before the first. */
    public int height() {
        return height;
    }

    /** Whether there is a whole block that waits to be written. */
    public boolean waits() {
        return !pending.isEmpty();
    }

    /** Ends the block that is being filled, so that it can be written. */
    public void flush() {
        encoder.flush().ifPresent(this::add);
    }

    /** Writes what waits; what could not be written waits on. */
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

    /** A header stays: without it nothing after it can be read. */
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

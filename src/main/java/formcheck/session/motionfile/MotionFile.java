package formcheck.session.motionfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The file of a session's motion, open for writing. */
public final class MotionFile implements AutoCloseable {
    /** File name in the session's folder. */
    public static final String NAME = "motion.fcm";

    private final BlockFile blocks;

    private MotionFile(BlockFile blocks) {
        this.blocks = blocks;
    }

    /**
     * Begins an empty file. Closes {@code blocks} if that fails.
     *
     * @param about description of the session, which {@link MotionReader#about} returns
     */
    public static MotionFile begin(BlockFile blocks, byte[] about) throws IOException {
        try {
            byte[] block = MotionEncoder.block(MotionFormat.ABOUT, about);
            blocks.append(ByteBuffer.allocate(MotionFormat.MAGIC.length + block.length)
                    .put(MotionFormat.MAGIC)
                    .put(block)
                    .array());
            return new MotionFile(blocks);
        } catch (IOException e) {
            blocks.close();
            throw e;
        }
    }

    /** Writes all complete blocks of {@code motion}. A block that cannot be written stays there. */
    public void write(MotionBuffer motion) throws IOException {
        motion.writeTo(blocks);
    }

    /** Makes the file survive a power cut, and closes it. */
    public void finish() throws IOException {
        blocks.force();
    }

    @Override
    public void close() {
        try {
            blocks.close();
        } catch (IOException e) {
            // All written blocks stay.
        }
    }
}

package formcheck.session.motionfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The file of a session's motion while it is written. */
public final class MotionFile implements AutoCloseable {
    /** Its name in the folder of its session. */
    public static final String NAME = "motion.fcm";

    private final BlockFile blocks;

    private MotionFile(BlockFile blocks) {
        this.blocks = blocks;
    }

    /**
     * Begins an empty file. Closes {@code blocks} if that fails.
     *
     * @param about what the file says of its session, in bytes that {@link MotionReader#about} returns
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

    /** Writes every whole block that waits in {@code motion}; what could not be written waits on. */
    public void write(MotionBuffer motion) throws IOException {
        motion.writeTo(blocks);
    }

    /** Makes the file survive a power cut; nothing more is written. */
    public void finish() throws IOException {
        blocks.force();
    }

    @Override
    public void close() {
        try {
            blocks.close();
        } catch (IOException e) {
            // Whatever was written stays.
        }
    }
}

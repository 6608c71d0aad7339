package formcheck.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a session's motion while it is written. */
final class MotionFile implements AutoCloseable {
    static final String NAME = "motion.fcm";

    private final BlockFile blocks;

    private MotionFile(BlockFile blocks) {
        this.blocks = blocks;
    }

    /**
     * Begins a file that is not there yet: one that is, is somebody's session.
     *
     * @param about what it says of its session
     * @param key to seal it with, in a protected folder
     */
    static MotionFile begin(Path folder, MotionAbout about, Optional<SealingKey> key) throws IOException {
        DataFolder.makePrivate(folder);
        Path file = folder.resolve(NAME);
        DataFolder.createPrivate(file);
        try {
            return begun(file, about, key);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static MotionFile begun(Path file, MotionAbout about, Optional<SealingKey> key) throws IOException {
        BlockFile blocks = key.isPresent()
                ? SealedFile.Writer.begin(file, key.get(), SealedFile.purpose(file))
                : BlockFile.plain(file);
        try {
            byte[] block = MotionEncoder.block(MotionFormat.ABOUT, about.bytes());
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

    void write(MotionBuffer motion) throws IOException {
        motion.writeTo(blocks);
    }

    /** Nothing more comes: it shall also outlive a power cut. */
    void finish() throws IOException {
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

package formcheck.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of a session's motion while it is written. */
final class MotionFile implements AutoCloseable {
    static final String NAME = "motion.fcm";

    private final FileChannel channel;

    private MotionFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a file that is not there yet: one that is, is somebody's session.
     *
     * @param about what it says of its session
     */
    static MotionFile begin(Path folder, MotionAbout about) throws IOException {
        DataFolder.makePrivate(folder);
        Path file = folder.resolve(NAME);
        DataFolder.createPrivate(file);
        try {
            return begun(file, about);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static MotionFile begun(Path file, MotionAbout about) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            byte[] block = MotionEncoder.block(MotionFormat.ABOUT, about.bytes());
            ByteBuffer beginning = ByteBuffer.allocate(MotionFormat.MAGIC.length + block.length)
                    .put(MotionFormat.MAGIC)
                    .put(block)
                    .flip();
            while (beginning.hasRemaining()) {
                channel.write(beginning);
            }
            return new MotionFile(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void write(MotionBuffer motion) throws IOException {
        motion.writeTo(channel);
    }

    /** Nothing more comes: it shall also outlive a power cut. */
    void finish() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Whatever was written stays.
        }
    }
}

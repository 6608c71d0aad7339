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

    static MotionFile begin(Path folder) throws IOException {
        DataFolder.makePrivate(folder);
        Path file = folder.resolve(NAME);
        Files.deleteIfExists(file);
        DataFolder.createPrivate(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            channel.write(ByteBuffer.wrap(MotionFormat.MAGIC));
            return new MotionFile(channel);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
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

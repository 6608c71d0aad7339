package formcheck.session.motionfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to whose end blocks are appended, each whole or not at all. */
public interface BlockFile extends Closeable {
    /** Appends a block, which is in the file when this returns and survives the end of the program. */
    void append(byte[] block) throws IOException;

    /** Makes what was appended survive a power cut. */
    void force() throws IOException;

    /** Opens a file that is not protected; it exists and is empty. */
    static BlockFile plain(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new BlockFile() {
            @Override
            public void append(byte[] block) throws IOException {
                long end = channel.position();
                try {
                    ByteBuffer rest = ByteBuffer.wrap(block);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                } catch (IOException e) {
                    channel.truncate(end); // half a block would end the file for every reader
                    throw e;
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}

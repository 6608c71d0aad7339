package formcheck.session.motionfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to which blocks are appended, each completely or not at all. */
public interface BlockFile extends Closeable {
    /** Appends a block. When this returns, the block survives the end of the process. */
    void append(byte[] block) throws IOException;

    /** Makes all appended blocks survive a power cut. */
    void force() throws IOException;

    /** Opens an unprotected file, which exists and is empty. */
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

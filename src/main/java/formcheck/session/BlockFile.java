package formcheck.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to whose end blocks are written, each whole or not at all. */
interface BlockFile extends Closeable {
    /** It is in the file when this returns, and outlives the program. */
    void append(byte[] block) throws IOException;

    /** What was appended also outlives a power cut. */
    void force() throws IOException;

    /** A file as it is, without protection; it is there, and empty. */
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

package formcheck.capture;

import java.io.IOException;
import java.io.OutputStream;

/** Output of a video that is not written to a plain file. */
public abstract class SeekableOutput extends OutputStream {
    /**
     * Moves the position of the next write, which then overwrites.
     *
     * @param to bytes from the beginning, at most the number that were written
     */
    public abstract void seek(long to) throws IOException;
}

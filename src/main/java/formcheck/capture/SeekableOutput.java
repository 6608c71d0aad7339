package formcheck.capture;

import java.io.IOException;
import java.io.OutputStream;

/** Where a video goes that is written elsewhere than to a plain file. */
public abstract class SeekableOutput extends OutputStream {
    /**
     * What is written next replaces what is there.
     *
     * @param to bytes from the beginning, no more than were written
     */
    public abstract void seek(long to) throws IOException;
}

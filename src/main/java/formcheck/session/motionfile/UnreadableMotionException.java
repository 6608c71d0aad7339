package formcheck.session.motionfile;

import java.io.IOException;

/** A file is no motion file, or is one of a newer version. The message is a sentence for the user. */
public final class UnreadableMotionException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableMotionException(String message) {
        super(message);
    }
}

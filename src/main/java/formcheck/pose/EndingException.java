package formcheck.pose;

/** The JVM is exiting, so nothing more is loaded or inferred. Not a failure. */
public final class EndingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    EndingException() {
        super("no more inference: the program is ending");
    }
}

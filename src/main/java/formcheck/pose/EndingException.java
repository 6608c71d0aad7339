package formcheck.pose;

/** The JVM is going down: what was not loaded or inferred any more did not fail. */
public final class EndingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    EndingException() {
        super("no more inference: the program is ending");
    }
}

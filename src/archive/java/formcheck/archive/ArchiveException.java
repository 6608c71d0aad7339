package formcheck.archive;

/** A job that cannot be done. The message is one line for the user. */
public final class ArchiveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wrongUse;

    private ArchiveException(String message, boolean wrongUse) {
        super(message);
        this.wrongUse = wrongUse;
    }

    /** Something is asked for that is not possible. */
    static ArchiveException usage(String message) {
        return new ArchiveException(message, true);
    }

    static ArchiveException failure(String message) {
        return new ArchiveException(message, false);
    }

    /** Returns whether another command line would work. */
    boolean wrongUse() {
        return wrongUse;
    }
}

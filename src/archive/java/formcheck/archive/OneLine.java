package formcheck.archive;

import formcheck.capture.CaptureException;
import formcheck.exercise.ExerciseException;
import formcheck.pose.ModelException;
import formcheck.session.StoreException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** The text of an error, for a cell of a table or a line of the terminal. */
final class OneLine {
    /** Longest text of an error: hostile names cannot fill a table. */
    private static final int LONGEST = 500;

    private static final int DEEPEST = 20;

    private OneLine() {}

    /** Returns the message for a person; an unexpected error is named by its class too. */
    static String of(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        boolean ours = e instanceof CaptureException
                || e instanceof StoreException
                || e instanceof ExerciseException
                || e instanceof ModelException
                || e instanceof ArchiveException;
        if (e instanceof NoSuchFileException) {
            return line(message + ": there is no such file.");
        }
        return line(
                ours && !message.isEmpty()
                        ? message
                        : String.format(Locale.ROOT, "%s: %s", e.getClass().getSimpleName(), message));
    }

    /** Returns the message alone. */
    static String text(Throwable e) {
        return line(String.valueOf(e.getMessage()));
    }

    /** Returns why a job of Spark failed: the deepest cause, for all others only say that something failed. */
    static String ofJob(Throwable e) {
        Throwable deepest = e;
        for (int level = 0; deepest.getCause() != null && level < DEEPEST; level++) {
            deepest = deepest.getCause();
        }
        return e instanceof ArchiveException ? text(e) : of(deepest);
    }

    private static String line(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}

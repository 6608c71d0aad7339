package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.OpenCvException;
import formcheck.exercise.ExerciseException;
import formcheck.natives.NativesException;
import formcheck.pose.ModelException;
import formcheck.session.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Error messages for the terminal. */
final class ErrorText {
    static final String NO_MEMORY = "There is not enough memory. Give Java more with -Xmx2g, or close other programs.";

    private ErrorText() {}

    /**
     * Returns the message of an error. A lack of memory or of open files gets a message that says how to raise the limit; an
     * unexpected error gets Java's own words.
     */
    static String explain(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError lacking) {
                return noMemory(lacking);
            }
            String said = String.valueOf(cause.getMessage());
            if (said.contains("failed to map segment") || said.contains("Cannot allocate memory")) {
                return "The system gives FormCheck not enough memory. Close other programs, or raise the limit: ulimit -v";
            }
            if (said.contains("Too many open files")) {
                return "FormCheck may not open as many files as it needs. Raise the limit: ulimit -n 1024";
            }
        }
        if (e instanceof CommandException
                || e instanceof CaptureException
                || e instanceof ModelException
                || e instanceof ExerciseException
                || e instanceof StoreException
                || e instanceof NativesException
                || e instanceof OpenCvException) {
            return message(e);
        }
        if (e instanceof LinkageError) {
            return "FormCheck's native libraries do not load on " + System.getProperty("os.name") + " ("
                    + System.getProperty("os.arch") + "): " + message(e) + ". It runs on Linux (x86_64, arm64), macOS"
                    + " with Apple silicon and Windows (x86_64), built on the system that it shall run on.";
        }
        return "FormCheck failed unexpectedly: " + e + ". Run it again with --verbose to see where.";
    }

    /** Java throws the same error when the heap is full and when the system refuses another thread. */
    private static String noMemory(OutOfMemoryError e) {
        return String.valueOf(e.getMessage()).contains("native thread")
                ? "The system lets FormCheck start no more threads. Close other programs, or raise the limit: ulimit -u"
                : NO_MEMORY;
    }

    /** Returns the error's own message, or the name of its class if it has none. */
    static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Puts a message on one line and replaces control characters: a file name in it may hold escape codes. */
    static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }
}

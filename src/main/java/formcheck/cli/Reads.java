package formcheck.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option or parameter names what its command reads: no output of the command may lead there. See {@link CommandFiles}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Reads {
    /** What of it is read, if it is a folder. */
    ContentKind value() default ContentKind.RECORDINGS;

    /** What a folder holds. */
    enum ContentKind {
        /** Videos, pictures, or the frames of a key-point stream. */
        RECORDINGS,
        /** Videos and key-point streams with their labels. */
        LABELLED,
        /** It is FormCheck's own: nothing else may be written there, new files neither. */
        EVERYTHING
    }
}

package formcheck.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an option or parameter that names an input of its command: no output may lead there. See {@link CommandFiles}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Reads {
    /** What is read, if it is a folder. */
    ContentKind value() default ContentKind.RECORDINGS;

    /** The kinds of content of a folder. */
    enum ContentKind {
        /** Videos, images, or the frames of a keypoint stream. */
        RECORDINGS,
        /** Videos and keypoint streams with their labels. */
        LABELLED,
        /** FormCheck's own folder: nothing else may be written there, not even new files. */
        EVERYTHING
    }
}

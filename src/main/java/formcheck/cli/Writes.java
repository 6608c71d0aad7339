package formcheck.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An option or parameter names a file, or the folder of files, that its command writes. See {@link CommandFiles}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface Writes {
    /** Whether it is the folder of the files, whose names come later. */
    boolean folder() default false;
}

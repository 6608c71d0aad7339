package formcheck.web;

import formcheck.exercise.Exercise;
import formcheck.session.Protection;
import formcheck.session.Versions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * How sessions are stored.
 *
 * @param folder the data folder
 * @param protection its key, if it is protected
 * @param versions of program and models that judge an exercise; asked when a session begins
 */
public record StorageSettings(Path folder, Optional<Protection> protection, Function<Exercise, Versions> versions) {

    /** Stores in a folder without protection. */
    StorageSettings(Path folder, Function<Exercise, Versions> versions) {
        this(folder, Optional.empty(), versions);
    }
}

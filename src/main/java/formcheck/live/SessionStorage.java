package formcheck.live;

import formcheck.exercise.Exercise;
import formcheck.session.Versions;
import java.util.function.Function;

/**
 * Where live sessions are stored.
 *
 * @param store the database, opened on first use
 * @param versions of program and models that judge an exercise; asked when a session begins
 */
public record SessionStorage(StoreAccess store, Function<Exercise, Versions> versions) {}

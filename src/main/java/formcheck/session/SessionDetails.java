package formcheck.session;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.OptionalInt;

/**
 * What the person and the program know of a session, apart from the judgement.
 *
 * @param person who exercises; added to the store if not known
 * @param began start by the wall clock, in the local zone: second 0 of the session
 * @param load weight or band
 * @param painBefore rating from 0 to 10; empty if not rated
 * @param versions program, models and rules that judge it
 * @param pictures what may be kept
 */
public record SessionDetails(
        String person,
        ZonedDateTime began,
        Load load,
        OptionalInt painBefore,
        Versions versions,
        PictureChoice pictures) {

    /**
     * Returns the current wall clock time in this machine's zone, for the start of a session. Nothing in a session is timed by
     * it.
     */
    public static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }
}

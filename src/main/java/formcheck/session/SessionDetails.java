package formcheck.session;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.OptionalInt;

/**
 * What only the person and the program know of a session, beside what was judged.
 *
 * @param person whose it is; becomes known to the store if it is not
 * @param began by the wall clock, in the zone where it was done: second 0 of the session
 * @param load what was in the hands
 * @param painBefore 0 to 10, if the person said it
 * @param versions by what it is judged
 * @param pictures what may be kept
 */
public record SessionDetails(
        String person,
        ZonedDateTime began,
        Load load,
        OptionalInt painBefore,
        Versions versions,
        PictureChoice pictures) {

    /** Now, by the wall clock in this machine's zone: when a session began. Nothing that is going on is timed by it. */
    public static ZonedDateTime now() {
        return ZonedDateTime.now(ZoneId.systemDefault());
    }
}

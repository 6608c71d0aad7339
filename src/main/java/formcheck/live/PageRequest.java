package formcheck.live;

import formcheck.guide.LiveGuide;
import java.util.Optional;

/** Requests of a page to the live session. */
public sealed interface PageRequest {

    /** Takes the session over from the page that has it. */
    record TakeOver() implements PageRequest {}

    /**
     * Opens a source, in a new session or in the current one.
     *
     * @param source empty if the page named none that is valid
     * @param resume whether to continue the current session, if there is one
     * @param variant of the exercise; empty for the default one
     * @param choice of the person on the start page
     * @param options for the steps before the first set
     */
    record Open(
            Optional<SourceRequest> source,
            boolean resume,
            Optional<String> variant,
            SessionChoice choice,
            CoachingOptions options)
            implements PageRequest {}

    /**
     * Judges where a camera of the browser stands, before a session. Begins and stores nothing.
     *
     * @param source the camera; the preview ends without one, or with a source of another kind
     */
    record Preview(Optional<SourceRequest> source) implements PageRequest {}

    /** Passes a command of the person to the guide. */
    record Instruct(LiveGuide.Command command) implements PageRequest {}

    /**
     * Rates the pain of the last set.
     *
     * @param level from 0 to 10
     */
    record RatePain(int level) implements PageRequest {}

    /** Closes the source and ends the session. */
    record Close() implements PageRequest {}
}

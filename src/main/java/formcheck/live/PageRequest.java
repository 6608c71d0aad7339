package formcheck.live;

import formcheck.guide.LiveGuide;
import java.util.Optional;

/** What a page asks of the live session. */
public sealed interface PageRequest {

    /** Takes the session over from the page that has it. */
    record TakeOver() implements PageRequest {}

    /**
     * Opens a source, in a new session or in the present one.
     *
     * @param source empty if the page named none that can be understood
     * @param resume whether to go on with the present session, if there is one
     * @param variant of the exercise; empty for the usual one
     * @param choice what the person chose on the start page
     * @param options what comes before the first set
     */
    record Open(
            Optional<SourceRequest> source,
            boolean resume,
            Optional<String> variant,
            SessionChoice choice,
            CoachingOptions options)
            implements PageRequest {}

    /** Passes the person's command on to the guide. */
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

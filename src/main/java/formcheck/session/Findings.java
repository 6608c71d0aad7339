package formcheck.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * What opening a data folder found.
 *
 * @param adopted sessions that had a folder and no row, and now have one
 * @param lines messages for the user, one line each: what was skipped, and why
 */
public record Findings(List<SessionId> adopted, List<String> lines) {
    public Findings {
        adopted = List.copyOf(adopted);
        lines = List.copyOf(lines);
    }

    /** Returns these findings after more lines. */
    Findings after(List<String> more) {
        return new Findings(
                adopted, Stream.concat(more.stream(), lines.stream()).toList());
    }
}

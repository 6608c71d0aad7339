package formcheck.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was found when a data folder was opened, beside what its database knows.
 *
 * @param adopted sessions that had a folder and no row, and have one now
 * @param lines what is to be told to the user, a line each: what was left alone, and why
 */
public record Findings(List<SessionId> adopted, List<String> lines) {
    public Findings {
        adopted = List.copyOf(adopted);
        lines = List.copyOf(lines);
    }

    /** The same after one more line. */
    Findings after(String line) {
        return new Findings(
                adopted, Stream.concat(Stream.of(line), lines.stream()).toList());
    }
}

package formcheck.session;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a stored session, as a person types it: {@code 2026-11-27-1841}, with {@code -2} and so on for several in the same
 * minute. Sorts by time, and is safe as a file name.
 */
public record SessionId(String text) implements Comparable<SessionId> {
    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}-\\d{4}(-[1-9]\\d{0,3})?");

    /** @throws IllegalArgumentException if the text has another form */
    public SessionId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a session is named like 2026-11-27-1841");
        }
    }

    /** Parses a session id; empty if the text is none. */
    public static Optional<SessionId> of(@Nullable String text) {
        return text != null && FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public int compareTo(SessionId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}

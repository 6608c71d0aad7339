package formcheck.evaluation;

import java.util.Locale;
import java.util.Optional;

/** What a clip is there for. */
public enum Role {
    /** The exercise, or a movement close enough to count. */
    POSITIVE,
    /** The movement, with arms that stop below the height: attempted, not valid. */
    PARTIAL,
    /** The movement, far too fast. */
    FAST,
    /** Seen from where a camera cannot judge: the accepted count, or 'turned away', both right. */
    OFFVIEW,
    /** Another exercise, or none: nothing may be counted. */
    NEGATIVE;

    static Optional<Role> ofId(String id) {
        for (Role role : values()) {
            if (role.id().equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

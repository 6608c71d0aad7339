package formcheck.evaluation;

import java.util.Locale;
import java.util.Optional;

/** The purpose of a clip. */
public enum Role {
    /** The exercise, or a movement close enough to count. */
    POSITIVE,
    /** The movement, with arms that stop below the height: attempted, not valid. */
    PARTIAL,
    /** The movement, far too fast. */
    FAST,
    /** A view that a camera cannot judge: both the accepted count and "turned away" are right. */
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

    /** Returns the name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package formcheck.session;

import java.sql.SQLException;

/** The database is intact, but a row of one session is not what FormCheck writes. */
final class DamagedRowException extends SQLException {
    private static final long serialVersionUID = 1;

    private final String session;

    DamagedRowException(SessionId id, Exception cause) {
        super("session " + id + " is damaged", cause);
        this.session = id.text();
    }

    /** Returns the session of the row. */
    String session() {
        return session;
    }
}

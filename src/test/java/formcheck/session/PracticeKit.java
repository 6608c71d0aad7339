package formcheck.session;

import formcheck.testkit.PostgresServer;
import java.nio.file.Path;

/** Practices on the test's PostgreSQL server. */
public final class PracticeKit {
    private PracticeKit() {}

    /** A prepared database with the logins of {@link PostgresServer}, to be copied. */
    private static final class Prepared {
        private static final String NAME = prepared(PostgresServer.shared());
    }

    /** Creates a practice: anna and ben are practitioners. */
    static String prepared(PostgresServer server) {
        String name = server.database();
        try (PracticeAdmin owner = admin(server, name)) {
            owner.init();
            owner.practitioner("anna");
            owner.practitioner("ben");
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
        return name;
    }

    static PracticeAdmin admin(PostgresServer server, String database) throws StoreException {
        return new PracticeAdmin(PracticeAddress.of(server.url(database, "owner")));
    }

    /** Returns the name of a new practice. */
    public static String practice() {
        PostgresServer server = PostgresServer.shared();
        return server.copyOf(Prepared.NAME);
    }

    /** Makes a folder the local folder of a login. */
    static Path machine(PostgresServer server, String database, String login, Path folder) {
        try {
            PracticeAddress.of(server.url(database, login)).connect(folder);
            return folder;
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    public static Path machine(String database, String login, Path folder) {
        return machine(PostgresServer.shared(), database, login, folder);
    }
}

package formcheck.session;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;

/** The text of a PostgreSQL error. Repeats nothing of the server's text: it may hold values of rows. */
final class PostgresFailure {
    /** Serialization failure, deadlock, and a row that another login has just added. */
    private static final Set<String> CONFLICT = Set.of("40001", "40P01", "23505");

    /** The server ends or starts, or has no connection free; the driver cannot read what it answers. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300", "25P03", "99999");

    /** A time-out of a statement or lock, a full disk, no memory left, a database that can only be read, an error of the server's disk. */
    private static final Set<String> HINDERED = Set.of("57014", "55P03", "53100", "53200", "25006", "58030");

    /** The driver's state if the server asks for a password and there is none, or offers no TLS and the driver needs it. */
    private static final String REJECTED = "08004";

    private PostgresFailure() {}

    /** Returns whether the same transaction may succeed when it runs again. */
    static boolean isConflict(SQLException e) {
        return CONFLICT.contains(state(e));
    }

    /** Returns whether the connection is of no use any more. */
    static boolean isAway(SQLException e) {
        String state = state(e);
        return !state.equals(REJECTED) && (state.startsWith("08") || AWAY.contains(state));
    }

    /** Returns whether the server answers, and can do the same later that it cannot do now. */
    static boolean isHindered(SQLException e) {
        return HINDERED.contains(state(e));
    }

    /** Returns whether an exception comes from within the driver: the server, or what is between, sent what the driver cannot read. */
    static boolean isOfDriver(RuntimeException e) {
        return Arrays.stream(e.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("org.postgresql."));
    }

    /** Returns the failure of a server that does not answer, or not as PostgreSQL does. */
    static UnreachableStoreException away(Exception e, PracticeAddress address) {
        return new UnreachableStoreException(capital(address.shown()) + " does not answer.", e);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    static StoreException of(SQLException e, PracticeAddress address) {
        if (e instanceof DamagedRowException damaged) {
            return new StoreException(
                    "Session " + damaged.session() + " in " + address.shown()
                            + " is damaged: something else has written to"
                            + " it. Without it the others can be used: formcheck delete " + damaged.session(),
                    e);
        }
        if (isAway(e)) {
            return away(e, address);
        }
        if (isHindered(e)) {
            return new UnreachableStoreException(words(state(e), address), e);
        }
        if (state(e).equals(REJECTED) && String.valueOf(e.getMessage()).contains("SSL")) {
            return new StoreException(
                    capital(address.shown()) + " offers no encrypted connection, or not the one that sslmode asks for."
                            + " Its administrator switches TLS on.",
                    e);
        }
        return new StoreException(words(state(e), address), e);
    }

    private static String words(String state, PracticeAddress address) {
        String name = address.shown();
        return switch (state) {
            case REJECTED, "28P01", "28000" ->
                capital(name) + " refuses the login " + address.user() + ". Is its password in $"
                        + PracticeAddress.PASSWORD + " or ~/.pgpass, and is it right?";
            case "3D000" -> "There is no " + name.substring("the ".length()) + ".";
            case "42501" ->
                "The login " + address.user() + " may not do this in " + name + ". Its owner decides: formcheck"
                        + " practice --help";
            case "25006" -> capital(name) + " can only be read at present. Nothing can be kept in it.";
            case "53100" -> "The disk of " + name + " is full. Nothing more can be kept in it.";
            case "53200" -> capital(name) + " has no memory left.";
            case "58030" -> capital(name) + " cannot read or write its disk.";
            case "57014", "55P03" -> capital(name) + " took too long to answer.";
            case "42P01", "3F000", "42883", "42703", "42704" -> notOurs(address);
            case "23505" -> "Another person or session in " + name + " has that name already.";
            case "" -> "The sessions in " + name + " hold what FormCheck did not write.";
            default ->
                state.startsWith("23") || state.startsWith("22")
                        ? "The sessions in " + name + " contradict each other, or hold what cannot be kept (" + state
                                + ")."
                        : capital(name) + " cannot be used: it reports an error (" + state + ").";
        };
    }

    static String notOurs(PracticeAddress address) {
        return capital(address.shown()) + " is not prepared for FormCheck, or not for this version. Its owner runs:"
                + " formcheck practice init --data ...";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

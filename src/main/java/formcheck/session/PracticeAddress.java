package formcheck.session;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The address of a practice's PostgreSQL database. Holds no password: the driver takes it from {@value #PASSWORD} or {@code
 * ~/.pgpass}.
 *
 * @param options of the driver, without the user
 */
public record PracticeAddress(String host, int port, String database, String user, Map<String, String> options) {
    /** The environment variable of the password. */
    public static final String PASSWORD = "FORMCHECK_DB_PASSWORD";

    /** Names the database of a data folder. */
    static final String FILE = "practice.url";

    private static final String JDBC = "jdbc:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int DEFAULT_PORT = 5432;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Options that say how the connection is protected; others could load classes or write files. */
    private static final Set<String> ALLOWED = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "channelBinding");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.-]");

    public PracticeAddress {
        options = Map.copyOf(options);
    }

    /** Returns whether a value of {@code --data} names a database rather than a folder. */
    public static boolean isOne(String typed) {
        return typed.toLowerCase(Locale.ROOT).startsWith(JDBC);
    }

    /**
     * Parses {@code jdbc:postgresql://host:port/database?user=name}.
     *
     * @throws StoreException if it is no such address, or holds a password; the message repeats nothing of the address
     */
    public static PracticeAddress of(String typed) throws StoreException {
        if (!typed.startsWith(POSTGRESQL)) {
            throw new StoreException(
                    "Sessions are kept in a folder or in PostgreSQL: --data jdbc:postgresql://host/database?user=name");
        }
        URI uri;
        try {
            uri = new URI(typed.substring(JDBC.length()));
        } catch (URISyntaxException e) {
            throw malformed();
        }
        Map<String, String> options = options(uri.getRawQuery());
        String path = uri.getPath();
        if (uri.getRawUserInfo() != null || options.containsKey("password")) {
            throw new StoreException(
                    "The password does not belong into the address: others may read it there. Put it into" + " $"
                            + PASSWORD + " or ~/.pgpass.");
        }
        if (uri.getHost() == null || path == null || path.length() < 2 || path.indexOf('/', 1) > 0) {
            throw malformed();
        }
        String user = options.remove("user");
        for (String name : options.keySet()) {
            if (!ALLOWED.contains(name)) {
                throw new StoreException(
                        "The address has an option that FormCheck does not pass on. It may have: user, "
                                + String.join(", ", ALLOWED.stream().sorted().toList()) + ".");
            }
        }
        String mode = options.get("sslmode");
        if (mode != null && !SSL_MODES.contains(mode)) {
            throw new StoreException("sslmode is one of "
                    + String.join(", ", SSL_MODES.stream().sorted().toList()) + ".");
        }
        if (user == null || user.isBlank()) {
            throw new StoreException("The address names no login. Add ?user=name to it.");
        }
        return new PracticeAddress(
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                path.substring(1),
                user,
                options);
    }

    private static Map<String, String> options(String query) throws StoreException {
        Map<String, String> options = new TreeMap<>();
        for (String option : query == null ? new String[0] : query.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw malformed();
            }
            try {
                options.put(
                        option.substring(0, equals),
                        URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }
        return options;
    }

    private static StoreException malformed() {
        return new StoreException(
                "That is no address of a database. It looks like jdbc:postgresql://host:5432/database?user=name");
    }

    /** Returns the options of the driver: a connection to another machine is encrypted unless the address says otherwise. */
    Map<String, String> driverOptions() {
        Map<String, String> all = new TreeMap<>(options);
        if (!LOCAL.contains(host)) {
            all.putIfAbsent("sslmode", "require");
        }
        return all;
    }

    /** Returns the folder in which this machine keeps what is not in the database yet. */
    public Path folderIn(Path data) {
        String name = host + "-" + port + "-" + database + "-" + user;
        String safe = UNSAFE.matcher(name).replaceAll("_");
        return data.resolve("practice")
                .resolve(safe.equals(name) ? safe : safe + "-" + Integer.toHexString(name.hashCode()));
    }

    /** Returns the address that a data folder names; empty if its sessions are in the folder itself. */
    static Optional<PracticeAddress> in(Path folder) throws StoreException {
        if (!isIn(folder)) {
            return Optional.empty();
        }
        try {
            String line = Files.readString(folder.resolve(FILE)).strip();
            return Optional.of(of(line));
        } catch (IOException e) {
            throw new StoreException(folder.resolve(FILE) + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Returns whether the sessions of a data folder are in a practice's database. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a folder the local folder of this database. */
    public void connect(Path folder) throws StoreException {
        DataFolder.prepare(folder);
        try {
            byte[] line = url().getBytes(StandardCharsets.UTF_8);
            Path file = folder.resolve(FILE);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !Arrays.equals(Files.readAllBytes(file), line)) {
                DataFolder.replace(file, line);
            }
        } catch (IOException e) {
            throw new StoreException(folder + " cannot be used: " + FailureWords.of(e) + ".", e);
        }
    }

    private String url() {
        StringBuilder url = new StringBuilder(server());
        char before = '?';
        Map<String, String> all = new TreeMap<>(options);
        all.put("user", user);
        for (Map.Entry<String, String> option : all.entrySet()) {
            url.append(before).append(option.getKey()).append('=').append(encoded(option.getValue()));
            before = '&';
        }
        return url.toString();
    }

    /** Returns the address for the driver, without login and options. */
    String server() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns the database for messages. */
    String shown() {
        return "the database " + database + " on " + host;
    }
}

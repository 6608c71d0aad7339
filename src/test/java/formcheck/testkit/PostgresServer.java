package formcheck.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server of this machine's packages, on a free port of this machine. Logins: {@code postgres} (superuser), {@code
 * owner} (owns the databases), {@code anna} and {@code ben} (practitioners), {@code carl} and {@code dora} (people), {@code locked}
 * (needs the password {@code right}), {@code stranger} (belongs to nothing).
 */
public final class PostgresServer implements AutoCloseable {
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final Duration STARTING = Duration.ofSeconds(30);

    /** The user that runs the server if root runs the tests: PostgreSQL refuses root. */
    private static final List<String> OTHER_USERS = List.of("postgres", "nobody");

    private final Path programs;
    private final Path folder;
    private final Optional<String> user;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private Process process;

    private PostgresServer(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        this.folder = Files.createTempDirectory(
                "formcheck-postgres",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.user = System.getProperty("user.name").equals("root") ? Optional.of(otherUser()) : Optional.empty();
        if (user.isPresent()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.get()));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process made = run("initdb", "-D", data(), "-U", "postgres", "-E", "UTF8", "--no-locale", "-A", "trust", "-N");
        if (made.waitFor() != 0) {
            throw new IOException("initdb failed: " + Files.readString(log()));
        }
        Path access = Path.of(data(), "pg_hba.conf");
        Files.writeString(
                access,
                "host all locked 127.0.0.1/32 scram-sha-256\n" + Files.readString(access),
                StandardOpenOption.TRUNCATE_EXISTING);
        start();
    }

    /** A server for all tests of this process. */
    private static final class Shared {
        private static final Optional<PostgresServer> SERVER = started();

        private static Optional<PostgresServer> started() {
            Optional<PostgresServer> server = programs().map(PostgresServer::begin);
            server.ifPresent(one -> {
                one.sql("postgres", """
                        create role owner login createrole createdb;
                        create role anna login; create role ben login; create role carl login; create role dora login;
                        create role stranger login; create role locked login password 'right';
                        """);
                Runtime.getRuntime().addShutdownHook(new Thread(one::close));
            });
            return server;
        }
    }

    /** Returns the server of this process. Skips the test where no PostgreSQL is installed; fails it there if CI runs it. */
    public static PostgresServer shared() {
        return orSkip(Shared.SERVER);
    }

    /** Returns a server of its own, to be stopped and killed. */
    public static PostgresServer own() {
        PostgresServer own = orSkip(programs().map(PostgresServer::begin));
        own.sql(
                "postgres",
                "create role owner login createrole createdb; create role anna login; create role ben login");
        return own;
    }

    private static PostgresServer orSkip(Optional<PostgresServer> server) {
        if (server.isEmpty() && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("there is no PostgreSQL on this machine: apt-get install postgresql");
        }
        return server.orElseThrow(() -> new AssertionError("CI needs a PostgreSQL: apt-get install postgresql"));
    }

    private static Optional<Path> programs() {
        List<Path> places = new ArrayList<>();
        if (Files.isDirectory(PACKAGES)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(PACKAGES)) {
                versions.forEach(version -> places.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String place :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            places.add(Path.of(place));
        }
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("postgres")))
                .max(Comparator.comparing(Path::toString));
    }

    private static PostgresServer begin(Path programs) {
        try {
            return new PostgresServer(programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String otherUser() throws IOException {
        String known = Files.readString(Path.of("/etc/passwd"));
        return OTHER_USERS.stream()
                .filter(name -> known.contains("\n" + name + ":"))
                .findFirst()
                .orElseThrow();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        user.ifPresent(name ->
                command.addAll(List.of("setpriv", "--reuid=" + name, "--regid=" + name(name), "--clear-groups", "--")));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private static String name(String user) {
        return user.equals("nobody") ? "nogroup" : user;
    }

    /** Starts the server, after a stop or a kill as well. */
    public void start() throws IOException, InterruptedException {
        Files.deleteIfExists(Path.of(data(), "postmaster.pid")); // a killed server leaves it
        process = run(
                "postgres",
                "-D",
                data(),
                "-p",
                String.valueOf(port),
                "-k",
                "",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "max_connections=200");
        long until = System.nanoTime() + STARTING.toNanos();
        while (true) {
            try (Connection connection = connect("postgres", "postgres")) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > until || !process.isAlive()) {
                    throw new IOException("the server does not start: " + Files.readString(log()), e);
                }
                Thread.sleep(50);
            }
        }
    }

    /** Stops the server at once, as after a power cut of its machine. */
    public void stopAtOnce() throws IOException, InterruptedException {
        signal("QUIT");
    }

    /** Kills the server with all its processes. */
    public void kill() throws IOException, InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("the server does not stop");
        }
    }

    public int port() {
        return port;
    }

    /** Creates an empty database of {@code owner}. Returns its name. */
    public String database() {
        String name = "practice" + databases.incrementAndGet();
        sql("postgres", "create database " + name + " owner owner");
        return name;
    }

    /** Creates a copy of a database that nobody uses at present. */
    public String copyOf(String template) {
        String name = "practice" + databases.incrementAndGet();
        sql("postgres", "create database " + name + " owner owner template " + template);
        return name;
    }

    /** Returns the address as a person types it. */
    public String url(String database, String login) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + login;
    }

    public Connection connect(String database, String login) throws SQLException {
        return DriverManager.getConnection(url(database, login));
    }

    /** Runs statements as the superuser. */
    public void sql(String database, String statements) {
        try (Connection connection = connect(database, "postgres");
                Statement statement = connection.createStatement()) {
            for (String one : statements.split(";", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                signal("INT");
            }
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server answers, but accepts nothing, or answers nonsense: a session goes on here, and is sent later. */
class PracticeHinderedTest {
    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.shared();
    private String practice = "";
    private Path machine = Path.of("");

    @BeforeEach
    void aMachineThatWasThere() throws Exception {
        practice = PracticeKit.practice();
        machine = PracticeKit.machine(practice, "anna", folder.resolve("anna"));
        try (SessionStore store = SessionStore.open(machine)) {
            KeptPlay.session(store, "Ada", 1);
            store.latest();
        }
    }

    private void playsAndSays(String why) throws Exception {
        try (SessionStore store = SessionStore.open(machine)) {
            SessionId id = KeptPlay.session(store, "Ada", 2);
            assertThat(store.find(id).orElseThrow().session().reps()).hasSize(2);
            assertThat(store.people()).containsExactly("Ada");
            assertThat(store.database.notice().orElseThrow())
                    .contains(why)
                    .contains("kept on this computer")
                    .hasLineCount(1);
        }
    }

    private void isThereLater() throws Exception {
        try (SessionStore store = SessionStore.open(machine)) {
            assertThat(store.overviews("Ada")).hasSize(2);
            assertThat(store.findings().lines()).isEmpty();
        }
    }

    @Test
    void aTableThatAnotherLoginLocks() throws Exception {
        try (Connection ben = server.connect(practice, "ben");
                Statement statement = ben.createStatement()) {
            ben.setAutoCommit(false);
            statement.execute("lock table formcheck.session in access exclusive mode");
            playsAndSays("took too long to answer");
            ben.rollback();
        }
        isThereLater();
    }

    @Test
    void aDatabaseThatCanOnlyBeReadNow() throws Exception {
        server.sql(practice, "alter database " + practice + " set default_transaction_read_only = on");
        playsAndSays("can only be read");
        server.sql("postgres", "alter database " + practice + " reset default_transaction_read_only");
        isThereLater();
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        try (Connection admin = server.connect(practice, "postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("""
                    create function disk_full() returns trigger language plpgsql as
                    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                    """);
            statement.execute("create trigger disk_full before insert or update on formcheck.session"
                    + " for each row execute function disk_full()");
            playsAndSays("is full");
            statement.execute("drop trigger disk_full on formcheck.session");
        }
        isThereLater();
    }

    /** Logs in like PostgreSQL, and answers every query with a value of -5 bytes. */
    @Test
    void aServerThatAnswersNonsense() throws Exception {
        try (ServerSocket nonsense = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(nonsense));
            answering.setDaemon(true);
            answering.start();
            PracticeAddress.of("jdbc:postgresql://127.0.0.1:" + nonsense.getLocalPort() + "/" + practice
                            + "?user=anna&sslmode=disable")
                    .connect(machine);
            playsAndSays("does not answer");
        }
        PracticeKit.machine(practice, "anna", machine);
        isThereLater();
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                OutputStream to = socket.getOutputStream();
                InputStream from = socket.getInputStream();
                from.read(new byte[4096]);
                to.write(message('R', "\0\0\0\0"));
                to.write(message('S', "server_version\00015.0\0"));
                to.write(message('S', "client_encoding\0UTF8\0"));
                to.write(message('S', "standard_conforming_strings\0on\0"));
                to.write(message('Z', "I"));
                while (from.read(new byte[4096]) > 0) {
                    to.write(message('T', "\0\1a\0\0\0\0\0\0\0\0\0\0\27\0\4\377\377\377\377\0\0"));
                    to.write(message('D', "\0\1\377\377\377\373"));
                    to.write(message('Z', "I"));
                }
            } catch (IOException e) {
                // The driver has hung up, or the test is over.
            }
        }
    }

    private static byte[] message(char type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        try (var out = new java.io.ByteArrayOutputStream();
                var data = new java.io.DataOutputStream(out)) {
            data.writeByte(type);
            data.writeInt(bytes.length + 4);
            data.write(bytes);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.cli.Main;
import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Console output of the real program with --verbose during hostile requests. */
@Timeout(120)
@Tag("live")
class SafeLogIT {
    private static final String HOSTILE = "\u001b[2J\u001b]0;x\u0007\u009b31m\u0008\u007f";
    /** As UTF-8, read byte by byte by a server that takes it for Latin-1. */
    private static final String TURNED = "\u00e2\u0080\u00ae";

    @TempDir
    Path folder;

    @Test
    void noRequestSteersTheTerminalAndABrokenOneIsOneLine() throws Exception {
        Path log = folder.resolve("coach.log");
        Process process = ForkedJvm.start(
                folder,
                log,
                List.of(),
                Main.class,
                "coach",
                "--verbose",
                "--no-browser",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        try {
            URI link = ForkedJvm.awaitLink(process, log);
            int port = link.getPort();
            String host = "Host: localhost:" + port + "\r\n";
            for (String request : List.of(
                    "GET /" + HOSTILE + " HTTP/1.1\r\n" + host + "\r\n",
                    "GET /%1b%5b2J%e2%80%ae%0a[ERROR]%20forged HTTP/1.1\r\n" + host + "\r\n",
                    "GET /open/" + TURNED + " HTTP/1.1\r\n" + host + "\r\n",
                    HOSTILE + " / HTTP/1.1\r\n" + host + "\r\n",
                    "GET / HTTP/1.1\r\n" + host + "User-Agent: " + HOSTILE + TURNED + "\r\n\r\n",
                    "GET / HTTP/1.1\r\n" + host + "Cookie: formcheck-" + port + "=" + HOSTILE + "\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: " + HOSTILE + "\r\n\r\n",
                    "GET / HTTP/1.1\r\n" + host + "X" + HOSTILE + ": x\r\n\r\n")) {
                answered(port, request);
            }
            Visit visit = Visit.by(link);
            String head = " HTTP/1.1\r\n" + host + "Origin: http://localhost:" + port + "\r\nCookie: " + visit.cookie()
                    + "\r\nX-FormCheck-Token: " + visit.token() + "\r\n";
            for (String path : List.of(
                    "/api/sessions/%1b%5b2J/page",
                    "/api/month?month=%1b%5b2J", "/api/month?person=%1b%5b2J%e2%80%ae")) {
                answered(port, "GET " + path + head + "\r\n");
            }
            for (String path : List.of("/api/people", "/api/upload", "/access/pair", "/access/enter")) {
                try (RawConnection broken = new RawConnection(port)) {
                    broken.send("POST " + path + head + "Content-Length: 1000\r\n\r\n{\"name\":");
                }
            }
            try (RawConnection socket = new RawConnection(port).upgraded(visit)) {
                socket.say("{\"type\":\"\\u001b[2J\\u202e\\n[ERROR] forged\"}");
                socket.say(
                        "{\"type\":\"open\",\"source\":{\"kind\":\"address\",\"address\":\"http://127.0.0.1:9/\\u001b[2J\"}}");
                socket.say(
                        "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"\\u001b[2J\",\"width\":640,\"height\":480}}");
                socket.awaitText("opened");
            }
            awaitLines(log, "was incomplete", 4);
        } finally {
            process.destroy();
            ForkedJvm.end(process, 30);
        }
        String shown = ForkedJvm.read(log);
        assertThat(shown).doesNotContainPattern("[\\p{Cntrl}&&[^\\r\\n\\t]]|[\\u0080-\\u009f\\u202a-\\u202e]");
        assertThat(shown.lines().filter(line -> line.startsWith("[ERROR]"))).isEmpty();
        assertThat(shown).contains("\\u001B[2J").doesNotContain("\tat ", "Caused by");
    }

    /** Whoever can connect could else write there what looks like words of FormCheck. */
    @Test
    void nothingThatARequestSaysReachesTheWindowUnasked() throws Exception {
        Path log = folder.resolve("coach.log");
        Process process = ForkedJvm.start(
                folder,
                log,
                List.of(),
                Main.class,
                "coach",
                "--no-browser",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        try {
            int port = ForkedJvm.awaitLink(process, log).getPort();
            for (String request : List.of(
                    "GET / HTTP/1.1\r\nHost: a\r\nHost: Open forged instead\r\n\r\n",
                    "CONNECT /forged HTTP/1.1\r\nHost: a\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: forged:99999999\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nforged: " + "x".repeat(20_000) + "\r\n\r\n",
                    "forged\r\n\r\n")) {
                answered(port, request);
            }
        } finally {
            process.destroy();
            ForkedJvm.end(process, 30);
        }
        assertThat(ForkedJvm.read(log)).contains("FormCheck is ready").doesNotContain("forged", "[WARN]");
    }

    private static void answered(int port, String request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n"));
            assertThat(connection.all()).startsWith("HTTP/1.1 ");
        }
    }

    private static void awaitLines(Path log, String words, int many) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (ForkedJvm.read(log).lines().filter(line -> line.contains(words)).count() >= many) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(ForkedJvm.read(log));
    }
}

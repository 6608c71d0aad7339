package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of libraries is held against made-up bills of materials, and a made-up OSV on the loopback interface. */
class VulnerabilitiesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final URI NOBODY = URI.create("http://127.0.0.1:9/");

    @TempDir
    Path folder;

    private Path bill;
    private Path file;
    private LocalDate today = DAY;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeEach
    void files() throws IOException {
        bill = folder.resolve("bill.json");
        file = folder.resolve("advisories.json");
        bill("a.group:thing:1.2.3", "b.group:other:5.0");
        advisories(DAY, advisory("X-1", "HIGH", "1.0", "1.2.4"));
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void aLibraryWithAHighAdvisoryFails() {
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.FOUND);
        assertThat(said()).contains("FAILS  a.group:thing 1.2.3: X-1, HIGH. Made up.");
    }

    @Test
    void theVersionWithTheFixPassesAndSoDoesOneBeforeItsTime() throws IOException {
        for (String version : List.of("1.2.4", "1.10", "2.0", "0.9", "1.0-RC1")) {
            bill("a.group:thing:" + version);
            assertThat(run("--offline")).as(version).isEqualTo(Vulnerabilities.NOTHING);
        }
        for (String version : List.of("1.0", "1.2.4-RC1", "1.2.3.9")) {
            bill("a.group:thing:" + version);
            assertThat(run("--offline")).as(version).isEqualTo(Vulnerabilities.FOUND);
        }
    }

    @Test
    void anotherLibraryOfTheSameVersionPasses() throws IOException {
        bill("a.group:thing-else:1.2.3", "other.group:thing:1.2.3");
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.NOTHING);
    }

    @Test
    void whatNobodyGradedFailsAndWhatIsModerateIsTold() throws IOException {
        for (Map.Entry<String, Integer> grade : Map.of(
                        "CRITICAL",
                        Vulnerabilities.FOUND,
                        "",
                        Vulnerabilities.FOUND,
                        "MODERATE",
                        Vulnerabilities.NOTHING,
                        "LOW",
                        Vulnerabilities.NOTHING)
                .entrySet()) {
            advisories(DAY, advisory("X-2", grade.getKey(), "0", "9"));
            assertThat(run("--offline")).as(grade.getKey()).isEqualTo(grade.getValue());
            assertThat(said()).contains("X-2");
        }
    }

    @Test
    void anExceptionHoldsUntilItsEndAndNoDayLonger() throws IOException {
        advisories(DAY, outOfReach(advisory("X-1", "HIGH", "1.0", "1.2.4"), "2026-12-31"));
        today = LocalDate.of(2026, 12, 31);
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.NOTHING);
        assertThat(said()).contains("Not reachable (looked at again by 2026-12-31): Never called.");
        today = LocalDate.of(2027, 1, 1);
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.FOUND);
        assertThat(said()).contains("The exception ended on 2026-12-31");
    }

    @Test
    void anExceptionWithoutReasonTestOrEndIsNoException() throws IOException {
        for (String missing : List.of("because", "held_by", "until")) {
            ObjectNode advisory = outOfReach(advisory("X-1", "HIGH", "1.0", "1.2.4"), "2026-12-31");
            ((ObjectNode) advisory.path("database_specific")).remove(missing);
            advisories(DAY, advisory);
            assertThat(run("--offline")).as(missing).isEqualTo(Vulnerabilities.UNUSABLE);
            assertThat(said()).contains(missing).hasLineCount(1);
        }
    }

    @Test
    void whatALibraryCarriesInsideIsLookedAtToo() throws IOException {
        bill("native.group:engine:2.7.1-1.5.14");
        ObjectNode advisory = advisory("X-3", "HIGH", "0", "2.8");
        ((ObjectNode) advisory.path("affected").path(0).path("package"))
                .put("ecosystem", "PyPI")
                .put("name", "engine-inside");
        advisories(DAY, advisory);
        ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
        root.putArray("inside")
                .addObject()
                .put("library", "native.group:engine")
                .put("ecosystem", "PyPI")
                .put("name", "engine-inside");
        JSON.writeValue(file.toFile(), root);
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.FOUND);
        assertThat(said()).contains("native.group:engine 2.7.1-1.5.14 (engine-inside 2.7.1): X-3");
    }

    @Test
    void anOldFileIsToldAndFailsOnlyWhereThatWasAskedFor() throws IOException {
        bill("a.group:thing:1.2.4");
        today = DAY.plusDays(Vulnerabilities.OLD_AFTER_DAYS);
        assertThat(run("--offline", "--strict")).isEqualTo(Vulnerabilities.NOTHING);
        today = today.plusDays(1);
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.NOTHING);
        assertThat(said()).contains("days old");
        assertThat(run("--offline", "--strict")).isEqualTo(Vulnerabilities.FOUND);
    }

    @Test
    void aLibraryThatNobodyAskedAboutIsTold() throws IOException {
        bill("a.group:thing:1.2.4", "c.group:new:1.0");
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.NOTHING);
        assertThat(said()).contains("Nobody has asked about c.group:new yet.");
        assertThat(run("--offline", "--strict")).isEqualTo(Vulnerabilities.FOUND);
    }

    @Test
    void whatCannotBeReadIsOneLine() throws IOException {
        for (String broken :
                List.of("", "{", "[]", "{\"components\":[]}", "{\"components\":[{\"purl\":\"pkg:npm/x@1\"}]}")) {
            Files.writeString(bill, broken);
            assertThat(run("--offline")).as(broken).isEqualTo(Vulnerabilities.UNUSABLE);
            assertThat(said()).hasLineCount(1);
        }
        bill("a.group:thing:1.2.3");
        for (String broken :
                List.of("", "{", "{}", "{\"asked\":\"yesterday\"}", "{\"asked\":\"2026-11-30\",\"advisories\":[{}]}")) {
            Files.writeString(file, broken);
            assertThat(run("--offline")).as(broken).isEqualTo(Vulnerabilities.UNUSABLE);
            assertThat(said()).hasLineCount(1);
        }
        Files.delete(bill);
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.UNUSABLE);
        assertThat(run("--of")).isEqualTo(Vulnerabilities.UNUSABLE);
        assertThat(said()).startsWith("Usage:");
    }

    @Test
    void whereOsvCannotBeAskedTheFileIsUsed() throws IOException {
        assertThat(run(NOBODY)).isEqualTo(Vulnerabilities.FOUND);
        assertThat(said()).contains("OSV could not be asked").contains("X-1");
        for (Map.Entry<String, String> answer : Map.of(
                        "500", "{}", "200", "<html>a proxy's page</html>", "201", "", "404", "{\"results\":[]}")
                .entrySet()) {
            URI osv = osv(Map.of(), Integer.parseInt(answer.getKey()), answer.getValue());
            assertThat(run(osv)).as(answer.getKey()).isEqualTo(Vulnerabilities.FOUND);
            assertThat(said())
                    .contains("OSV could not be asked")
                    .contains("X-1")
                    .doesNotContain("\tat ");
        }
        String before = Files.readString(file);
        assertThat(run(NOBODY, "--update")).isEqualTo(Vulnerabilities.UNUSABLE);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void whatOsvKnowsAndTheFileLacksIsToldAndFails() throws IOException {
        bill("a.group:thing:1.2.4");
        URI osv = osv(Map.of("NEW-1", advisory("NEW-1", "HIGH", "1.2", "1.3")), 200, "");
        String before = Files.readString(file);
        assertThat(run(osv)).as(said()).isEqualTo(Vulnerabilities.FOUND);
        assertThat(said())
                .contains("New: NEW-1, which the file of 2026-11-30 lacks")
                .contains("FAILS  a.group:thing 1.2.4: NEW-1");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void whatOsvSaysOfOurReachIsNotBelieved() throws IOException {
        bill("a.group:thing:1.2.4");
        URI osv = osv(Map.of("NEW-1", outOfReach(advisory("NEW-1", "HIGH", "1.2", "1.3"), "2099-01-01")), 200, "");
        int end = run(osv);
        assertThat(end).as(said()).isEqualTo(Vulnerabilities.FOUND);
    }

    @Test
    void anUpdateWritesWhatIsNewAndKeepsWhatWasLookedAt() throws IOException {
        ObjectNode looked = outOfReach(advisory("X-1", "HIGH", "1.0", "1.2.4"), "2026-12-31");
        looked.putArray("aliases").add("CVE-X-1");
        advisories(DAY, looked);
        today = DAY.plusDays(10);
        ObjectNode alias = advisory("GHSA-same", "HIGH", "0", "9");
        alias.putArray("aliases").add("CVE-X-1");
        URI osv = osv(
                Map.of(
                        "X-1", advisory("X-1", "HIGH", "1.0", "1.2.4"),
                        "GHSA-same", alias,
                        "NEW-1", advisory("NEW-1", "MODERATE", "1.2", "1.3")),
                200,
                "");
        assertThat(run(osv, "--update")).isEqualTo(Vulnerabilities.NOTHING);
        Advisories written = Advisories.read(file);
        assertThat(written.asked()).isEqualTo(today);
        assertThat(written.all()).extracting(Advisory::id).containsExactly("X-1", "NEW-1");
        assertThat(written.all().get(0).verdict()).isPresent();
        assertThat(written.all().get(1).verdict()).isEmpty();
        assertThat(written.libraries()).containsExactly("a.group:thing", "b.group:other");
        String once = Files.readString(file);
        written.write(file);
        assertThat(Files.readString(file)).isEqualTo(once);
        assertThat(run("--offline", "--strict")).isEqualTo(Vulnerabilities.NOTHING);
    }

    @Test
    void theFileOfTheProjectIsWholeAndItsExceptionsNameTests() throws Exception {
        Advisories own = Advisories.read(Vulnerabilities.FILE);
        assertThat(own.all()).isNotEmpty();
        for (Advisory advisory : own.all()) {
            assertThat(advisory.affected()).as(advisory.id()).isNotEmpty();
            if (advisory.verdict().flatMap(Advisory.Verdict::heldBy).isPresent()) {
                String[] test = advisory.verdict().get().heldBy().get().split("#");
                assertThat(Class.forName("formcheck.supply." + test[0]).getDeclaredMethod(test[1]))
                        .as(advisory.id())
                        .isNotNull();
            }
        }
        own.write(folder.resolve("again.json"));
        assertThat(Advisories.read(folder.resolve("again.json"))).isEqualTo(own);
    }

    /** Jackson 2.20.1 and Pebble 3.2.4 were handed out once: the file has to tell them. */
    @Test
    void theFileOfTheProjectKnowsWhatWasHandedOutOnce() throws IOException {
        file = Vulnerabilities.FILE;
        for (String library : List.of(
                "com.fasterxml.jackson.core:jackson-core:2.20.1",
                "com.fasterxml.jackson.core:jackson-databind:2.20.1",
                "org.eclipse.jetty:jetty-http:12.1.10",
                "org.bytedeco:ffmpeg:8.1.1-1.5.14")) {
            bill(library);
            assertThat(run("--offline")).as(library).isEqualTo(Vulnerabilities.FOUND);
        }
        bill("io.pebbletemplates:pebble:3.2.4");
        assertThat(run("--offline")).isEqualTo(Vulnerabilities.NOTHING);
        assertThat(said()).contains("GHSA-p75g-cxfj-7wrx, MODERATE");
    }

    // ---------------------------------------------------------------- made-up things

    private int run(String... arguments) {
        return run(NOBODY, arguments);
    }

    private int run(URI osv, String... arguments) {
        said.reset();
        return new Vulnerabilities(bill, file, today, new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(osv, arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void bill(String... libraries) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode components = root.putArray("components");
        for (String library : libraries) {
            String[] parts = library.split(":");
            components.addObject().put("purl", "pkg:maven/" + parts[0] + "/" + parts[1] + "@" + parts[2] + "?type=jar");
        }
        JSON.writeValue(bill.toFile(), root);
    }

    private void advisories(LocalDate asked, ObjectNode... advisories) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("asked", asked.toString());
        root.putArray("libraries").add("a.group:thing").add("b.group:other");
        root.putArray("advisories").addAll(List.of(advisories));
        JSON.writeValue(file.toFile(), root);
    }

    private static ObjectNode advisory(String id, String severity, String introduced, String fixed) {
        ObjectNode advisory = JSON.createObjectNode();
        advisory.put("id", id).put("summary", "Made up.");
        ObjectNode affected = advisory.putArray("affected").addObject();
        affected.putObject("package").put("ecosystem", "Maven").put("name", "a.group:thing");
        ArrayNode events =
                affected.putArray("ranges").addObject().put("type", "ECOSYSTEM").putArray("events");
        events.addObject().put("introduced", introduced);
        events.addObject().put("fixed", fixed);
        advisory.putObject("database_specific").put("severity", severity);
        return advisory;
    }

    private static ObjectNode outOfReach(ObjectNode advisory, String until) {
        ((ObjectNode) advisory.path("database_specific"))
                .put("reachable", false)
                .put("because", "Never called.")
                .put("held_by", "VulnerabilitiesTest#anything")
                .put("until", until);
        return advisory;
    }

    /** Knows advisories against every library that it is asked about first, and answers them one by one. */
    private URI osv(Map<String, ObjectNode> advisories, int status, String otherwise) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        servers.add(server);
        server.createContext("/v1/querybatch", exchange -> {
            int questions =
                    JSON.readTree(exchange.getRequestBody()).path("queries").size();
            ArrayNode results = JSON.createArrayNode();
            for (int i = 0; i < questions; i++) {
                results.addObject();
            }
            ArrayNode found = ((ObjectNode) results.get(0)).putArray("vulns");
            advisories.keySet().forEach(id -> found.addObject().put("id", id));
            answer(
                    exchange,
                    status,
                    otherwise.isEmpty() && status == 200
                            ? JSON.createObjectNode().set("results", results).toString()
                            : otherwise);
        });
        server.createContext("/v1/vulns/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            answer(exchange, 200, String.valueOf(advisories.get(path.substring(path.lastIndexOf('/') + 1))));
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

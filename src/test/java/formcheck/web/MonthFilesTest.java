package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.KeptPlay;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of the month page and of the installed web app. */
@Timeout(120)
class MonthFilesTest {
    private static final String ADA = "Ada & Søn";

    @TempDir
    Path folder;

    private SessionStore store;
    private WebServer server;
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder.resolve("data"));
        server = server(folder.resolve("data"));
        visit = Visit.by(server.address());
    }

    private static WebServer server(Path data) throws Exception {
        return WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(data, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        store.close();
    }

    private static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> post(Visit visit, byte[] body) throws Exception {
        return bytes(visit.request("/api/import")
                .header("Origin", visit.origin())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Test
    void theCalendarFileHasItsType() throws Exception {
        HttpResponse<String> file = visit.get("/api/reminders.ics?person=Ada&days=1,3,5&time=18:30&language=de");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("formcheck.ics");
        assertThat(file.body()).startsWith("BEGIN:VCALENDAR").contains("T183000", "COUNT=12", "BYDAY=MO,WE,FR");
        for (String wrong : List.of("days=&time=18:30", "days=8&time=18:30", "days=1&time=25:00", "days=1", "")) {
            assertThat(visit.get("/api/reminders.ics?person=Ada&" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void allSessionsMoveToAnotherComputerInOneFile() throws Exception {
        KeptPlay.session(store, ADA, 4);
        KeptPlay.session(store, ADA, 2);
        List<SessionOverview> overviews = store.overviews(ADA);
        HttpResponse<byte[]> zip = bytes(visit.request("/api/sessions.zip?person=Ada%20%26%20S%C3%B8n"));
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        Path other = folder.resolve("other");
        try (WebServer elsewhere = server(other)) {
            Visit there = Visit.by(elsewhere.address());
            JsonNode imported =
                    new ObjectMapper().readTree(post(there, zip.body()).body());
            assertThat(imported.path("added").asInt()).isEqualTo(2);
            JsonNode again = new ObjectMapper().readTree(post(there, zip.body()).body());
            assertThat(again.path("added").asInt()).isZero();
            assertThat(again.path("known").asInt()).isEqualTo(2);
            try (SessionStore moved = SessionStore.open(other)) {
                assertThat(moved.overviews(ADA)).isEqualTo(overviews);
                assertThat(moved.find(overviews.get(0).id()))
                        .isEqualTo(store.find(overviews.get(0).id()));
            }
        }
        assertThat(other.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void anotherFileIsRefusedInOneLine() throws Exception {
        byte[] large = new byte[3_000_000];
        for (byte[] body : List.of(new byte[0], "no zip".getBytes(StandardCharsets.UTF_8), large)) {
            HttpResponse<byte[]> answer = post(visit, body);
            assertThat(answer.statusCode()).isEqualTo(422);
            String said = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(said).contains("no export of FormCheck").doesNotContain("\n", folder.toString());
        }
        assertThat(store.people()).isEmpty();
    }

    @Test
    void nobodyWithoutAccessTakesOrBringsSessions() throws Exception {
        KeptPlay.session(store, ADA, 2);
        for (String path : List.of("/api/sessions.zip?person=" + "Ada", "/api/reminders.ics?days=1&time=18:30")) {
            HttpResponse<byte[]> answer = bytes(HttpRequest.newBuilder(java.net.URI.create(visit.origin() + path)));
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
        }
        assertThat(post(visit.withToken("wrong"), new byte[] {1}).statusCode()).isEqualTo(403);
    }

    @Test
    void theWebAppHasItsManifestAndIcons() throws Exception {
        HttpResponse<String> manifest = visit.get("/page/app.webmanifest");
        assertThat(manifest.headers().firstValue("Content-Type")).contains("application/manifest+json");
        JsonNode app = new ObjectMapper().readTree(manifest.body());
        assertThat(app.path("display").asText()).isEqualTo("standalone");
        assertThat(app.path("start_url").asText()).isEqualTo("/");
        assertThat(app.path("icons").findValuesAsText("purpose")).contains("any", "maskable");
        for (JsonNode icon : app.path("icons")) {
            HttpResponse<byte[]> file = bytes(visit.request(icon.path("src").asText()));
            assertThat(file.statusCode()).as(icon.toString()).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type"))
                    .contains(icon.path("type").asText());
        }
        assertThat(visit.get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("manifest-src 'self'");
    }
}

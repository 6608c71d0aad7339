package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.KeptPlay;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One damaged session stops neither the month nor the list of people nor the pages of the other sessions. */
@Timeout(120)
class DamagedSessionTest {
    @TempDir
    Path data;

    private void damage(SessionId id, String change) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("formcheck.db"));
                PreparedStatement statement =
                        connection.prepareStatement("update session set " + change + " where id = ?")) {
            statement.setString(1, id.text());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<String> names(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"figures = '['", "exercise = '{}'", "origin = 'dream'", "began = 'yesterday'"})
    void everythingElseWorks(String change) throws Exception {
        boolean figures = change.startsWith("figures");
        SessionId good;
        SessionId bad;
        try (SessionStore store = SessionStore.open(data)) {
            good = KeptPlay.session(store, "Ada", 2);
            bad = KeptPlay.session(store, "Ada", 3);
        }
        damage(bad, change);
        try (WebServer server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(data, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator())) {
            Visit visit = Visit.by(server.address());
            JsonNode people = json(visit.get("/api/people"));
            assertThat(people.path("people").findValuesAsText("name")).containsExactly("Ada");
            assertThat(people.has("problem")).isFalse();
            for (String language : List.of("en", "de")) {
                for (String query : List.of("?language=", "?person=Ada&language=")) {
                    JsonNode month = json(visit.get("/api/month" + query + language));
                    assertThat(month.path("person").asText()).isEqualTo("Ada");
                    List<String> ids = new ArrayList<>();
                    month.path("sessions")
                            .forEach(session -> ids.add(session.path("id").asText()));
                    assertThat(ids).containsExactly(good.text(), bad.text());
                    JsonNode damaged = month.path("sessions").get(1);
                    assertThat(damaged.path("day").asText()).isNotBlank();
                    assertThat(month.path("sessions").get(0).has("problem")).isFalse();
                    assertThat(damaged.has("problem")).isEqualTo(figures);
                    if (figures) {
                        assertThat(damaged.path("problem").asText())
                                .contains(
                                        language.equals("en") ? "Its values cannot be read" : "nicht lesbar",
                                        "formcheck sessions --rebuild");
                    }
                }
            }
            for (String page : List.of("page", "file.html", "file.pdf")) {
                assertThat(visit.get("/api/sessions/" + good + "/" + page).statusCode())
                        .isEqualTo(200);
                HttpResponse<String> answer = visit.get("/api/sessions/" + bad + "/" + page);
                assertThat(answer.statusCode()).as(page).isEqualTo(figures ? 200 : 409);
                if (!figures) {
                    assertThat(answer.body())
                            .contains("Session " + bad, "is damaged")
                            .doesNotContain("\n");
                } else if (!page.equals("file.pdf")) {
                    assertThat(answer.body()).contains("The figures of this session cannot be read");
                }
            }
            json(visit.get("/api/latest"));
            HttpResponse<byte[]> zip = HttpClient.newHttpClient()
                    .send(visit.request("/api/sessions.zip?person=Ada").build(), BodyHandlers.ofByteArray());
            assertThat(names(zip.body()))
                    .contains("person.json", good + "-stored.json")
                    .contains(figures ? bad + "-stored.json" : "not-exported.txt");
        }
    }
}

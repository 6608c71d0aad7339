package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may read and delete month and reports: requests to the server, with a real store and without a browser. */
@Timeout(120)
class ReportAccessIT {
    @TempDir
    Path folder;

    private SessionStore store;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder);
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(folder, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        store.close();
    }

    @Test
    void noOneWithoutTheTokenReadsOrDeletesAnything() throws Exception {
        KeptSessions.month(store, "Ada", "red");
        SessionOverview first = store.overviews("Ada").get(0);
        String origin = "http://localhost:" + server.address().getPort();
        HttpClient client = HttpClient.newHttpClient();
        Visit visit = Visit.by(server.address());
        for (String path : List.of(
                "/api/people",
                "/api/month",
                "/api/latest",
                "/api/sessions/" + first.id() + "/page",
                "/api/sessions/" + first.id() + "/file.pdf",
                "/api/sessions/" + first.id() + "/points?token=" + visit.token(),
                "/api/video/" + first.id() + "?token=" + visit.token(),
                "/api/video/" + first.id())) {
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(origin + path))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        HttpRequest.Builder delete = HttpRequest.newBuilder(URI.create(origin + "/api/sessions/" + first.id()))
                .DELETE();
        assertThat(client.send(delete.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        delete.header("X-FormCheck-Token", visit.token()).header("Cookie", visit.cookie());
        assertThat(client.send(delete.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .as("without an origin")
                .isEqualTo(403);
        delete.header("Origin", "http://elsewhere.example");
        assertThat(client.send(delete.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(store.find(first.id())).isPresent();
        for (String wrong : List.of(
                "/api/sessions/..%2f..%2fetc/page",
                "/api/sessions/2020-01-01-0000/page",
                "/api/sessions/x/file.pdf",
                "/api/month?month=never",
                "/api/sessions/" + first.id() + "/still/one/top",
                "/api/video/2020-01-01-0000")) {
            assertThat(visit.get(wrong).statusCode()).as(wrong).isBetween(400, 404);
        }
    }
}

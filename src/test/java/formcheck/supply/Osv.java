package formcheck.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks OSV (https://osv.dev) by names and versions of libraries; it learns nothing else. */
final class Osv {
    static final URI ADDRESS = URI.create("https://api.osv.dev/");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A batch answers as many at once. */
    private static final int BATCH = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Osv(URI address) {
        this.address = address;
    }

    /**
     * The names of all advisories against libraries of an ecosystem that it knows.
     *
     * @throws IOException if it cannot be asked, or answers something else
     */
    Set<String> known(List<Library> libraries) throws IOException {
        Set<String> ids = new TreeSet<>();
        List<Library> askable = libraries.stream()
                .filter(library -> !library.ecosystem().equals(Library.UPSTREAM))
                .toList();
        for (int from = 0; from < askable.size(); from += BATCH) {
            List<Library> batch = askable.subList(from, Math.min(askable.size(), from + BATCH));
            ObjectNode question = JsonNodeFactory.instance.objectNode();
            ArrayNode queries = question.putArray("queries");
            for (Library library : batch) {
                ObjectNode query = queries.addObject();
                query.put("version", library.version().text());
                query.putObject("package").put("ecosystem", library.ecosystem()).put("name", library.name());
            }
            JsonNode results = send(request("v1/querybatch")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(question.toString(), StandardCharsets.UTF_8))
                            .build())
                    .path("results");
            if (results.size() != batch.size()) {
                throw new IOException("it answered " + results.size() + " of " + batch.size() + " questions");
            }
            for (JsonNode result : results) {
                if (result.has("next_page_token")) {
                    throw new IOException("it knows more than it answers at once");
                }
                result.path("vulns").forEach(found -> ids.add(found.path("id").asText()));
            }
        }
        return ids;
    }

    /** One advisory, as OSV writes it. */
    Advisory advisory(String id) throws IOException {
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw new IOException("it named an advisory '" + id + "'");
        }
        ObjectNode found = (ObjectNode) send(request("v1/vulns/" + id).GET().build());
        found.put("summary", "Not looked at yet: https://osv.dev/vulnerability/" + id);
        // What it means here is for us to say: nothing but the grade is taken over.
        String severity = found.path("database_specific").path("severity").asText("");
        found.putObject("database_specific").put("severity", severity);
        try {
            return Advisories.advisory(found);
        } catch (IllegalArgumentException e) {
            throw new IOException("it describes " + id + " otherwise than expected: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("it answered " + answer.statusCode());
            }
            JsonNode json = JSON.readTree(answer.body());
            if (!json.isObject()) {
                throw new IOException("it answered something else");
            }
            return json;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Access of a page that was opened with the link: the token and the cookie of its browser.
 *
 * @param origin like {@code http://localhost:8417}
 * @param cookie name and value
 * @param attributes of the cookie from the server
 */
record Visit(String origin, String token, String cookie, String attributes, Optional<KeyPair> keys) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> TYPES =
            Map.of("/api/choices", "Choices", "/api/people", "People", "/api/browsers", "Browsers");

    /** Gets access in a browser without a key. */
    static Visit by(URI link) throws IOException, InterruptedException {
        return by(link, Optional.empty());
    }

    /** Gets access in a browser that is recognised after the next start. */
    static Visit thatIsRemembered(URI link) throws IOException, InterruptedException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return by(link, Optional.of(generator.generateKeyPair()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Visit by(URI link, Optional<KeyPair> keys) throws IOException, InterruptedException {
        String origin = "http://localhost:" + link.getPort();
        HttpResponse<String> led = send(HttpRequest.newBuilder(link));
        String word =
                URI.create(led.headers().firstValue("Location").orElseThrow()).getFragment();
        String key = keys.map(pair ->
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .orElse("");
        HttpResponse<String> answer = post(
                origin,
                "/access/pair",
                "",
                MAPPER.createObjectNode().put("word", word).put("key", key).toString());
        String[] cookie =
                answer.headers().firstValue("Set-Cookie").orElseThrow().split("; ", 2);
        return new Visit(origin, MAPPER.readTree(answer.body()).path("token").asText(), cookie[0], cookie[1], keys);
    }

    /** Gets access with the key of the browser at an address without a code; empty if refused. */
    Optional<Visit> again(String at) throws IOException, InterruptedException {
        HttpResponse<String> asked = post(at, "/access/challenge", cookie, "");
        if (asked.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode challenge = MAPPER.readTree(asked.body());
        HttpResponse<String> answer = post(
                at,
                "/access/enter",
                cookie,
                MAPPER.createObjectNode()
                        .put("challenge", challenge.path("challenge").asText())
                        .put(
                                "signature",
                                sign("FormCheck on port " + URI.create(at).getPort() + ": "
                                        + challenge.path("challenge").asText()))
                        .toString());
        return answer.statusCode() == 200
                ? Optional.of(new Visit(
                        at, MAPPER.readTree(answer.body()).path("token").asText(), cookie, attributes, keys))
                : Optional.empty();
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.orElseThrow().getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Visit withToken(String other) {
        return new Visit(origin, other, cookie, attributes, keys);
    }

    Visit withCookie(String other) {
        return new Visit(origin, token, other, attributes, keys);
    }

    /** A request for data, as the page sends it. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (!token.isEmpty()) {
            request.header("X-FormCheck-Token", token);
        }
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return request;
    }

    /** What the page asks for has to be of the type that the page expects. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path));
        String type = TYPES.get(URI.create(path).getPath());
        if (type != null && answer.statusCode() == 200) {
            assertThat(PageTypes.ofPage().problems(type, MAPPER.readTree(answer.body())))
                    .as(path)
                    .isEmpty();
        }
        return answer;
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).header("Origin", origin).DELETE());
    }

    /** Without a token, as before there is one. */
    static HttpResponse<String> post(String origin, String path, String cookie, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return send(request);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The protocols of a WebSocket, of which the second is the token. */
    List<String> protocols() {
        return List.of("formcheck", token);
    }
}

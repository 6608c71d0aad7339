package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A phone without a browser. It trusts any certificate, as a person does who continues past the warning; Java still compares its
 * addresses with the one that is visited.
 */
final class PhoneVisit implements X509TrustManager {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Like {@code https://127.0.0.2:41234}. */
    final String origin;

    final List<X509Certificate> seen = new ArrayList<>();
    private final SSLContext tls;
    private final HttpClient client;

    /** @param link of the pairing */
    PhoneVisit(URI link) throws GeneralSecurityException {
        origin = "https://" + link.getHost() + ":" + link.getPort();
        tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {this}, null);
        client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    URI at(String path) {
        return URI.create(origin + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)));
    }

    HttpResponse<String> post(String path, String body, String from) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path))
                .header("Origin", from)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends a code; the status and the secret. */
    HttpResponse<String> pair(String code) throws IOException, InterruptedException {
        return post("/pair", MAPPER.createObjectNode().put("code", code).toString(), origin);
    }

    String secret(String code) throws IOException, InterruptedException {
        return MAPPER.readTree(pair(code).body()).path("secret").asText();
    }

    /** Sends a message or an image as a page does that has no WebSocket. */
    HttpResponse<String> frame(String secret, String page, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at("/frame"))
                .header("Origin", origin)
                .header("X-FormCheck-Phone", secret)
                .header("X-FormCheck-Page", page)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Answer to a request whose every byte is chosen by the test. */
    String raw(String text) throws IOException {
        try (Socket socket = connection()) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    Socket connection() throws IOException {
        URI uri = URI.create(origin);
        Socket socket = tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Status of an upgrade that was refused; 101 for one that was not. */
    int upgrade(@Nullable String secret, @Nullable String from) throws InterruptedException {
        try {
            new PhoneLink(secret, from).close();
            return 101;
        } catch (ExecutionException e) {
            return e.getCause() instanceof java.net.http.WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : 0;
        }
    }

    PhoneLink connect(String secret) throws ExecutionException, InterruptedException {
        return new PhoneLink(secret, origin);
    }

    /** The socket of a phone. */
    final class PhoneLink implements WebSocket.Listener {
        final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final WebSocket socket;
        private int sequence;
        private long opened;
        private double began;

        PhoneLink(@Nullable String secret, @Nullable String from) throws ExecutionException, InterruptedException {
            WebSocket.Builder builder = client.newWebSocketBuilder();
            if (secret != null) {
                builder.subprotocols("formcheck-phone", secret);
            }
            if (from != null) {
                builder.header("Origin", from);
            }
            socket = builder.buildAsync(URI.create(origin.replace("https", "wss") + "/camera"), this)
                    .get();
        }

        void say(String message) {
            socket.sendText(message, true).join();
        }

        /** @param now the phone's clock, milliseconds */
        void camera(int width, int height, double now) {
            opened = System.nanoTime();
            began = now;
            say("{\"type\":\"camera\",\"name\":\"rear\",\"width\":" + width + ",\"height\":" + height + ",\"now\":"
                    + now + "}");
        }

        /** The phone's clock, milliseconds. */
        double now() {
            return began + (System.nanoTime() - opened) * 1e-6;
        }

        /** Sends an image that was just taken. */
        void image(byte[] jpeg) {
            image(now(), jpeg);
        }

        /** Sends an image with the next number. */
        void image(double millis, byte[] jpeg) {
            ByteBuffer message = ByteBuffer.allocate(16 + jpeg.length);
            message.putInt(++sequence).putInt(0).putDouble(millis).put(jpeg).flip();
            socket.sendBinary(message, true).join();
        }

        JsonNode next(String type) throws InterruptedException {
            while (true) {
                JsonNode message = messages.poll(15, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no message " + type);
                }
                if (message.path("type").asText().equals(type)) {
                    return message;
                }
            }
        }

        /** Waits until images are wanted, or no longer. */
        void awaitWish(boolean wanted) throws InterruptedException {
            boolean now;
            do {
                now = next("wish").path("wanted").asBoolean();
            } while (now != wanted);
        }

        void close() {
            socket.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            try {
                messages.add(MAPPER.readTree(data.toString()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        seen.add(chain[0]);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}

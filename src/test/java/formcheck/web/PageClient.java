package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the live feed in place of a page. */
final class PageClient implements WebSocket.Listener {
    final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> pictures = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final WebSocket socket;
    private final List<String> contradictions = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static PageClient open(Visit visit) throws ExecutionException, InterruptedException {
        return new PageClient(HttpClient.newHttpClient(), visit, visit.origin());
    }

    /**
     * @param from the origin that is named, if one is
     */
    PageClient(HttpClient client, Visit visit, @Nullable String from) throws ExecutionException, InterruptedException {
        WebSocket.Builder builder = client.newWebSocketBuilder()
                .subprotocols("formcheck", visit.token())
                .header("Cookie", visit.cookie());
        if (from != null) {
            builder.header("Origin", from);
        }
        socket = builder.buildAsync(URI.create(visit.origin().replace("http", "ws") + "/live"), this)
                .get();
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void picture(int sequence, double millis, byte[] jpeg) {
        ByteBuffer message = ByteBuffer.allocate(16 + jpeg.length);
        message.putInt(sequence).putInt(0).putDouble(millis).put(jpeg).flip();
        socket.sendBinary(message, true).join();
    }

    JsonNode next(String type) throws InterruptedException {
        return until("type", type);
    }

    JsonNode until(String field, String value) throws InterruptedException {
        while (true) {
            JsonNode message = messages.poll(15, TimeUnit.SECONDS);
            assertThat(contradictions)
                    .as("messages that the page's types do not allow")
                    .isEmpty();
            assertThat(message).as("no message with %s %s", field, value).isNotNull();
            if (message.path(field).asText().equals(value)) {
                return message;
            }
        }
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        try {
            Thread.sleep(150); // the server hears of it in its own time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                JsonNode message = new ObjectMapper().readTree(text.toString());
                contradictions.addAll(PageTypes.ofPage().problems("ServerMessage", message));
                messages.add(message);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        bytes.writeBytes(part);
        if (last) {
            pictures.add(bytes.toByteArray());
            bytes.reset();
        }
        from.request(1);
        return null;
    }
}

package formcheck.capture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network camera: images as parts of one long HTTP response, and the ways in which such a camera fails. */
final class MjpegServer implements AutoCloseable {

    static final String PASSWORD = "p%40ss/word";

    private static final int FOREVER = Integer.MAX_VALUE;

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    MjpegServer() throws IOException {
        server.setExecutor(threads);
        server.createContext("/live", exchange -> images(exchange, FOREVER, false));
        server.createContext("/five", exchange -> images(exchange, 5, false));
        server.createContext("/falls-silent", exchange -> images(exchange, 5, true));
        server.createContext("/never", exchange -> await());
        server.createContext("/text", exchange -> {
            byte[] text = "<html>Sign in</html>".repeat(50).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.createContext("/secret", exchange -> {
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString("me:p@ss/word".getBytes(StandardCharsets.UTF_8));
            if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                images(exchange, FOREVER, false);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            }
        });
        server.start();
    }

    /** Also serves a file, as any web server does. */
    void serve(String path, byte[] content) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    URI address(String userInfo, String path) {
        return URI.create(
                "http://" + userInfo + "@127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void images(HttpExchange exchange, int count, boolean silentThen) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        byte[] image = TestImage.jpeg(64, 48);
        try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < count && closed.getCount() > 0; i++) {
                body.write(("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                body.write(image);
                body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                body.flush();
                Thread.sleep(20);
            }
            if (silentThen) {
                await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        server.stop(0);
    }
}

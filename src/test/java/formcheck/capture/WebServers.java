package formcheck.capture;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;

/** A web server on a loopback address that answers as a test requires and records its requests. */
final class WebServers implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String host;
    private final String scheme;

    /** Requests: path, host header and password. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private WebServers(HttpServer server, String scheme, String host) {
        this.server = server;
        this.scheme = scheme;
        this.host = host;
        server.setExecutor(threads);
        server.start();
    }

    static WebServers on(String host) throws IOException {
        return new WebServers(HttpServer.create(anyPort(host), 0), "http", host);
    }

    static WebServers secureOn(String host, SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(host), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return new WebServers(server, "https", host);
    }

    private static InetSocketAddress anyPort(String host) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), 0);
    }

    /** Answers a path with content of a type. */
    WebServers serve(String path, String type, byte[] content) {
        server.createContext(path, exchange -> {
            remember(exchange);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        return this;
    }

    /** Redirects a path. */
    WebServers redirect(String path, int status, String location) {
        server.createContext(path, exchange -> {
            remember(exchange);
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        return this;
    }

    /** Redirects like {@link #redirect}, but only clients with the password; asks others for it. */
    WebServers redirectWithPassword(String path, String password, String location) {
        server.createContext(path, exchange -> {
            boolean known = password.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (known) {
                exchange.getResponseHeaders().set("Location", location);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
            }
            exchange.sendResponseHeaders(known ? 302 : 401, -1);
            exchange.close();
        });
        return this;
    }

    private void remember(HttpExchange exchange) {
        String called = exchange.getRequestHeaders().getFirst("Host");
        String password = exchange.getRequestHeaders().getFirst("Authorization");
        String name = exchange instanceof HttpsExchange secured
                        && secured.getSSLSession() instanceof ExtendedSSLSession session
                ? " " + session.getRequestedServerNames()
                : "";
        asked.add(exchange.getRequestURI() + " " + called + (password == null ? "" : " " + password) + name);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Returns the address of the same server with its host written in another way. */
    URI address(String path) {
        return address(host, path);
    }

    /** The same server, its host written in another way. */
    URI address(String otherHost, String path) {
        return URI.create(scheme + "://" + otherHost + ":" + port() + path);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}

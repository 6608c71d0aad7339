package formcheck.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server for the phone: TLS on one port of the machine's addresses in the local network. It exists only while a phone is being
 * paired or is paired, and serves what {@link PhoneRoutes} names.
 */
final class PhoneListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneListener.class);

    /** Time until a connection has said what it wants, its TLS handshake included. */
    static final Duration HEAD_LIMIT = Duration.ofSeconds(10);

    /** Connections at a time: a phone opens six at most. */
    private static final int MOST_CONNECTIONS = 24;

    private static final int LARGEST_TEXT = 1024;

    /** Bytes. A frame of 1280 x 720 pixels has 150,000. */
    static final int LARGEST_IMAGE = 1024 * 1024;

    private static final int WAITING = 16;
    private static final int TRIES = 20;
    private static final int THREADS = 6;
    private static final Duration SESSION_OF_LIBRARY = Duration.ofMinutes(2);

    private final List<ServerSocketChannel> channels;
    private final Javalin server;
    private final FrameRates rates = new FrameRates(System.nanoTime());

    /**
     * Starts the server.
     *
     * @param wanted the port, if it is free; otherwise another one
     * @throws IOException if an address is not one of this machine, in words for the user
     */
    static PhoneListener start(
            List<InetAddress> addresses, int wanted, PhoneCertificate certificate, PhoneRoutes routes)
            throws IOException {
        List<ServerSocketChannel> channels = bind(addresses, wanted);
        try {
            PhoneListener listener = new PhoneListener(channels, certificate, routes);
            listener.server.start();
            return listener;
        } catch (RuntimeException e) {
            close(channels);
            throw new IOException("The connection for the phone could not be opened.", e);
        }
    }

    private PhoneListener(List<ServerSocketChannel> channels, PhoneCertificate certificate, PhoneRoutes routes) {
        this.channels = channels;
        routes.servedAt(hosts());
        this.server = Javalin.create(config -> configure(config, certificate, routes));
    }

    private static List<ServerSocketChannel> bind(List<InetAddress> addresses, int wanted) throws IOException {
        IOException failure = new IOException("no port");
        for (int i = 0; i < TRIES; i++) {
            List<ServerSocketChannel> channels = new ArrayList<>();
            int port = i == 0 ? wanted : 0;
            try {
                for (InetAddress address : addresses) {
                    ServerSocketChannel channel = ServerSocketChannel.open();
                    channels.add(channel);
                    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                    channel.bind(new InetSocketAddress(address, port), WAITING);
                    port = channel.socket().getLocalPort(); // the same at every address
                }
                return channels;
            } catch (IOException e) {
                close(channels);
                failure = e;
            }
        }
        throw new IOException(
                "FormCheck cannot listen at "
                        + addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "))
                        + ". Check --phone-address, and whether this computer is in that network.",
                failure);
    }

    private void configure(JavalinConfig config, PhoneCertificate certificate, PhoneRoutes routes) {
        config.jsonMapper(new JavalinJackson(PageJson.mapper(), false));
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.addConnector((jetty, http) -> {
            SslContextFactory.Server tls = tls(certificate);
            List<ServerConnector> connectors = channels.stream()
                    .map(channel -> connector(jetty, http, tls, channel))
                    .toList();
            connectors.subList(1, connectors.size()).forEach(jetty::addConnector);
            return connectors.get(0);
        });
        QueuedThreadPool threads = new QueuedThreadPool(THREADS + 2 * channels.size(), 2);
        threads.setName("formcheck-phone");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(jetty -> {
            jetty.setErrorHandler(new SafeHeaders.Errors(""));
            jetty.insertHandler(new HeadersInTime(HEAD_LIMIT));
            jetty.insertHandler(Bodies.shortOnesFirst());
            jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.getSessionHandler().setSessionTrackingModes(Set.of());
            context.getSessionHandler().setMaxInactiveInterval((int) SESSION_OF_LIBRARY.toSeconds());
        });
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(PhoneSocket.IDLE);
            factory.setMaxTextMessageSize(LARGEST_TEXT);
            factory.setMaxBinaryMessageSize(LARGEST_IMAGE);
        });
        routes.addTo(config.routes);
    }

    private static SslContextFactory.Server tls(PhoneCertificate certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keys());
        tls.setKeyStorePassword(PhoneCertificate.PASSWORD);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setRenegotiationAllowed(false);
        return tls;
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, SslContextFactory.Server tls, ServerSocketChannel channel) {
        ServerConnector connector = new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        try {
            connector.open(channel);
            return connector;
        } catch (IOException e) {
            throw new IllegalStateException("a port that was taken a moment ago", e);
        }
    }

    /** Ends connections that send too many frames. */
    void check() {
        rates.check(List.of(server.jettyServer().server().getConnectors()), System.nanoTime());
    }

    int port() {
        return channels.get(0).socket().getLocalPort();
    }

    /** Returns each address with the port, like {@code 192.168.0.20:41234}. */
    List<String> hosts() {
        return channels.stream()
                .map(channel -> channel.socket().getInetAddress().getHostAddress() + ":" + port())
                .toList();
    }

    /** Ends all connections, and listens no longer. */
    @Override
    public void close() {
        server.stop();
        close(channels);
    }

    private static void close(List<ServerSocketChannel> channels) {
        for (ServerSocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("a port was closed before: {}", e.getMessage());
            }
        }
    }
}

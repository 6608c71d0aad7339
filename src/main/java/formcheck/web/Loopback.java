package formcheck.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * One port of the loopback interface, bound in both address families. Browsers try {@code ::1} first for
 * {@code localhost}. Another program that listened there on the same port would be mistaken for FormCheck and receive
 * its cookies.
 */
final class Loopback implements AutoCloseable {
    private static final int TRIES = 20;
    private static final int WAITING = 128;
    private static final byte[] V4 = {127, 0, 0, 1};
    private static final byte[] V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final ServerSocketChannel v4;
    private final Optional<ServerSocketChannel> v6;

    private Loopback(ServerSocketChannel v4, Optional<ServerSocketChannel> v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    /**
     * Binds a port.
     *
     * @param port 0 for any free one
     * @return empty if it is taken in one of the two families
     */
    static Optional<Loopback> bind(int port) {
        boolean both = listening(V6, 0).map(Loopback::closed).orElse(false);
        for (int i = 0; i < (port == 0 ? TRIES : 1); i++) {
            Optional<ServerSocketChannel> v4 = listening(V4, port);
            if (v4.isEmpty()) {
                return Optional.empty();
            }
            if (!both) {
                return Optional.of(new Loopback(v4.get(), Optional.empty()));
            }
            Optional<ServerSocketChannel> v6 = listening(V6, v4.get().socket().getLocalPort());
            if (v6.isPresent()) {
                return Optional.of(new Loopback(v4.get(), v6));
            }
            closed(v4.get());
        }
        return Optional.empty();
    }

    private static Optional<ServerSocketChannel> listening(byte[] address, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.setOption(
                        StandardSocketOptions.SO_REUSEADDR,
                        true); // despite connections that an earlier server left open
                channel.bind(new InetSocketAddress(InetAddress.getByAddress("localhost", address), port), WAITING);
                return Optional.of(channel);
            } catch (IOException | UnsupportedAddressTypeException e) {
                closed(channel);
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean closed(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            return true; // it no longer listens
        }
        return true;
    }

    int port() {
        return v4.socket().getLocalPort();
    }

    List<ServerConnector> connectors(Server server, HttpConfiguration http) {
        return Stream.concat(Stream.of(v4), v6.stream())
                .map(channel -> connector(server, http, channel))
                .toList();
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ServerSocketChannel channel) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        try {
            connector.open(channel);
            return connector;
        } catch (IOException e) {
            throw new IllegalStateException("a port that was taken a moment ago", e);
        }
    }

    /** Releases the port of a server that did not start. */
    @Override
    public void close() {
        closed(v4);
        v6.ifPresent(Loopback::closed);
    }
}

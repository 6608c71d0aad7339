package formcheck.pose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Blocks network access of a JVM: sockets and channels, the two ways in which Java code connects, fail and are printed. A
 * proxy selector would not be enough, because the telemetry of the engine bypasses it.
 */
public class ClosedNetwork extends SelectorProvider {

    public static final String ASKED = "asked for ";

    /** JVM option that closes the channels. */
    static final String OPTION = "-Djava.nio.channels.spi.SelectorProvider=" + ClosedNetwork.class.getName();

    /** Closes the sockets. */
    @SuppressWarnings("deprecation") // the one way to hear of every socket, and it is for a test
    public static void close() throws IOException {
        Socket.setSocketImplFactory(DeadSocket::new);
    }

    private static IOException refusal(Object what) {
        System.out.println(ASKED + what);
        return new ConnectException("there is no network");
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw refusal("a datagram channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw refusal("a datagram channel");
    }

    @Override
    public Pipe openPipe() throws IOException {
        throw refusal("a pipe");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        throw refusal("a selector");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw refusal("a server channel");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw refusal("a channel");
    }

    private static final class DeadSocket extends SocketImpl {

        @Override
        protected void create(boolean stream) {}

        @Override
        protected void connect(String host, int port) throws IOException {
            throw refusal(host + ":" + port);
        }

        @Override
        protected void connect(InetAddress host, int port) throws IOException {
            throw refusal(host + ":" + port);
        }

        @Override
        protected void connect(SocketAddress address, int timeout) throws IOException {
            throw refusal(address);
        }

        @Override
        protected void bind(InetAddress host, int port) {}

        @Override
        protected void listen(int backlog) {}

        @Override
        protected void accept(SocketImpl socket) throws IOException {
            throw refusal("a server");
        }

        @Override
        protected InputStream getInputStream() throws IOException {
            throw refusal("input");
        }

        @Override
        protected OutputStream getOutputStream() throws IOException {
            throw refusal("output");
        }

        @Override
        protected int available() {
            return 0;
        }

        @Override
        protected void close() {}

        @Override
        protected void sendUrgentData(int data) throws IOException {
            throw refusal("urgent data");
        }

        @Override
        public void setOption(int option, Object value) {}

        @Override
        public Object getOption(int option) throws SocketException {
            throw new SocketException("there is no network");
        }
    }
}

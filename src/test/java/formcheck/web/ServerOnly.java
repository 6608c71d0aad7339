package formcheck.web;

import formcheck.pose.ClosedNetwork;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Channels of a JVM that accepts connections but opens none: prints and refuses outgoing ones. */
public final class ServerOnly extends ClosedNetwork {
    /** The options of the JVM. */
    static final String[] OPTIONS = {
        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
        "-Djava.nio.channels.spi.SelectorProvider=" + ServerOnly.class.getName()
    };

    private final SelectorProvider usual;

    public ServerOnly() throws ReflectiveOperationException {
        usual = (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                .getMethod("get")
                .invoke(null);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return usual.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return usual.openSelector();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return usual.openServerSocketChannel();
    }
}

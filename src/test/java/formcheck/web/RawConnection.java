package formcheck.web;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client that need not follow HTTP or WebSocket. */
final class RawConnection implements AutoCloseable {
    private static final int SMALL_BUFFER = 4096;
    private static final int TEXT = 1;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    RawConnection(int port) throws IOException {
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of an answer. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    /** All of an answer after which the server closes the connection. */
    String all() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** How many bytes come until the connection ends, in whatever way. */
    long rest() {
        byte[] chunk = new byte[SMALL_BUFFER * 16];
        long bytes = 0;
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
            }
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException("it neither goes on nor ends", e);
        } catch (IOException e) {
            return bytes; // reset
        }
        return bytes;
    }

    /** Becomes a WebSocket. */
    RawConnection upgraded(Visit visit) throws IOException {
        int port = socket.getPort();
        send("GET /live HTTP/1.1\r\nCookie: " + visit.cookie() + "\r\nSec-WebSocket-Protocol: formcheck, "
                + visit.token() + "\r\nHost: localhost:" + port + "\r\nOrigin: http://localhost:"
                + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        String head = head();
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException(head);
        }
        return this;
    }

    /** A whole text message. */
    void say(String message) throws IOException {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        header(0x80 | TEXT, text.length);
        out.write(text); // its mask is all zeros
        out.flush();
    }

    /** The head of a frame that is so long, with some of what should follow. */
    void beginBinary(int length, byte[] some) throws IOException {
        header(0x80 | 2, length);
        out.write(some);
        out.flush();
    }

    private void header(int first, int length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (length < 126) {
            head.put((byte) (0x80 | length));
        } else {
            head.put((byte) (0x80 | 127)).putLong(length);
        }
        out.write(head.putInt(0).array(), 0, head.position());
    }

    /** The next text message; empty for an image or anything else. */
    Optional<String> next() throws IOException {
        int kind = in.readUnsignedByte() & 0x0f;
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] content = new byte[Math.toIntExact(length)];
        in.readFully(content);
        return kind == TEXT ? Optional.of(new String(content, StandardCharsets.UTF_8)) : Optional.empty();
    }

    /** Reads until a message of this type has come. */
    void awaitText(String type) throws IOException {
        String sought = "\"type\":\"" + type + "\"";
        String message = "";
        while (!message.contains(sought)) {
            message = next().orElse("");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package formcheck.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The minimum of an RTSP camera (RFC 2326): one MPEG transport stream as RTP inside the RTSP connection. */
final class RtspServer implements AutoCloseable {

    private static final int CHUNK = 7 * 188;
    private static final String DESCRIPTION = """
            v=0
            o=- 0 0 IN IP4 127.0.0.1
            s=test
            c=IN IP4 0.0.0.0
            t=0 0
            m=video 0 RTP/AVP 33
            a=control:track1
            """.replace("\n", "\r\n");

    private final byte[] transportStream;
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RtspServer(byte[] transportStream) throws IOException {
        this.transportStream = transportStream;
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("rtsp://127.0.0.1:" + server.getLocalPort() + "/live");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            String request = in.readLine();
            while (request != null) {
                String sequence = "";
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    sequence = line.startsWith("CSeq") ? line : sequence;
                }
                String method = request.substring(0, Math.max(0, request.indexOf(' ')));
                answer(out, method, sequence);
                if (method.equals("PLAY")) {
                    play(out);
                }
                request = in.readLine();
            }
        } catch (IOException e) {
            // the client disconnected
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(OutputStream out, String method, String sequence) throws IOException {
        String body = method.equals("DESCRIBE") ? DESCRIPTION : "";
        String headers = switch (method) {
            case "OPTIONS" -> "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n";
            case "DESCRIBE" ->
                "Content-Type: application/sdp\r\nContent-Base: " + address() + "/\r\nContent-Length: " + body.length()
                        + "\r\n";
            case "SETUP" -> "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n";
            default -> "Session: 1\r\n";
        };
        out.write(("RTSP/1.0 200 OK\r\n" + sequence + "\r\n" + headers + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void play(OutputStream out) throws IOException, InterruptedException {
        short number = 0;
        for (int at = 0; at < transportStream.length; at += CHUNK) {
            int length = Math.min(CHUNK, transportStream.length - at);
            ByteBuffer packet = ByteBuffer.allocate(4 + 12 + length);
            packet.put((byte) '$').put((byte) 0).putShort((short) (12 + length));
            packet.put((byte) 0x80)
                    .put((byte) 33)
                    .putShort(number++)
                    .putInt(number * 900)
                    .putInt(1);
            packet.put(transportStream, at, length);
            out.write(packet.array());
            out.flush();
            Thread.sleep(8);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}

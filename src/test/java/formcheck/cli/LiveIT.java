package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A camera in the network that shows the sample, at its own pace. */
@Tag("live")
class LiveIT {

    /** The first repetition of the sample is down after 4.9 s, the second begins at 6.1 s. */
    private static final double SECONDS = 6;

    /** Its person waits so long before, as a person at a camera does: the first pictures of a cold program come slowly, seconds. */
    private static final double WAITS = 2;

    @Test
    void saysRepetitionsAsTheyHappenAndShowsTheTableAtTheEnd() throws Exception {
        HttpServer camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        camera.createContext("/", LiveIT::film);
        camera.start();
        try {
            Run run = Run.of("live", "http://127.0.0.1:" + camera.getAddress().getPort() + "/stream");
            assertThat(run.err()).contains("Watching");
            assertThat(run.outLines())
                    .anyMatch(line -> line.matches("\\s*0:0[678]\\s+1  (clean|valid).*up to left .*"));
            assertThat(run.out()).contains("1 repetition, 1 valid");
        } finally {
            camera.stop(0);
        }
    }

    private static void film(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody();
                FrameSource sample =
                        SourceSpec.parse("samples/hips-outside.mp4").open(CaptureLimits.DEFAULT)) {
            long began = System.nanoTime();
            Optional<Frame> frame = sample.next();
            byte[] first = jpeg(frame.orElseThrow());
            for (int waited = 0; waited < 30 * WAITS; waited++) {
                send(out, first, began, waited / 30.0);
            }
            while (frame.isPresent() && frame.get().at().toMillis() < SECONDS * 1000) {
                send(out, jpeg(frame.get()), began, WAITS + frame.get().at().toNanos() * 1e-9);
                frame = sample.next();
            }
        } catch (CaptureException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void send(OutputStream out, byte[] picture, long began, double at)
            throws IOException, InterruptedException {
        double early = at - (System.nanoTime() - began) * 1e-9;
        Thread.sleep(Math.max(0, Math.round(early * 1000)));
        String head = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(picture);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static byte[] jpeg(Frame frame) throws IOException {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            int red = frame.rgb()[3 * i] & 0xff;
            int green = frame.rgb()[3 * i + 1] & 0xff;
            int blue = frame.rgb()[3 * i + 2] & 0xff;
            image.setRGB(i % frame.width(), i / frame.width(), red << 16 | green << 8 | blue);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}

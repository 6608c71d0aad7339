package formcheck.web;

import formcheck.exercise.ExerciseFile;
import formcheck.live.Engine;
import formcheck.live.LiveFeed;
import formcheck.live.Sources;
import formcheck.testkit.AnyBytes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Any messages of a page, text and binary: the session goes on. Odd first bytes are binary. */
public final class PageFuzzTest {
    private static final byte SEPARATOR = 0x1e;
    private static final LiveRequests REQUESTS = new LiveRequests();

    /** Counts what it is sent. */
    private static final class Page extends PageChannel {
        volatile Optional<CountDownLatch> refused = Optional.empty();

        @Override
        void send(String message) {
            if (message.contains("\"refused\"")) {
                refused.ifPresent(CountDownLatch::countDown);
            }
        }

        @Override
        void send(ByteBuffer picture) {}

        @Override
        public boolean behind() {
            return false;
        }
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String text : List.of(
                "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":64,\"height\":48},"
                        + "\"variant\":\"band\",\"raises\":true}",
                "{\"type\":\"open\",\"source\":{\"kind\":\"upload\"},\"resume\":true}",
                "{\"type\":\"command\",\"name\":\"next\"}",
                "{\"type\":\"command\",\"name\":\"end\"}",
                "{\"type\":\"command\",\"name\":\"pain\"}",
                "{\"type\":\"pain\",\"level\":7}",
                "{\"type\":\"take-over\"}",
                "{\"type\":\"close\"}")) {
            seeds.add((" " + text).getBytes(StandardCharsets.UTF_8));
        }
        seeds.add((" " + "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"width\":64,\"height\":48}}"
                        + (char) SEPARATOR
                        + "!" + "\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0JPEG" + (char) SEPARATOR
                        + " {\"type\":\"command\",\"name\":\"next\"}")
                .getBytes(StandardCharsets.ISO_8859_1));
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        Engine engine = new Engine(progress -> new StillEstimator(), () -> {});
        engine.start();
        try (Engine ends = engine;
                Uploads uploads = new Uploads(1, Optional.empty());
                LiveFeed feed = new LiveFeed(
                        ExerciseFile.builtIn(), ends, new Sources(List.of(), uploads::video), Optional.empty())) {
            Page page = new Page();
            feed.connected(page);
            int from = 0;
            for (int i = 0; i <= input.length; i++) {
                if (i == input.length || input[i] == SEPARATOR) {
                    send(feed, page, Arrays.copyOfRange(input, from, i));
                    from = i + 1;
                }
            }
            CountDownLatch alive = new CountDownLatch(1);
            page.refused = Optional.of(alive);
            say(feed, page, "{\"type\":\"take-over\"}");
            say(feed, page, "{\"type\":\"open\",\"source\":{\"kind\":\"nothing\"}}");
            if (!alive.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the session does not answer any more");
            }
        } finally {
            System.setErr(usual);
        }
        String errors = said.toString(StandardCharsets.UTF_8);
        if (errors.contains("ERROR")) {
            throw new AssertionError(errors);
        }
    }

    private static void say(LiveFeed feed, Page page, String message) {
        REQUESTS.read(message).ifPresent(request -> feed.request(page, request));
    }

    private static void send(LiveFeed feed, Page page, byte[] message) {
        if (message.length == 0) {
            say(feed, page, "");
        } else if (message[0] % 2 != 0) {
            ImagePacket.read(ByteBuffer.wrap(message, 1, message.length - 1).slice())
                    .ifPresent(image -> feed.image(page, image));
        } else {
            // A device or an address of this machine's own network is not for a fuzzer to knock at.
            String text = new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
            say(feed, page, text.replace("camera", "").replace("address", ""));
        }
    }

    @Test
    void anyMessagesLeaveTheSessionAlive() {
        AnyBytes.tryAll("page", seeds(), 300, PageFuzzTest::fuzzerTestOneInput);
    }
}

package formcheck.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what the way over the phone adds to the delay from a camera to its overlay, on one machine: the same clip as the camera of the
 * page, and as the camera of a second browser that takes the part of the phone. Both times are the browser's own time of capture and
 * the frame of the screen after the overlay was drawn; browsers of one machine share its clock. Run by {@code scripts/delays --phone}.
 */
public final class PhoneDelayBenchmark {
    private static final double WARM_SECONDS = 8;
    private static final double MEASURED_SECONDS = 30;

    /** Notes when each frame that is sent was taken, by its number, milliseconds since 1970. */
    private static final String SENT = """
            window.taken = {};
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (message) {
              if (typeof message !== "string") {
                const header = new DataView(message.buffer);
                window.taken[header.getUint32(0)] = performance.timeOrigin + header.getFloat64(8);
              }
              return send.call(this, message);
            };
            """;

    /** Notes when the overlay of each frame was drawn, by its number, milliseconds since 1970. */
    private static final String DRAWN = """
            window.drawn = {};
            const parse = JSON.parse;
            let newest;
            JSON.parse = (text) => {
              const message = parse(text);
              if (message && message.type === "frame") {
                newest = message.sequence;
              }
              return message;
            };
            const clear = CanvasRenderingContext2D.prototype.clearRect;
            CanvasRenderingContext2D.prototype.clearRect = function (...area) {
              if (this.canvas.id === "overlay" && newest !== undefined && !(newest in window.drawn)) {
                const sequence = newest;
                window.drawn[sequence] = 0;
                requestAnimationFrame(() => (window.drawn[sequence] = performance.timeOrigin + performance.now()));
              }
              return clear.apply(this, area);
            };
            """;

    private PhoneDelayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<Double> own = own();
        List<Double> phone = phone();
        line("%-42s %8s %8s", "milliseconds, camera to overlay", "median", "95 %");
        line("%-42s %8.1f %8.1f   (%d frames)", "the camera of the page", at(own, 0.5), at(own, 0.95), own.size());
        line("%-42s %8.1f %8.1f   (%d frames)", "the phone", at(phone, 0.5), at(phone, 0.95), phone.size());
        line(
                "%-42s %8.1f %8.1f   goal: below 40 in the median",
                "added by the phone", at(phone, 0.5) - at(own, 0.5), at(phone, 0.95) - at(own, 0.95));
    }

    private static WebServer server() throws Exception {
        return WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("127.0.0.2")),
                progress -> DjlPoseEstimator.open(
                        ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress));
    }

    private static Page page(Chromium chromium, WebServer server) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(1280, 720))
                .newPage();
        page.addInitScript(DRAWN);
        page.navigate(server.address().toString());
        page.locator("#safety-ok").click();
        page.locator("#lesson-skip").click();
        InThePage.await(page, "document.documentElement.dataset.engine === 'ready'");
        return page;
    }

    /** Delays as the page itself measures them: it knows when it took each of its frames. */
    private static List<Double> own() throws Exception {
        try (WebServer server = server();
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true)) {
            Page page = chromium.browser()
                    .newContext(new Browser.NewContextOptions().setViewportSize(1280, 720))
                    .newPage();
            page.addInitScript(DRAWN);
            page.addInitScript(SENT.replace(
                    "performance.timeOrigin + header.getFloat64(8)", "window.frameTaken + performance.timeOrigin"));
            // The page sends times since its camera opened: the time of capture is noted where the frame is taken.
            page.addInitScript("""
                    const shown = HTMLVideoElement.prototype.requestVideoFrameCallback;
                    HTMLVideoElement.prototype.requestVideoFrameCallback = function (work) {
                      return shown.call(this, (now, frame) => {
                        window.opened = performance.now();
                        window.lastTaken = frame.captureTime ?? now;
                        work(now, frame);
                      });
                    };
                    const post = Worker.prototype.postMessage;
                    Worker.prototype.postMessage = function (message, ...more) {
                      window.frameTaken = message.times?.taken ?? window.frameTaken;
                      return post.call(this, message, ...more);
                    };
                    """);
            page.navigate(server.address().toString());
            page.locator("#safety-ok").click();
            page.locator("#lesson-skip").click();
            InThePage.await(page, "document.documentElement.dataset.engine === 'ready'");
            page.locator("#go").click();
            return measured(page, page);
        }
    }

    private static List<Double> phone() throws Exception {
        try (WebServer server = server();
                Chromium computer = Chromium.start(FakeCamera.turnedChair(), true);
                Chromium phone = Chromium.start(FakeCamera.sitDown(), true)) {
            Page page = page(computer, server);
            page.locator("#use-phone").click();
            page.locator(".phone-address").first().waitFor();
            String link = page.locator(".phone-address").first().innerText();
            Page film = phone.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setIgnoreHTTPSErrors(true)
                            .setViewportSize(360, 740))
                    .newPage();
            film.addInitScript(SENT);
            film.navigate(link);
            InThePage.await(page, "document.getElementById('source').value === 'phone:'");
            page.locator("#go").click();
            return measured(page, film);
        }
    }

    private static List<Double> measured(Page page, Page film) {
        page.waitForTimeout(1000 * WARM_SECONDS);
        page.evaluate("window.drawn = {}");
        page.waitForTimeout(1000 * MEASURED_SECONDS);
        Map<String, Double> drawn = times(page, "window.drawn");
        Map<String, Double> taken = times(film, "window.taken");
        List<Double> delays = new ArrayList<>();
        drawn.forEach((sequence, at) -> {
            Double from = taken.get(sequence);
            if (from != null && at > 0) {
                delays.add(at - from);
            }
        });
        delays.sort(null);
        return delays;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> times(Page page, String expression) {
        Map<String, Double> times = new HashMap<>();
        ((Map<String, Number>) page.evaluate(expression)).forEach((key, value) -> times.put(key, value.doubleValue()));
        return times;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

package formcheck.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import formcheck.cli.Main;
import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the live coach in a real browser: delay of the overlay, number of results, time on the server. For comparison,
 * measures how long the same browser takes to draw camera frames without a server: the lower bound. Run by
 * {@code scripts/delays}.
 */
public final class DelayBenchmark {
    private static final double WARM_SECONDS = 8;
    private static final double MEASURED_SECONDS = 40;

    /** Time from capture to drawing of a frame, milliseconds: median and 95th percentile. */
    private static final String FLOOR = """
            async () => {
              const stream = await navigator.mediaDevices.getUserMedia(
                { video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } } });
              const video = document.createElement("video");
              video.srcObject = stream;
              video.muted = true;
              await video.play();
              const canvas = document.createElement("canvas");
              const pen = canvas.getContext("2d");
              const delays = [];
              await new Promise((done) => {
                const next = (now, frame) => {
                  const taken = frame.captureTime ?? now;
                  pen.drawImage(video, 0, 0, 300, 150);
                  requestAnimationFrame(() => delays.push(performance.now() - taken));
                  delays.length < 200 ? video.requestVideoFrameCallback(next) : done();
                };
                video.requestVideoFrameCallback(next);
              });
              stream.getTracks().forEach((track) => track.stop());
              delays.splice(0, 30);
              delays.sort((a, b) => a - b);
              return [delays[delays.length >> 1], delays[Math.floor(0.95 * delays.length)]];
            }
            """;

    private DelayBenchmark() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        FakeCamera.sitDown();
        double firstPage = firstPage();
        Path log = Files.createTempFile("formcheck-delays", ".log");
        long started = System.nanoTime();
        Process server = serve(log);
        try (Chromium chromium = Chromium.start(FakeCamera.sitDown(), true)) {
            String link = ForkedJvm.awaitLink(server, log).toString();
            Page page = chromium.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setViewportSize(1280, 720)
                            .setPermissions(List.of("camera")))
                    .newPage();
            page.navigate(link);
            List<Double> floor = ((List<Number>) page.evaluate(FLOOR))
                    .stream().map(Number::doubleValue).toList();
            page.locator("#safety-ok").click();
            page.locator("#lesson-skip").click();
            page.locator("#go").click();
            page.keyboard().press("d");
            page.waitForTimeout(1000 * WARM_SECONDS);
            Duration cpu = server.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
            long began = System.nanoTime();
            page.waitForTimeout(1000 * MEASURED_SECONDS);
            double wall = (System.nanoTime() - began) * 1e-9;
            double cores = server.toHandle()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .minus(cpu)
                            .toNanos()
                    * 1e-9
                    / wall;
            print(page, floor, cores, firstPage);
        } finally {
            server.destroy();
            server.waitFor();
            Files.deleteIfExists(log);
        }
        System.out.printf(Locale.ROOT, "(measured in %.0f s)%n", (System.nanoTime() - started) * 1e-9);
    }

    private static Process serve(Path log) throws IOException {
        return ForkedJvm.start(
                Path.of("").toAbsolutePath(),
                log,
                List.of(),
                Main.class,
                "coach",
                "--no-browser",
                "--port",
                "0",
                "--data",
                Files.createTempDirectory("formcheck-data").toString());
    }

    /** Seconds from the start of the process, which is before main, to the first page; the best of three. */
    private static double firstPage() throws Exception {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            Path log = Files.createTempFile("formcheck-first", ".log");
            long started = System.nanoTime();
            Process process = serve(log);
            String link = ForkedJvm.awaitLink(process, log).toString();
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.discarding());
            best = Math.min(best, (System.nanoTime() - started) * 1e-9);
            process.destroy();
            process.waitFor();
            Files.deleteIfExists(log);
        }
        return best;
    }

    @SuppressWarnings("unchecked")
    private static void print(Page page, List<Double> floor, double cores, double firstPage) {
        double rate = Double.parseDouble(page.locator("#delays").getAttribute("data-rate"));
        Map<String, List<String>> stages = (Map<String, List<String>>) page.evaluate("""
                () => Object.fromEntries([...document.querySelectorAll("#delays tr[data-stage]")]
                  .map((row) => [row.dataset.stage, [...row.cells].map((cell) => cell.textContent)]))
                """);
        line("%-36s %8s %8s %8s", "milliseconds", "median", "95 %", "99 %");
        for (String stage :
                List.of("capture", "encode", "ready", "wire", "wait", "decode", "judge", "tell", "draw", "all")) {
            List<String> row = stages.getOrDefault(stage, List.of(stage, "-", "-", "-"));
            line("%-36s %8s %8s %8s", row.get(0), row.get(1), row.get(2), row.get(3));
        }
        double all = Double.parseDouble(
                stages.getOrDefault("all", List.of("", "", "NaN")).get(2));
        line("%-36s %8.1f %8.1f", "the browser alone, camera to canvas", floor.get(0), floor.get(1));
        line("%-36s %8s %8.2f", "ratio to the browser alone", "", all / floor.get(1));
        line("");
        line("%-36s %8s   %s", "", "is", "goal");
        line("%-36s %8.1f   %s", "camera to overlay, 95 %, ms", all, "below 80");
        int leftOut = Integer.parseInt(page.locator("#delays").getAttribute("data-left-out"));
        int results = Integer.parseInt(page.locator("#delays").getAttribute("data-results"));
        line("%-36s %8d   of %d", "pictures left out", leftOut, results + leftOut);
        line("%-36s %8.1f   %s", "results a second", rate, "28 or more");
        line("%-36s %8.2f   %s", "cores that the server takes", cores, "below 1");
        line("%-36s %8.2f   %s", "start of the process to first page, s", firstPage, "below 2");
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

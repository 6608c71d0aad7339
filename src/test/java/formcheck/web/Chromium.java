package formcheck.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The installed browser, driven by a test. Without one, tests are skipped, but fail if CI=true. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");

    private final Playwright playwright;
    private final Browser browser;

    /**
     * @param camera the file that it takes for its camera
     * @param allowed whether pages may use the camera without asking
     */
    static Chromium start(Path camera, boolean allowed) {
        Path program = find().orElse(null);
        if (program == null) {
            String reason = "there is no Chromium here; install one, or name it with CHROMIUM=/path";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
            throw new IllegalStateException(reason);
        }
        List<String> options = new ArrayList<>(List.of(
                "--no-sandbox",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + camera,
                "--autoplay-policy=no-user-gesture-required",
                "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding"));
        if (allowed) {
            options.add("--use-fake-ui-for-media-stream");
        }
        return new Chromium(program, options);
    }

    private Chromium(Path program, List<String> options) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(options));
    }

    private static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.awaitStage;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The voice of the page in a real browser that has none of its own: it speaks with FormCheck's recordings. */
@Timeout(240)
@Tag("live")
@Tag("long")
class VoiceIT {
    /** Longest time from a repetition that counts to the beginning of its number, milliseconds. */
    private static final double LATEST = 700;

    /** Repetitions until the set is ended. */
    private static final int REPETITIONS = 5;

    /** Records what is counted and spoken, and when; and from when to when each recording plays, seconds. */
    private static final String WATCH = """
            window.noted = [];
            window.plays = [];
            document.addEventListener("DOMContentLoaded", () => {
              const note = (what, value) => window.noted.push([what, String(value), performance.now()]);
              const watch = (node, name, work) => new MutationObserver(work)
                .observe(node, { attributes: true, attributeFilter: [name] });
              const root = document.documentElement;
              const count = document.getElementById("count");
              watch(count, "aria-label", () => note("count", count.getAttribute("aria-label")));
              watch(root, "data-spoken", () => note("spoken", root.dataset.spoken));
            });
            const { start, stop } = AudioBufferSourceNode.prototype;
            AudioBufferSourceNode.prototype.start = function (at) {
              this.play = { from: at, to: at + this.buffer.duration };
              window.plays.push(this.play);
              start.call(this, at);
            };
            AudioBufferSourceNode.prototype.stop = function () {
              this.play.to = Math.min(this.play.to, this.context.currentTime);
              stop.call(this);
            };
            """;

    private WebServer server;
    private Chromium chromium;

    @BeforeEach
    void start() throws Exception {
        ServerSettings settings = ServerSettings.of(
                        ExerciseFile.builtIn(), List.of(Path.of("samples/live/sit-down.mp4")))
                .on(0, 1);
        server = WebServer.start(
                settings,
                progress -> DjlPoseEstimator.open(
                        ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress));
        chromium = Chromium.start(FakeCamera.sitDown(), true);
    }

    @AfterEach
    void end() {
        chromium.close();
        server.close();
    }

    private Page begin(String locale) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 720)
                        .setLocale(locale))
                .newPage();
        page.addInitScript(WATCH);
        page.navigate(server.address().toString());
        page.locator("#safety-ok").click();
        page.locator("#lesson-skip").click();
        await(page, "document.documentElement.dataset.choices === 'ready'");
        assertThat(page.locator("#speech").isChecked()).isTrue();
        page.locator("#go").click();
        return page;
    }

    @SuppressWarnings("unchecked")
    private static List<List<Object>> noted(Page page) {
        return (List<List<Object>>) page.evaluate("window.noted");
    }

    private static List<String> spoken(Page page) {
        return noted(page).stream()
                .filter(note -> note.get(0).equals("spoken"))
                .map(note -> note.get(1).toString())
                .toList();
    }

    @Test
    void aVoiceLeadsFromTheBaselineToTheSummaryAndIsNeverLate() {
        Page page = begin("en-GB");
        awaitStage(page, "set");
        await(page, "Number.parseInt(document.getElementById('count').getAttribute('aria-label')) >= " + REPETITIONS);
        page.keyboard().press("Escape");
        awaitStage(page, "rest");
        await(page, "document.documentElement.dataset.spoken?.includes(' done. ')");
        List<String> spoken = spoken(page);
        assertThat(spoken)
                .contains("cue Sit tall, hold still", "beat two", "beat three")
                .containsSubsequence("stage Go. Raise, elbows back", "beat Lower", "beat two", "count 3");
        String shown = page.locator("#summary-title").innerText().replace('\n', ' ');
        assertThat(spoken.get(spoken.size() - 1))
                .startsWith("stage " + shown + " " + page.locator("#advice").innerText())
                .endsWith("Let your arms hang.");
        countsAreSpokenInTime(page);
        neverTwoAtOnce(page);
    }

    private static void countsAreSpokenInTime(Page page) {
        Map<String, Double> counted = new TreeMap<>();
        int inTime = 0;
        for (List<Object> note : noted(page)) {
            String value = note.get(1).toString();
            double at = ((Number) note.get(2)).doubleValue();
            if (note.get(0).equals("count")) {
                counted.putIfAbsent(value.replaceFirst(" of .*", ""), at);
            } else if (value.startsWith("count ")) {
                String number = value.substring("count ".length());
                assertThat(at - counted.getOrDefault(number, Double.NEGATIVE_INFINITY))
                        .as(value)
                        .isLessThan(LATEST);
                inTime++;
            }
        }
        assertThat(inTime).as("counts that were spoken").isGreaterThanOrEqualTo(REPETITIONS - 2);
    }

    @SuppressWarnings("unchecked")
    private static void neverTwoAtOnce(Page page) {
        List<Map<String, Number>> plays = ((List<Map<String, Number>>) page.evaluate("window.plays"))
                .stream().filter(play -> at(play, "to") > at(play, "from")).toList();
        assertThat(plays).hasSizeGreaterThan(15);
        for (int i = 1; i < plays.size(); i++) {
            assertThat(at(plays.get(i), "from"))
                    .as("recording %d", i)
                    .isGreaterThanOrEqualTo(at(plays.get(i - 1), "to") - 0.001);
        }
    }

    private static double at(Map<String, Number> play, String which) {
        return play.getOrDefault(which, Double.NaN).doubleValue();
    }

    @Test
    void theGermanVoiceSpeaksAndIsSilentOnceItIsMuted() {
        Page page = begin("de-DE");
        await(page, "document.documentElement.dataset.spoken === 'cue Aufrecht, halt still'");
        page.keyboard().press("m");
        awaitStage(page, "set");
        page.waitForTimeout(1000);
        assertThat(spoken(page)).doesNotContain("stage Los. Heben, Ellbogen hinten");
        page.keyboard().press("m");
        await(page, "document.documentElement.dataset.spoken?.startsWith('beat Senken')");
    }
}

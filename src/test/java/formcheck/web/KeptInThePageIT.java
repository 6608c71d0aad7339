package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.awaitStage;
import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.openSettings;
import static formcheck.web.InThePage.shot;
import static formcheck.web.InThePage.wholeShot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitForSelectorState;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.session.KeptSession;
import formcheck.session.Moment;
import formcheck.session.PictureChoice;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.Versions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A set with a stored video, from the choice on the start page to the deletion of the file. Real browser, model, store
 * and encoder.
 */
@Timeout(240)
@Tag("live")
@Tag("long")
class KeptInThePageIT {
    @TempDir
    Path data;

    private final List<String> complaints = new ArrayList<>();
    private int fast;

    @Test
    void whatWasDoneIsKeptWithItsVideoShownAgainAndGoneWhenDeleted() throws Exception {
        ServerSettings settings = ServerSettings.of(ExerciseFile.builtIn(), List.of())
                .on(0, 1)
                .keeping(new StorageSettings(
                        data,
                        exercise ->
                                new Versions("1.0", Optional.of("blazepose-full 1"), Optional.empty(), "feedbeef")));
        try (WebServer server = WebServer.start(
                        settings,
                        progress -> DjlPoseEstimator.open(
                                ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress));
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true)) {
            Page page = page(chromium, server);
            chooses(page);
            exercises(page);
            page.locator("#show-report").click();
            page.locator("#report-body h1").waitFor();
            SessionId id = new SessionId(String.valueOf(page.evaluate("document.documentElement.dataset.report")));
            isOnTheDisk(id);
            theFaultPlays(page);
            theReportIsShownInFull(page);
            canBeLeftAtAnyMoment(page);
            page.locator("#report-back").click();
            page.locator("#month h1").waitFor();
            assertThat(page.locator("[data-session]").count()).isEqualTo(1);
            assertThat(page.locator("#month .cal .done").count()).isEqualTo(1);
            wholeShot(page, "34-month-of-one-session");
            noViolations(page, "month");
            page.locator("[data-session]").first().click();
            page.locator("#report-body h1").waitFor();
            page.locator("#delete").click();
            page.locator("#sure-yes").click(); // asked once
            page.locator("#month [role=status]:visible").waitFor();
            assertThat(page.locator("[data-session]").count()).isZero();
            assertThat(data.resolve("sessions").resolve(id.text())).doesNotExist();
            assertThat(data.resolve("trash").resolve(id.text())).isDirectory();
        }
        assertThat(complaints).isEmpty();
    }

    /** Whoever leaves while images and video are still read leaves nothing behind that reads on. */
    private void canBeLeftAtAnyMoment(Page page) {
        page.evaluate("""
                (() => {
                  const leave = () => document.getElementById('report-back').click();
                  const set = Element.prototype.setAttribute;
                  Element.prototype.setAttribute = function (name, value) {
                    set.call(this, name, value);
                    if (window.leaveAt === this.localName && name === 'href' && value.startsWith('blob:')) leave();
                  };
                  const src = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src');
                  Object.defineProperty(HTMLMediaElement.prototype, 'src', { ...src, set(value) {
                    src.set.call(this, value);
                    if (window.leaveAt === this.localName) leave();
                  } });
                })()""");
        for (String read : List.of("image", "video", "image", "video")) {
            page.locator("#report-back").click();
            page.locator("#month h1").waitFor();
            page.evaluate("window.leaveAt = '" + read + "'");
            page.locator("[data-session]").first().click();
            page.locator("#report-body h1")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
            page.locator("#month h1").waitFor();
            page.waitForTimeout(200);
            assertThat(complaints).as("left when its %s was to be read", read).isEmpty();
            page.evaluate("window.leaveAt = ''");
            page.locator("[data-session]").first().click();
            page.locator("#report-body h1").waitFor();
        }
    }

    private Page page(Chromium chromium, WebServer server) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("en-GB"))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.addInitScript("localStorage.setItem('safety', '1'); localStorage.setItem('lesson', '1')");
        page.navigate(server.address().toString());
        return page;
    }

    private void noViolations(Page page, String where) {
        int before = complaints.size();
        InThePage.noViolations(page, where);
        // The checker makes styles of its own, which the page's policy rightly forbids it.
        complaints.subList(before, complaints.size()).removeIf(words -> words.startsWith("Applying inline style"));
    }

    /** No image is stored unless the person chooses it. */
    private void chooses(Page page) {
        if (page.locator("#lesson-skip").isVisible()) {
            page.locator("#lesson-skip").click();
        }
        await(
                page,
                "document.documentElement.dataset.choices === 'ready' && !document.getElementById('person-row').hidden");
        openSettings(page);
        assertThat(page.locator("#pictures").inputValue()).isEqualTo("none");
        assertThat(page.locator("#picture-days-row").isVisible()).isFalse();
        page.selectOption("#pictures", "stills");
        assertThat(page.locator("#picture-days-row").isVisible()).isTrue();
        page.selectOption("#pictures", "video");
        page.locator("#picture-days").fill("7");
        page.locator("#person").fill("Ada");
        assertThat(page.locator("#kilograms-row").isVisible()).isFalse();
        page.check("input[name=variant][value=band]");
        assertThat(page.locator("#band-row").isVisible()).isTrue();
        page.check("input[name=variant][value=weights]");
        assertThat(page.locator("#band-row").isVisible()).isFalse();
        page.locator("#kilograms").fill("2.5");
        page.locator("#pain-before").fill("2");
        page.locator("#raises").uncheck(); // the video has its repetitions for the set
        wholeShot(page, "30-start-keeping");
        noViolations(page, "start, keeping");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        wholeShot(page, "30-start-keeping-dark");
        page.setViewportSize(360, 740);
        fitsItsWidth(page, "start, keeping");
        wholeShot(page, "30-start-keeping-360");
        page.setViewportSize(1280, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /** As far as the repetition that falls. */
    private static void exercises(Page page) {
        page.locator("#go").click();
        awaitStage(page, "set");
        // The film runs since the page was opened: which repetition comes down fast depends on how long that took.
        await(page, "document.getElementById('cue').classList.contains('fault')");
        await(page, "parseInt(document.getElementById('count').getAttribute('aria-label')) >= 5");
        page.keyboard().press("n");
        awaitStage(page, "rest");
        page.keyboard().press("3");
        await(page, "document.querySelector('#pain-scale [aria-pressed=true]')?.textContent === '3'");
        page.locator("#finish").click();
        awaitStage(page, "done");
        page.locator("#show-report").waitFor();
        shot(page, "31-summary-kept");
    }

    private void isOnTheDisk(SessionId id) throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.person()).isEqualTo("Ada");
            assertThat(kept.load().kilograms()).hasValue(2.5);
            assertThat(kept.painBefore()).hasValue(2);
            assertThat(kept.painAfter()).hasValue(3);
            assertThat(kept.session().reps()).hasSizeGreaterThanOrEqualTo(4);
            fast = numberOf(kept.session().reps(), "fast-descent");
            assertThat(store.profile("Ada").orElseThrow().pictures())
                    .isEqualTo(new PictureChoice(PictureChoice.KeptPictureKind.VIDEO, 7));
            assertThat(store.video(id)).isPresent();
            assertThat(store.still(id, 1, Moment.TOP)).isPresent();
            assertThat(store.still(id, fast, Moment.WORST)).isPresent();
        }
        assertThat(files(id)).isNotEmpty();
    }

    /** Returns the number, from 1, of the first repetition with this fault alone. */
    private static int numberOf(List<Rep> reps, String fault) {
        for (Rep rep : reps) {
            if (rep.faults().stream().map(each -> each.rule().id()).toList().equals(List.of(fault))) {
                return reps.indexOf(rep) + 1;
            }
        }
        throw new AssertionError("no repetition has the fault " + fault + " alone");
    }

    private List<Path> files(SessionId id) throws Exception {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(file -> file.toString().contains(id.text())).toList();
        }
    }

    /** The video plays from the fault, and the joints are over it. */
    private void theFaultPlays(Page page) {
        await(page, "document.getElementById('recorded').readyState >= 2");
        Locator fault = page.locator("#report-body #rep" + fast + " .play").last();
        assertThat(fault.innerText()).isEqualTo("Play the fault: came down too fast");
        double at = Double.parseDouble(fault.getAttribute("data-at"));
        fault.click();
        await(page, "!document.getElementById('recorded').paused && !document.getElementById('recorded').seeking");
        double from = ((Number) page.evaluate("document.getElementById('recorded').currentTime")).doubleValue();
        double start = Double.parseDouble(page.locator(".player").getAttribute("data-from"));
        assertThat(from + start).as("half a second before the fault").isBetween(at - 0.6, at + 1.5);
        await(page, "document.getElementById('recorded').currentTime > " + (from + 0.2));
        await(page, """
                (() => {
                  const canvas = document.querySelector('.player canvas');
                  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                  return pixels.filter((value, i) => i % 4 === 3 && value > 0).length > 1000;
                })()""");
        page.evaluate("document.getElementById('recorded').pause()");
        assertThat(page.evaluate("document.getElementById('recorded').videoWidth"))
                .isEqualTo(640);
        shot(page, "32-fault-played");
    }

    private void theReportIsShownInFull(Page page) throws Exception {
        await(
                page,
                "[...document.getElementById('report-body').shadowRoot.querySelectorAll('image[data-still]')]"
                        + ".every((image) => image.getAttribute('href')?.startsWith('blob:'))");
        assertThat(page.locator("#report-body image[data-still]").count()).isGreaterThanOrEqualTo(5);
        wholeShot(page, "33-report");
        noViolations(page, "report with pictures");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        wholeShot(page, "33-report-dark");
        page.setViewportSize(360, 740);
        fitsItsWidth(page, "report with pictures");
        wholeShot(page, "33-report-360");
        page.setViewportSize(1280, 900);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setMedia(Media.PRINT));
        Files.write(
                InThePage.path("33-report-print.pdf"),
                page.pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(false)));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }
}

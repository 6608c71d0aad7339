package formcheck.web;

import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.wholeShot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.KeptPlay;
import formcheck.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a person going, in a real browser: next session, reminders, one picture, and the move to another computer. */
@Timeout(180)
@Tag("long")
class MonthPageIT {
    @TempDir
    Path folder;

    private static WebServer server(Path data) throws Exception {
        return WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(data, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    private static Page month(Chromium chromium, WebServer server, String locale) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1366, 650)
                        .setLocale(locale)
                        .setAcceptDownloads(true))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.addInitScript("localStorage.setItem('safety', '1')");
        page.navigate(server.address().toString());
        page.locator("#show-month").click();
        page.locator("#month h1").waitFor();
        return page;
    }

    private static void openBoth(Page page) {
        page.locator("#reminders summary").click();
        page.locator("#around summary").click();
        assertThat(page.locator("#around li").count()).isEqualTo(6);
        page.waitForFunction(
                "() => [...document.querySelectorAll('#around video')].every(video => video.readyState >= 2)");
        page.locator("#moving summary").click();
    }

    @Test
    void remindersAreSavedAndAllSessionsMoveToAnotherComputer() throws Exception {
        Path there = folder.resolve("other");
        try (SessionStore store = SessionStore.open(folder.resolve("data"));
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true)) {
            KeptSessions.month(store, "Ada", "red");
            Path zip;
            try (WebServer server = server(folder.resolve("data"))) {
                Page page = month(chromium, server, "en-GB");
                assertThat(page.locator("#next-session").innerText()).matches("Next session: .*\\d{1,2} \\p{L}+");
                assertThat(page.locator("#month-lanes [data-lane]").count()).isEqualTo(4);
                assertThat(page.locator("#month-lanes").getAttribute("aria-label"))
                        .matches(
                                "Over 15 sessions: clean \\d+ % to \\d+ %, lowering .* to .* s, height .*, pain .*\\.");
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/28-month-1366x650.png")));
                openBoth(page);
                wholeShot(page, "28-month-open");
                InThePage.noViolations(page, "month with reminders");
                Download calendar =
                        page.waitForDownload(() -> page.locator("#remind-save").click());
                assertThat(calendar.suggestedFilename()).endsWith(".ics");
                assertThat(Files.readString(calendar.path()))
                        .startsWith("BEGIN:VCALENDAR")
                        .contains("COUNT=12");
                for (int day = 1; day <= 7; day++) {
                    page.locator("#remind-" + day).uncheck();
                }
                assertThat(page.locator("#remind-save").isDisabled()).isTrue();
                Download saved =
                        page.waitForDownload(() -> page.locator("#move-save").click());
                zip = saved.path();
                assertThat(saved.suggestedFilename()).endsWith(".zip");
            }
            try (WebServer server = server(there)) {
                Page page = month(chromium, server, "en-GB");
                openBoth(page);
                page.locator("#move-file").setInputFiles(zip);
                page.locator("text=Added 15; 0 were here already.").waitFor();
                page.reload(); // the month stays
                page.locator("#month h1").waitFor();
                assertThat(page.locator("[data-session]").count()).isEqualTo(15);
                page.locator("#moving summary").click();
                page.locator("#move-file").setInputFiles(Files.writeString(folder.resolve("no.zip"), "no"));
                page.locator("text=no export of FormCheck").waitFor();
            }
            try (SessionStore moved = SessionStore.open(there)) {
                assertThat(moved.overviews("Ada")).isEqualTo(store.overviews("Ada"));
            }
        }
    }

    /** Notes what is asked of the browser, and what is shown. */
    private static final String NOTE_NOTICES = """
            window.asked = 0;
            window.notices = [];
            const ask = Notification.requestPermission.bind(Notification);
            window.Notification = class extends Notification {
              constructor(title, how) {
                super(title, how);
                window.notices.push(`${title}|${how.body}|${how.tag}`);
              }
              static requestPermission() {
                window.asked++;
                return ask();
              }
            };
            """;

    private static Page monthThatNotes(Chromium chromium, WebServer server, List<String> permissions) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1366, 650)
                        .setLocale("en-GB"));
        context.grantPermissions(permissions);
        Page page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.clock().install();
        page.addInitScript("localStorage.setItem('safety', '1');" + NOTE_NOTICES);
        page.navigate(server.address().toString());
        page.locator("#show-month").click();
        page.locator("#reminders summary").click();
        return page;
    }

    /** Sets the time of the reminders to four or five minutes from now, and returns it. */
    private static String dueSoon(Page page) {
        String soon = String.valueOf(page.evaluate("new Date(Date.now() + 5 * 60000).toTimeString().slice(0, 5)"));
        page.locator("#remind-time").fill(soon);
        return soon;
    }

    /** The clock of the page goes on as if the machine had not slept: every look at the time is taken. */
    private static int noticesAfter(Page page, int minutes) {
        page.clock().runFor(60_000L * minutes);
        page.waitForTimeout(300); // the server is asked whether a session was done
        return ((Number) page.evaluate("window.notices.length")).intValue();
    }

    @Test
    void remindsByANotificationAtThePersonsOwnTimesAndAsksOnlyOnceItIsWanted() throws Exception {
        try (SessionStore store = SessionStore.open(folder.resolve("data"));
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true);
                WebServer server = server(folder.resolve("data"))) {
            KeptPlay.addPerson(store, "Bea");
            Page page = monthThatNotes(chromium, server, List.of("notifications"));
            assertThat(page.evaluate("window.asked")).isEqualTo(0);
            assertThat(page.locator("#remind-here").isChecked()).isFalse();
            assertThat(page.locator("#reminders").innerText()).contains("only while this page is open");
            dueSoon(page);
            assertThat(noticesAfter(page, 7)).as("nobody turned them on").isZero();

            page.locator("#remind-here").check();
            page.locator("text=Reminders are on.").waitFor();
            assertThat(page.evaluate("window.asked")).isEqualTo(1);
            for (int day = 1; day <= 7; day++) {
                page.locator("#remind-" + day).check();
            }
            String soon = dueSoon(page);
            assertThat(noticesAfter(page, 3)).as("before the time").isZero();
            assertThat(noticesAfter(page, 3)).isEqualTo(1);
            assertThat(page.evaluate("window.notices[0]"))
                    .isEqualTo("Time for your session|Arms up, elbows back: about five minutes.|formcheck");
            assertThat(noticesAfter(page, 10)).as("once a day").isEqualTo(1);
            page.clock().fastForward(60_000L * (24 * 60 - 15));
            assertThat(noticesAfter(page, 10)).as("the next day").isEqualTo(2);

            page.reload();
            page.locator("#reminders summary").click();
            assertThat(page.locator("#remind-here").isChecked()).isTrue();
            assertThat(page.locator("#remind-time").inputValue()).isEqualTo(soon);
            InThePage.noViolations(page, "month with reminders by the browser");
            page.locator("#remind-here").uncheck();
            dueSoon(page);
            assertThat(noticesAfter(page, 7)).as("turned off").isZero();
        }
    }

    @Test
    void whereTheBrowserRefusesNotificationsThatIsSaidOnce() throws Exception {
        try (SessionStore store = SessionStore.open(folder.resolve("data"));
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true);
                WebServer server = server(folder.resolve("data"))) {
            KeptPlay.addPerson(store, "Bea");
            Page page = monthThatNotes(chromium, server, List.of());
            page.locator("#remind-here").click();
            page.locator("text=Your browser blocks notifications").waitFor();
            assertThat(page.locator("#remind-here").isChecked()).isFalse();
            assertThat(page.evaluate("localStorage.getItem('reminders')")).isNull();
            dueSoon(page);
            assertThat(noticesAfter(page, 7)).isZero();
            page.reload();
            page.locator("#reminders summary").click();
            assertThat(page.locator("#remind-said").innerText()).isEmpty();
            assertThat(page.evaluate("window.asked")).isEqualTo(0);
        }
    }

    @Test
    void fitsAPhoneInTheDarkInGerman() throws Exception {
        try (SessionStore store = SessionStore.open(folder.resolve("data"));
                Chromium chromium = Chromium.start(FakeCamera.sitDown(), true);
                WebServer server = server(folder.resolve("data"))) {
            KeptSessions.month(store, "Ada", "rot");
            Page page = month(chromium, server, "de-DE");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(360, 740);
            page.waitForTimeout(300);
            openBoth(page);
            fitsItsWidth(page, "month with reminders");
            wholeShot(page, "29-month-open-360-dark");
            InThePage.noViolations(page, "month with reminders in the dark");
            page.locator("[data-session]").first().click();
            page.locator("#report-next").waitFor();
            assertThat(page.locator("#report-next").innerText()).startsWith("Nächste Einheit: ");
            fitsItsWidth(page, "report");
        }
    }
}

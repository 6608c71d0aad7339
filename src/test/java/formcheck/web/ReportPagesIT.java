package formcheck.web;

import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.wholeShot;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Month and reports in a real browser with a real store. Stores screenshots in {@code target}. */
@Timeout(120)
class ReportPagesIT {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='broken in'\">Ada & Søn";
    private static final double YEAR_OPENS_IN_MILLIS = 300;

    @TempDir
    Path folder;

    private SessionStore store;
    private WebServer server;
    private @Nullable Chromium chromium;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder);
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(folder, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    @AfterEach
    void end() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        server.close();
        store.close();
    }

    private Page page(String locale) throws Exception {
        Chromium started = Chromium.start(FakeCamera.sitDown(), true);
        chromium = started;
        Page page = started.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale(locale)
                        .setAcceptDownloads(true))
                .newPage();
        page.setDefaultTimeout(15_000);
        page.onRequest(request -> addresses.add(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.addInitScript("localStorage.setItem('safety', '1')");
        page.navigate(server.address().toString());
        return page;
    }

    private static void openMonth(Page page) {
        page.locator("#show-month").click();
        page.locator("#month h1").waitFor();
    }

    /** Looking into the report's own tree the checker makes styles of its own, which the policy rightly forbids it. */
    private void noViolations(Page page, String where) {
        int before = complaints.size();
        InThePage.noViolations(page, where);
        complaints.subList(before, complaints.size()).removeIf(words -> words.startsWith("Applying inline style"));
    }

    @Test
    void throughTheMonthIntoAReportAndItsDeletion() throws Exception {
        KeptSessions.month(store, HOSTILE, "red <b>bold</b>");
        Page page = page("en-GB");
        openMonth(page);
        wholeShot(page, "20-month");
        noViolations(page, "month");
        assertThat(page.locator("#month h1").innerText())
                .matches("(?s).* of twelve sessions in four weeks, and lowering now takes .* instead of .* s\\.");
        assertThat(page.locator("#month .cal .done").count()).isPositive();
        assertThat(page.locator("#month .trend canvas").count())
                .isEqualTo(page.locator("#month .trend").count())
                .isGreaterThanOrEqualTo(8);
        assertThat(page.locator("[data-trend=down] .drawing").getAttribute("aria-label"))
                .matches("Lowering over 15 sessions, from .* s to .* s\\. The table below has all values\\.");
        assertThat(page.locator(".suggestion").innerText()).contains("Suggestion: ");
        assertThat(page.locator(".suggestion li[data-state]").count()).isGreaterThanOrEqualTo(1);
        hostileWordsAreText(page);

        page.locator("#load").selectOption("band|0.0|red <b>bold</b>");
        assertThat(page.locator("[data-trend=down] .drawing").getAttribute("aria-label"))
                .contains("over 5 sessions");

        Locator open = page.locator("[data-session]").last();
        String first = open.getAttribute("data-session");
        open.focus();
        page.keyboard().press("Enter");
        page.locator("#report-body h1").waitFor();
        wholeShot(page, "21-report");
        noViolations(page, "report");
        assertThat(page.locator("#report-body h1").innerText()).contains("repetitions came down in half a second");
        assertThat(page.locator("#report-body .origin").innerText()).contains(HOSTILE, "bare hands");
        hostileWordsAreText(page);
        page.locator("#report-body .strip a").nth(11).click();
        assertThat(page.locator("#report-body #rep12 h3").isVisible()).isTrue();
        savesBothFiles(page);

        page.locator("#delete").click();
        page.locator(".sure").waitFor();
        noViolations(page, "are you sure");
        page.keyboard().press("Escape");
        assertThat(store.find(new SessionId(first))).isPresent();
        page.locator("#delete").click();
        page.locator("#sure-yes").click();
        page.locator("#month [role=status]:visible").waitFor();
        assertThat(page.locator("#month [role=status]:visible").innerText()).isEqualTo("The session was deleted.");
        assertThat(store.find(new SessionId(first))).isEmpty();
        assertThat(page.locator("[data-session]").count()).isEqualTo(14);
        page.locator("#undo-delete").click();
        page.locator("text=The session is back.").waitFor();
        assertThat(page.locator("[data-session]").count()).isEqualTo(15);
        assertThat(store.find(new SessionId(first))).isPresent();
        assertThat(page.locator("#undo-delete").count()).isZero();

        store.delete(new SessionId(first));
        page.reload(); // a mistake is often seen later; the month stays where it was
        page.locator("#month h1").waitFor();
        assertThat(page.locator("[data-session]").count()).isEqualTo(14);
        wholeShot(page, "27-trash");
        noViolations(page, "trash");
        page.locator("[data-trashed='" + first + "']").click();
        page.locator("text=The session is back.").waitFor();
        assertThat(page.locator("[data-trashed]").count()).isZero();
        assertThat(store.find(new SessionId(first))).isPresent();

        page.locator("#erase").click();
        page.locator("#sure-yes").click();
        page.locator("text=Everything was deleted.").waitFor();
        assertThat(store.people()).isEmpty();
        assertThat(page.locator("#month h1").innerText()).startsWith("No session yet.");
        nothingWentElsewhere();
    }

    private static void hostileWordsAreText(Page page) {
        assertThat(page.title()).isEqualTo("FormCheck");
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.locator("main b", new Page.LocatorOptions().setHasText("bold"))
                        .count())
                .isZero();
    }

    private static void savesBothFiles(Page page) throws Exception {
        Download html = page.waitForDownload(() -> page.locator("#save-html").click());
        assertThat(html.suggestedFilename()).endsWith(".html");
        assertThat(Files.readString(html.path()))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .doesNotContain("<script", "<img src=x");
        Download pdf = page.waitForDownload(
                new Page.WaitForDownloadOptions().setTimeout(60_000),
                () -> page.locator("#save-pdf").click());
        assertThat(Files.readAllBytes(pdf.path()))
                .startsWith("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private void nothingWentElsewhere() {
        String origin = server.address().toString().replaceFirst("/open/.*", "");
        assertThat(addresses)
                .isNotEmpty()
                .allMatch(address -> address.startsWith(origin) || address.startsWith("blob:"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void isReadOnAPhoneInTheDarkInGermanAndOnPaper() throws Exception {
        KeptSessions.month(store, "Ada", "rot");
        Page page = page("de-DE");
        openMonth(page);
        assertThat(page.locator("#month h1").innerText())
                .contains("von zwölf Einheiten in vier Wochen, und das Senken");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        wholeShot(page, "22-month-dark");
        noViolations(page, "month in the dark");
        page.setViewportSize(360, 740);
        page.waitForTimeout(300);
        wholeShot(page, "23-month-360");
        fitsItsWidth(page, "month");
        page.locator("[data-session]").first().click();
        page.locator("#report-body h1").waitFor();
        fitsItsWidth(page, "report");
        wholeShot(page, "24-report-360-dark");
        noViolations(page, "report on a phone in the dark");
        assertThat(page.locator("#report-body .page").innerText()).contains("Jede Wiederholung", "Kein Medizinprodukt");
        page.setViewportSize(1000, 1300);
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setMedia(Media.PRINT));
        wholeShot(page, "25-report-print");
        assertThat(page.locator("#delete").isVisible()).isFalse();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aYearOpensQuickly() throws Exception {
        KeptSessions.year(store, "Ada");
        Visit visit = Visit.by(server.address());
        List<Long> millis = new ArrayList<>();
        String answer = "";
        for (int i = 0; i < 4; i++) {
            long before = System.nanoTime();
            answer = visit.get("/api/month?language=en&person=Ada").body();
            millis.add((System.nanoTime() - before) / 1_000_000);
        }
        assertThat(store.overviews("Ada"))
                .hasSize(160)
                .allMatch(session -> session.counts().attempted() == 50);
        System.out.println("the month of 160 sessions and 8,000 repetitions: " + millis + " ms, " + answer.length()
                + " characters");
        assertThat(millis.get(0)).isLessThan((long) YEAR_OPENS_IN_MILLIS);
        assertThat(PageTypes.ofPage().problems("Month", new ObjectMapper().readTree(answer)))
                .isEmpty();
        Page page = page("en-GB");
        openMonth(page);
        wholeShot(page, "26-year");
        noViolations(page, "a year");
        assertThat(page.locator("[data-session]").count()).isEqualTo(160);
    }
}

package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.awaitStage;
import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.noViolations;
import static formcheck.web.InThePage.shot;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A phone films the session: two browsers, one on the loopback address of this machine's page, one on that of the phone's server. The
 * camera of the phone's browser shows the rendered person, that of the computer's another one.
 */
@Timeout(240)
@Tag("live")
class PhoneCameraIT {
    private static final String PHONE_STATE = "document.documentElement.dataset.state === '%s'";
    private static final String COUNT = "document.getElementById('count').getAttribute('aria-label') === '%d of 15'";

    /** Records each count that the page shows. */
    private static final String WATCH = """
            window.counts = [];
            document.addEventListener("DOMContentLoaded", () => {
              const count = document.getElementById("count");
              new MutationObserver(() => window.counts.push(count.getAttribute("aria-label"))).observe(count, { attributes: true });
            });
            """;

    private WebServer server;
    private @Nullable Chromium computer;
    private @Nullable Chromium phone;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    @BeforeEach
    void startTheServer() throws Exception {
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("127.0.0.2")),
                progress -> DjlPoseEstimator.open(
                        ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress));
    }

    @AfterEach
    void end() {
        if (phone != null) {
            phone.close();
        }
        if (computer != null) {
            computer.close();
        }
        server.close();
    }

    /** The page of this machine, past its notices. */
    private Page page(Browser.NewContextOptions options) throws Exception {
        Chromium started = Chromium.start(FakeCamera.turnedChair(), true);
        computer = started;
        BrowserContext context = started.browser().newContext(options);
        context.addInitScript(WATCH);
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.navigate(server.address().toString());
        page.locator("#safety-ok").click();
        page.locator("#lesson-skip").click();
        await(page, "document.documentElement.dataset.engine === 'ready'");
        return page;
    }

    private static Browser.NewContextOptions wide() {
        return new Browser.NewContextOptions().setViewportSize(1366, 650).setLocale("en-GB");
    }

    private BrowserContext phone() throws Exception {
        Chromium started = phone == null ? Chromium.start(FakeCamera.sitDown(), true) : phone;
        phone = started;
        return started.browser()
                .newContext(new Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setViewportSize(360, 740)
                        .setLocale("en-GB"));
    }

    private Page phonePage(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onRequest(request -> addresses.add(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    private static String link(Page page) {
        page.locator("#use-phone").click();
        page.locator(".phone-address").first().waitFor();
        return page.locator(".phone-address").first().innerText();
    }

    private static void awaitPhone(Page page, String state) {
        await(page, PHONE_STATE.formatted(state));
    }

    /** Reads the code of the panel as the camera of a phone does. */
    private static String scanned(Page page) throws Exception {
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(page.locator(".qr").first().screenshot()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                .getText();
    }

    @Test
    @Tag("long")
    void aSetThatThePhoneFilmsIsCountedAsOneOfTheOwnCamera() throws Exception {
        Page page = page(wide());
        String link = link(page);
        assertThat(scanned(page)).isEqualTo(link);
        shot(page, "40-phone-panel");
        noViolations(page, "phone panel");
        Page film = phonePage(phone());
        film.navigate(link);
        await(page, "!document.querySelector('dialog')");
        await(page, "document.getElementById('source').value === 'phone:'");
        page.locator("#go").click();

        awaitStage(page, "set");
        awaitPhone(film, "sending");
        shot(film, "41-phone-sending");
        shot(page, "42-phone-set");
        assertThat(film.locator("#state").innerText()).isEqualTo("Your image is on the computer.");
        assertThat(film.url()).as("the code is in no address").doesNotContain("#");
        await(page, COUNT.formatted(4));
        awaitStage(page, "rest");
        await(page, "document.getElementById('summary-title').innerText.length > 0");
        assertThat(page.locator("#summary-title").innerText()).isEqualTo("8 done.\n7 of them clean.");
        assertThat(page.locator("#tally").innerText()).contains("7 clean", "1 fast", "1 low");

        film.locator("#stop").click();
        awaitPhone(film, "stopped");
        noViolations(film, "phone, stopped");
        assertThat(addresses).allMatch(address -> address.startsWith("https://127.0.0.2:"));
        assertThat(complaints).isEmpty();
    }

    @Test
    @Tag("long")
    void aPhoneThatDropsAndReturnsGoesOnWithTheSetAndItsCount() throws Exception {
        Page page = page(wide());
        BrowserContext context = phone();
        Page film = phonePage(context);
        String link = link(page);
        film.navigate(link);
        await(page, "document.getElementById('source').value === 'phone:'");
        page.locator("#go").click();
        awaitStage(page, "set");
        await(page, COUNT.formatted(1));
        film.close();
        await(page, "document.getElementById('cue').classList.contains('pause')");
        assertThat(page.locator("#cue").innerText()).isEqualTo("The video stopped");
        await(page, "document.getElementById('plates').innerText.includes('Your count of 1 is kept')");
        shot(page, "43-phone-lost");

        Page back = phonePage(context);
        back.navigate(link.replaceFirst("#.*", "")); // without a code: the phone has its own secret
        await(page, "!document.getElementById('cue').classList.contains('pause')");
        assertThat(page.locator("#count").getAttribute("aria-label")).isEqualTo("1 of 15");
        assertThat(page.locator("#live").getAttribute("data-stage")).isEqualTo("set");
        await(page, COUNT.formatted(2));
    }

    /** As Safari on iPhones does with a certificate that is not known. */
    @Test
    void aBrowserThatOpensNoWebSocketSendsItsImagesAsRequests() throws Exception {
        Page page = page(wide());
        BrowserContext context = phone();
        context.addInitScript("""
                window.WebSocket = class {
                  static OPEN = 1;
                  static CLOSED = 3;
                  constructor() { setTimeout(() => this.onclose({ code: 1006 }), 20); }
                  close() {}
                };
                """);
        Page film = phonePage(context);
        film.navigate(link(page));
        await(page, "document.getElementById('source').value === 'phone:'");
        awaitPhone(film, "sending");
        await(page, "document.getElementById('preview-phone').width === 640");
        page.locator("#go").click();
        awaitStage(page, "set");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aStrangerAndAReplayedCodeAreRefusedAndThePhoneStays() throws Exception {
        Page page = page(wide());
        String link = link(page);
        Page film = phonePage(phone());
        film.navigate(link);
        await(page, "document.getElementById('source').value === 'phone:'");
        awaitPhone(film, "sending"); // the preview
        await(
                page,
                "!document.getElementById('preview-phone').hidden && document.getElementById('preview-phone').width === 640");
        shot(page, "44-phone-preview");
        noViolations(page, "start with the phone");

        Page replayed = phone().newPage();
        replayed.navigate(link);
        awaitPhone(replayed, "code");
        Page stranger = phone().newPage();
        stranger.navigate(link.replaceFirst("#.*", ""));
        awaitPhone(stranger, "code");
        shot(stranger, "45-phone-code");
        noViolations(stranger, "phone without a code");
        assertThat(film.evaluate(PHONE_STATE.formatted("sending"))).isEqualTo(true);

        page.locator("#show-browsers").evaluate("button => button.click()"); // shown only where browsers are kept
        page.locator("[data-browser=phone] button").click();
        awaitPhone(film, "gone");
        await(page, "document.getElementById('source').value !== 'phone:'");
    }

    @Test
    void thePanelFitsASmallScreenInBothThemesAndGerman() throws Exception {
        Page page = page(new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setColorScheme(ColorScheme.DARK)
                .setLocale("de-DE"));
        link(page);
        shot(page, "46-phone-panel-small");
        noViolations(page, "small phone panel");
        fitsItsWidth(page, "small phone panel");
        Page film = phonePage(phone());
        film.navigate(page.locator(".phone-address").first().innerText().replaceFirst("#.*", "#wrong"));
        awaitPhone(film, "code");
        fitsItsWidth(film, "phone");
        page.locator("#phone-close").click();
        await(page, "!document.querySelector('dialog')");
    }
}

package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.openSettings;
import static formcheck.web.InThePage.shot;
import static formcheck.web.InThePage.wholeShot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.SessionStore;
import formcheck.session.prescription.PrescriberKey;
import formcheck.session.prescription.SignedPrescription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A prescription's file is chosen or dropped on the start page, shown, and accepted or not. */
@Timeout(120)
@Tag("live")
class PrescriptionPageIT {
    private static final PrescriberKey KIM = PrescriberKey.make();

    @TempDir
    Path folder;

    private final List<String> complaints = new ArrayList<>();
    private SessionStore store;
    private WebServer server;
    private Chromium chromium;

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder.resolve("data"));
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(folder.resolve("data"), exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
        chromium = Chromium.start(FakeCamera.sitDown(), true);
    }

    @AfterEach
    void end() throws Exception {
        chromium.close();
        server.close();
        store.close();
        assertThat(complaints).isEmpty();
    }

    private Page page(String locale, int width, int height, ColorScheme scheme) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setLocale(locale))
                .newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(complaints::add);
        page.addInitScript("localStorage.setItem('safety', '1'); localStorage.setItem('lesson', '1')");
        page.navigate(server.address().toString());
        if (page.locator("#lesson-skip").isVisible()) {
            page.locator("#lesson-skip").click();
        }
        await(
                page,
                "document.documentElement.dataset.choices === 'ready' && !document.getElementById('prescription-row').hidden");
        return page;
    }

    private Path file(SignedPrescription signed) throws Exception {
        return Files.write(folder.resolve("ada.json"), signed.file());
    }

    private static void isRefused(Page page, Path file, String why) {
        page.locator("#prescription-file").setInputFiles(file);
        page.locator("#prescription [role=alert]:has-text('" + why + "')").waitFor();
        assertThat(page.locator("#prescription-accept").count()).isZero();
    }

    @Test
    void aChosenFileIsShownAndAccepted() throws Exception {
        Page page = page("en-GB", 1366, 650, ColorScheme.LIGHT);
        assertThat(page.locator("#prescription-open").isVisible()).as("folded").isFalse();
        openSettings(page);
        Path good = file(PrescriptionRoutesTest.signed(KIM, 1, PrescriptionRoutesTest.today(), 80));
        page.locator("#prescription-file").setInputFiles(good);
        page.locator("#prescription-accept").waitFor();
        assertThat(page.locator("#prescription").innerText())
                .contains("Prescribed by Dr. Kim for Ada", "2 sets of 8 to 10", "Compare this key", KIM.fingerprint());
        page.locator("#prescription-row").scrollIntoViewIfNeeded();
        shot(page, "60-prescription-1366x650");
        wholeShot(page, "60-prescription");
        InThePage.noViolations(page, "prescription");
        complaints.removeIf(words -> words.startsWith("Applying inline style"));
        page.locator("#prescription-decline").click();
        page.locator("text=Nothing was changed.").waitFor();
        assertThat(store.people()).isEmpty();

        String text = Files.readString(good);
        Path wrong = folder.resolve("wrong.json");
        isRefused(page, Files.writeString(wrong, text.replace("\"sets\" : 2", "\"sets\" : 3")), "was changed");
        shot(page, "60-prescription-forged-1366x650");
        isRefused(page, Files.write(wrong, new byte[1 << 20]), "not a prescription");
        isRefused(
                page,
                Files.write(
                        wrong,
                        PrescriptionRoutesTest.signed(KIM, 1, PrescriptionRoutesTest.today().minusWeeks(5), 80)
                                .file()),
                "ended on");
        assertThat(store.people()).isEmpty();

        page.locator("#prescription-file").setInputFiles(good);
        page.locator("#prescription-accept").click();
        page.locator("text=Accepted. The coach follows it.").waitFor();
        assertThat(store.prescriptions().newest("Ada")).isPresent();
        assertThat(page.locator("#person").inputValue()).isEqualTo("Ada");
        assertThat(page.locator("#kilograms").inputValue()).isEqualTo("2.5");
        assertThat(page.locator("input[name=variant][value=weights]").isChecked())
                .isTrue();
        page.locator("#session-line:has-text('Today as prescribed: 2 sets of 8 to 10.')")
                .waitFor();
        shot(page, "60-prescription-accepted-1366x650");
        isRefused(page, good, "Ada already has this prescription");
    }

    @Test
    void aDroppedFileIsShownInGermanOnAPhonesWidth() throws Exception {
        Page page = page("de-DE", 360, 740, ColorScheme.DARK);
        String text = new String(
                PrescriptionRoutesTest.signed(KIM, 1, PrescriptionRoutesTest.today(), 80).file(), StandardCharsets.UTF_8);
        JSHandle files = page.evaluateHandle(
                "text => { const all = new DataTransfer(); all.items.add(new File([text], 'ada.json')); return all; }",
                text);
        page.dispatchEvent("#start", "dragover", Map.of("dataTransfer", files));
        page.dispatchEvent("#start", "drop", Map.of("dataTransfer", files));
        page.locator("#prescription-accept").waitFor();
        assertThat(page.locator("#prescription").innerText())
                .contains("Verordnet von Dr. Kim für Ada", "Vergleiche diesen Schlüssel");
        fitsItsWidth(page, "prescription");
        page.locator("#prescription-row").scrollIntoViewIfNeeded();
        shot(page, "61-prescription-de-360x740");
        wholeShot(page, "61-prescription-de-whole");
        page.locator("#prescription-accept").click();
        page.locator("text=Angenommen. Der Coach richtet sich danach.").waitFor();
        fitsItsWidth(page, "accepted prescription");
        shot(page, "61-prescription-accepted-de-360x740");
        assertThat(store.prescriptions().newest("Ada")).isPresent();
    }
}

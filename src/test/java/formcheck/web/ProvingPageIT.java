package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.awaitStage;
import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.noViolations;
import static formcheck.web.InThePage.openSettings;
import static formcheck.web.InThePage.shot;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.ModelCatalog;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Profile;
import formcheck.session.SessionStore;
import formcheck.session.Versions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verdicts are proven in a real browser with a person who does what the page says. Stores screenshots in
 * {@code target/screenshots}.
 */
@Timeout(300)
@Tag("live")
class ProvingPageIT {
    private static final List<String> WORDS =
            List.of("squeeze", "let-go", "back", "forward", "tall", "slouched", "down");

    @TempDir
    private Path data;

    private final List<String> complaints = new ArrayList<>();
    private ObedientPerson person;
    private WebServer server;
    private Chromium chromium;

    @BeforeEach
    void start() throws Exception {
        person = new ObedientPerson(
                Optional.of(ModelCatalog.at(Path.of("models")).posture()));
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(
                                data, exercise -> new Versions("1.0", Optional.empty(), Optional.empty(), "feedbeef"))),
                progress -> person);
        chromium = Chromium.start(FakeCamera.sitDown(), true);
    }

    @AfterEach
    void end() {
        chromium.close();
        server.close();
    }

    private Page page(String locale, ColorScheme colours, int width, int height) {
        Page page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(locale)
                        .setColorScheme(colours))
                .newPage();
        page.onPageError(complaints::add);
        return page;
    }

    private void begin(Page page, String name) {
        page.navigate(server.address().toString());
        page.locator("#safety-ok").click();
        page.waitForFunction("!document.getElementById('lesson').hidden || !document.getElementById('start').hidden");
        if (page.locator("#lesson-skip").isVisible()) { // who is known is not shown the movement again
            page.locator("#lesson-skip").click();
        }
        openSettings(page);
        page.locator("#raises").uncheck();
        page.locator("#prove").check();
        await(page, "!document.getElementById('person-row').hidden");
        page.locator("#person").fill(name);
        page.locator("#proven-decides").check();
    }

    private static String stage(Page page) {
        return String.valueOf(page.evaluate("document.getElementById('live').dataset.stage"));
    }

    /** Raises the arms once, sits still, and is there. */
    private void place(Page page) {
        place(page, "prove");
    }

    private void place(Page page, String then) {
        page.locator("#go").click();
        awaitStage(page, "placement");
        for (int k = 0; !stage(page).equals("baseline"); k++) {
            person.take(k / 8 % 2 == 0 ? ObedientPerson.TOP : ObedientPerson.REST);
            page.waitForTimeout(300);
            assertThat(k).isLessThan(100);
        }
        person.take(ObedientPerson.REST);
        awaitStage(page, then);
    }

    /** Does what is read on the page, until the stage is over or a word comes. */
    private List<String> obey(Page page, String until) {
        List<String> words = new ArrayList<>();
        for (int k = 0; stage(page).equals("prove"); k++) {
            String word = String.valueOf(page.evaluate("document.getElementById('panel-prove').dataset.word"));
            person.obey("prove", word);
            if (words.isEmpty() || !words.get(words.size() - 1).equals(word)) {
                words.add(word);
            }
            if (word.equals(until)) {
                return words;
            }
            page.waitForTimeout(50);
            assertThat(k).isLessThan(4000);
        }
        person.take(ObedientPerson.REST);
        return words;
    }

    @Test
    @Tag("long") // 88 s of contrasts
    void theContrastsNeedNoHandAndEndWithTheirResult() throws Exception {
        Page page = page("en-GB", ColorScheme.LIGHT, 1280, 720);
        begin(page, "Ada");
        shot(page, "prove-start");
        noViolations(page, "start");
        place(page);
        shot(page, "prove-read");
        noViolations(page, "read");
        obey(page, "squeeze");
        await(page, "document.getElementById('cue').innerText === 'Squeeze'");
        assertThat(page.locator("#prove-squeeze-text").innerText()).isEqualTo("Squeeze 1/3");
        assertThat(page.locator("#step-prove-squeeze").getAttribute("aria-current"))
                .isEqualTo("step");
        page.waitForTimeout(800);
        shot(page, "prove-squeeze");
        noViolations(page, "squeeze");
        assertThat(obey(page, "")).containsSubsequence(WORDS.subList(0, 2)).contains("forward", "slouched", "down");
        awaitStage(page, "prove-result");
        await(page, "/of\\s6/.test(document.getElementById('prove-squeeze-text').innerText)");
        shot(page, "prove-result");
        noViolations(page, "result");
        page.locator("#skip").click();
        awaitStage(page, "countdown");
        assertThat(page.locator("#panel-prove").isVisible()).isFalse();
        page.locator("#leave").click();
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.proofs("Ada")).hasSize(3);
            assertThat(store.profile("Ada").map(Profile::provenDecides)).contains(true);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void speaksGermanIsReadInTheDarkAndOnANarrowScreenAndIsLeftAtAnyTime() throws Exception {
        Page page = page("de-AT", ColorScheme.DARK, 1280, 720);
        begin(page, "Grete");
        shot(page, "prove-start-german-dark");
        place(page);
        shot(page, "prove-read-german-dark");
        obey(page, "squeeze");
        person.take(ObedientPerson.REST);
        await(page, "document.getElementById('cue').innerText === 'Arme wieder hoch'");
        shot(page, "prove-low-german-dark");
        noViolations(page, "low, German, dark");
        obey(page, "let-go");
        page.waitForTimeout(800);
        shot(page, "prove-let-go-german-dark");
        page.setViewportSize(360, 740);
        fitsItsWidth(page, "proving, narrow");
        shot(page, "prove-narrow");
        page.keyboard().press("n");
        awaitStage(page, "countdown");
        page.keyboard().press("Escape");
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.proofs("Grete")).isEmpty();
        }
        assertThat(complaints).isEmpty();
    }

    /** What the server may find is shown here whatever this person's figure would prove. */
    @Test
    void eachOutcomeIsShownWithItsSignAndItsCount() throws Exception {
        for (String language : List.of("en-GB", "de-AT")) {
            Page page = page(language, ColorScheme.LIGHT, 1280, 720);
            page.routeWebSocket(address -> true, route -> {
                var behind = route.connectToServer();
                behind.onMessage(frame -> {
                    if (frame.text() == null) {
                        route.send(frame.binary());
                    } else {
                        route.send(proven(frame.text()));
                    }
                });
            });
            begin(page, "Ada");
            place(page, "prove-result");
            await(
                    page,
                    "document.getElementById('step-prove-slouch').dataset.sign === 'waiting'"
                            + " && document.getElementById('step-prove-squeeze').dataset.sign === 'right'");
            assertThat(page.locator("#step-prove-elbows").getAttribute("data-sign"))
                    .isEqualTo("wrong");
            assertThat(page.locator("#prove-squeeze-text").innerText()).contains("6", "6");
            assertThat(page.locator("#prove-elbows-text").innerText()).contains("2");
            shot(page, "prove-outcomes-" + language.substring(0, 2));
            noViolations(page, "outcomes");
            page.locator("#leave").click();
            page.context().close(); // one window at a time has the camera
        }
        assertThat(complaints).isEmpty();
    }

    /** A frame waits for the screen's next image; what came meanwhile is newer. */
    @Test
    void whatIsShownDoesNotGoBackToAnOlderFrame() throws Exception {
        Page page = page("en-GB", ColorScheme.LIGHT, 1280, 720);
        AtomicBoolean silent = new AtomicBoolean();
        page.routeWebSocket(address -> true, route -> {
            var behind = route.connectToServer();
            behind.onMessage(frame -> {
                if (frame.text() == null) {
                    route.send(frame.binary());
                } else if (!silent.get()) {
                    route.send(frame.text());
                    overtaking(frame.text()).ifPresent(newer -> {
                        silent.set(true);
                        route.send(newer);
                    });
                }
            });
        });
        begin(page, "Ada");
        page.locator("#go").click();
        awaitStage(page, "countdown");
        page.waitForTimeout(500);
        assertThat(stage(page)).isEqualTo("countdown");
        assertThat(page.locator("#panel-placement").isVisible()).isFalse();
        assertThat(complaints).isEmpty();
    }

    /** The countdown, as told without a frame, behind the first frame of placement. */
    private static Optional<String> overtaking(String text) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            ObjectNode message = (ObjectNode) mapper.readTree(text);
            boolean placing = message.path("type").asText().equals("frame")
                    && message.path("stage").asText().equals("placement");
            message.put("type", "state").put("stage", "countdown").put("secondsLeft", 2);
            return placing ? Optional.of(mapper.writeValueAsString(message)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String proven(String text) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            ObjectNode message = (ObjectNode) mapper.readTree(text);
            if (!message.path("stage").asText().equals("prove")) {
                return text;
            }
            message.put("stage", "prove-result");
            ArrayNode found = ((ObjectNode) message.path("proving")).putArray("found");
            found.addObject()
                    .put("contrast", "squeeze")
                    .put("outcome", "passed")
                    .put("right", 6)
                    .put("wrong", 0)
                    .put("shown", 6);
            found.addObject()
                    .put("contrast", "elbows")
                    .put("outcome", "refuted")
                    .put("right", 2)
                    .put("wrong", 2)
                    .put("shown", 4);
            found.addObject()
                    .put("contrast", "slouch")
                    .put("outcome", "open")
                    .put("right", 3)
                    .put("wrong", 0)
                    .put("shown", 4);
            return mapper.writeValueAsString(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theStartPageSaysWhatIsProvenOfWhomAndASettingThatIsOffStaysOff() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            store.remember(new Profile("Ada", Optional.empty(), Load.UNKNOWN, PictureChoice.NONE, false));
        }
        Page page = page("en-GB", ColorScheme.LIGHT, 1280, 720);
        page.navigate(server.address().toString());
        page.locator("#safety-ok").click();
        await(page, "document.getElementById('person').value === 'Ada'");
        assertThat(page.locator("#proven-decides").isChecked()).isFalse();
        assertThat(page.locator("#proven").isVisible()).isFalse();
        assertThat(page.locator("#prove").isChecked()).isFalse();
    }
}

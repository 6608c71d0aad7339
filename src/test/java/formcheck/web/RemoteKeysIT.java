package formcheck.web;

import static formcheck.web.InThePage.await;
import static formcheck.web.InThePage.awaitStage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import formcheck.exercise.ExerciseFile;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media keys and a presenter's remote in a real browser: they pause, go on and stop, and never while somebody types. */
@Timeout(120)
@Tag("long")
class RemoteKeysIT {
    /** Notes what the page gives the browser for its media buttons, and which sounds it plays. */
    private static final String NOTE = """
            window.media = {};
            window.players = [];
            const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
            navigator.mediaSession.setActionHandler = (action, handler) => {
              window.media[action] = handler;
              set(action, handler);
            };
            const Sound = window.Audio;
            window.Audio = function (address) {
              const sound = new Sound(address);
              window.players.push(sound);
              return sound;
            };
            """;

    private WebServer server;
    private Chromium chromium;
    private Page page;
    private CDPSession keys;

    @BeforeEach
    void start() throws Exception {
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of()).on(0, 1), progress -> new StillEstimator());
        chromium = Chromium.start(FakeCamera.sitDown(), true);
        page = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1366, 650)
                        .setLocale("en-GB"))
                .newPage();
        page.setDefaultTimeout(15_000);
        page.addInitScript("localStorage.setItem('safety', '1');" + NOTE);
        page.navigate(server.address().toString());
        keys = page.context().newCDPSession(page);
        await(page, "document.documentElement.dataset.choices === 'ready'");
    }

    @AfterEach
    void end() {
        chromium.close();
        server.close();
    }

    private void inASet() {
        page.locator("#go").click();
        awaitStage(page, "placement");
        page.keyboard().press("PageDown");
        await(page, "['baseline', 'set'].includes(document.getElementById('live').dataset.stage)");
        if ("baseline".equals(page.locator("#live").getAttribute("data-stage"))) {
            page.keyboard().press("PageDown");
        }
        awaitStage(page, "set");
        page.evaluate("window.loaded = 'once'");
    }

    /** Presses a key as the operating system reports it; the test's own keyboard has no media keys. */
    private void press(String key, int code) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("key", key);
            event.addProperty("code", key);
            event.addProperty("windowsVirtualKeyCode", code);
            keys.send("Input.dispatchKeyEvent", event);
        }
    }

    private void isPaused(boolean paused) {
        await(page, "document.getElementById('live').classList.contains('asked') === " + paused);
        await(page, "navigator.mediaSession.playbackState === '" + (paused ? "paused" : "playing") + "'");
    }

    /** What changes nothing is waited for as long as a pause takes to come. */
    private void staysAsItIs(boolean paused) {
        page.waitForTimeout(700);
        assertThat(page.locator("#live").getAttribute("data-stage")).isEqualTo("set");
        isPaused(paused);
    }

    @Test
    void aRemotePausesGoesOnAndStops() {
        inASet();
        for (String key : List.of("PageUp", "b", ".")) {
            page.keyboard().press(key);
            isPaused(true);
            page.keyboard().press(key);
            isPaused(false);
        }
        page.keyboard().press("F5"); // "begin", while the set is under way
        staysAsItIs(false);
        page.keyboard().press("PageUp");
        isPaused(true);
        page.keyboard().press("F5");
        isPaused(false);
        assertThat(page.evaluate("window.loaded"))
                .as("the page was not loaded anew")
                .isEqualTo("once");
        page.keyboard().press("PageDown");
        awaitStage(page, "rest");
        page.keyboard().press("F5");
        awaitStage(page, "set");
        page.keyboard().press("Escape");
        awaitStage(page, "rest");
        assertThat(page.evaluate("window.loaded")).isEqualTo("once");
    }

    @Test
    void mediaKeysPauseGoOnAndStop() {
        inASet();
        press("MediaPlayPause", 179);
        isPaused(true);
        press("MediaPlayPause", 179);
        isPaused(false);
        press("MediaStop", 178);
        awaitStage(page, "rest");
        press("MediaTrackNext", 176);
        awaitStage(page, "set");
    }

    @Test
    void theBrowserPassesItsMediaButtonsOnWhileASessionIsUnderWay() {
        assertThat(page.evaluate("window.players.length"))
                .as("no sound before a session")
                .isEqualTo(0);
        inASet();
        await(page, "window.players.length === 1 && !window.players[0].paused && window.players[0].duration > 5");
        assertThat(page.evaluate("navigator.mediaSession.metadata.title")).isEqualTo("Live set");
        page.evaluate("void window.media.pause()");
        isPaused(true);
        page.evaluate("void window.media.pause()");
        staysAsItIs(true);
        page.evaluate("void window.media.play()");
        isPaused(false);
        page.evaluate("void window.media.play()");
        staysAsItIs(false);
        page.evaluate("void window.media.nexttrack()");
        awaitStage(page, "rest");
        page.keyboard().press("Escape");
        page.locator("#start").waitFor();
        await(page, "window.players[0].paused");
        page.evaluate("void window.media.play()"); // nothing is under way
        assertThat(page.locator("#start").isVisible()).isTrue();
    }

    @Test
    void nothingHappensWhileSomebodyTypes() {
        inASet();
        page.evaluate("""
                () => {
                  const field = document.createElement('input');
                  field.type = 'text';
                  field.id = 'field';
                  document.getElementById('live').append(field);
                  field.focus();
                }""");
        page.keyboard().type("b.pnmvd 7B");
        for (String key : List.of("PageUp", "PageDown", "Escape", "Enter")) {
            page.keyboard().press(key);
        }
        press("MediaPlayPause", 179);
        press("MediaTrackNext", 176);
        press("MediaStop", 178);
        staysAsItIs(false);
        assertThat(page.locator("#field").inputValue()).isEqualTo("b.pnmvd 7B");
        assertThat(page.locator("#mute").getAttribute("aria-pressed")).isEqualTo("false");
        assertThat(page.locator("#delays").isVisible()).isFalse();
        page.locator("#field").blur();
        page.keyboard().press("b");
        isPaused(true);
    }
}

package formcheck.web;

import static formcheck.web.InThePage.awaitStage;
import static formcheck.web.InThePage.noViolations;
import static formcheck.web.InThePage.openSettings;
import static formcheck.web.InThePage.shot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The head check with the chair turned, in a real browser whose camera shows a rendered person. Stores screenshots in
 * {@code target/screenshots}.
 */
@Timeout(240)
@Tag("live")
class TurnedChairIT {
    @Test
    void theHeadCheckGuidesThroughItsStepsAndShowsItsResult() throws Exception {
        List<String> complaints = new ArrayList<>();
        ServerSettings settings =
                ServerSettings.of(ExerciseFile.builtIn(), List.of()).on(0, 1);
        try (WebServer server = WebServer.start(
                        settings,
                        progress -> DjlPoseEstimator.open(
                                ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress));
                Chromium chromium = Chromium.start(FakeCamera.turnedChair(), true)) {
            Page page = chromium.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setViewportSize(1280, 720)
                            .setLocale("en-GB"))
                    .newPage();
            page.onPageError(complaints::add);
            page.navigate(server.address().toString());
            page.locator("#safety-ok").click();
            page.locator("#lesson-skip").click();
            openSettings(page);
            page.locator("#head").check();
            page.locator("#go").click();
            awaitStage(page, "head-turn");
            shot(page, "head-turn");
            awaitStage(page, "head-usual");
            shot(page, "head-usual");
            assertThat(page.locator("#head-foot").innerText()).contains("three ticks");
            noViolations(page, "usual");
            awaitStage(page, "head-tall");
            shot(page, "head-tall");
            awaitStage(page, "head-result");
            shot(page, "head-result");
            assertThat(page.locator("#head-title").innerText()).contains("head");
            assertThat(page.locator("#head-steps").isVisible()).isFalse();
            assertThat(page.locator("#cue").innerText()).contains("Turn back to the front");
            noViolations(page, "result");
            page.locator("#skip").click();
            awaitStage(page, "placement");
            shot(page, "placement");
            assertThat(page.locator("#panel-head").isVisible()).isFalse();
            page.locator("#leave").click();
        }
        assertThat(complaints).isEmpty();
    }
}

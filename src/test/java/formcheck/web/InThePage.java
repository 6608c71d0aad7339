package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Helpers for tests of a page in a browser. Screenshots are stored in {@code target/screenshots}. */
final class InThePage {
    static final Path SHOTS = Path.of("target/screenshots");

    /** Time-out of a stage of the live session. */
    private static final double STAGE_MILLIS = 60_000;

    private InThePage() {}

    static void shot(Page page, String name) {
        shot(page, name, false);
    }

    /** Also what is to be scrolled to. */
    static void wholeShot(Page page, String name) {
        shot(page, name, true);
    }

    private static void shot(Page page, String name, boolean whole) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(path(name + ".png")).setFullPage(whole));
    }

    /** A file among the screenshots. */
    static Path path(String name) {
        try {
            return Files.createDirectories(SHOTS).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Polls an expression, because the policy of the page forbids evaluating it in the page. */
    static void await(Page page, String expression) {
        long deadline = System.nanoTime() + (long) (STAGE_MILLIS * 1e6);
        while (!Boolean.TRUE.equals(page.evaluate("Boolean(" + expression + ")"))) {
            if (System.nanoTime() > deadline) {
                shot(page, "failed");
                throw new AssertionError("not so after a while: " + expression);
            }
            page.waitForTimeout(30);
        }
    }

    static void awaitStage(Page page, String stage) {
        await(page, "document.getElementById('live').dataset.stage === '" + stage + "'");
    }

    /** Unfolds the settings of the start page, as soon as they are there. */
    static void openSettings(Page page) {
        await(page, "document.documentElement.dataset.choices === 'ready'");
        page.locator("#more:not([open]) summary").click();
    }

    /** Checks the accessibility rules that a program can check. */
    static void noViolations(Page page, String where) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(where)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    static void fitsItsWidth(Page page, String where) {
        Number over = (Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        assertThat(over.intValue()).as(where).isLessThanOrEqualTo(0);
    }
}

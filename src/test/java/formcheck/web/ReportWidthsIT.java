package formcheck.web;

import static formcheck.web.InThePage.fitsItsWidth;
import static formcheck.web.InThePage.noViolations;
import static formcheck.web.InThePage.wholeShot;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import formcheck.report.HtmlReport;
import formcheck.report.Language;
import formcheck.report.SessionBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report's file in a browser: with its own typeface, and at every width with all tables in their cards. */
@Tag("long")
class ReportWidthsIT {
    private static final int[] WIDTHS = {320, 360, 412, 480, 600, 721, 800, 900, 981, 1040, 1366, 1920};

    /** Names of what reaches beyond the card that it is in, if it is not in an area that scrolls. */
    private static final String BEYOND =
            "[...document.querySelectorAll('.detail table, .detail .txt, table.blind, .strip')]"
                    + ".filter(one => !one.closest('.scroll'))"
                    + ".filter(one => one.getBoundingClientRect().right"
                    + "  > (one.closest('.detail') ?? one.closest('.page')).getBoundingClientRect().right + 1)"
                    + ".map(one => one.className).join(' ')";

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyTableStaysInItsCard(Language language, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        Files.writeString(
                file, new HtmlReport(language).html(SessionBuilder.mixed().build()));
        try (Chromium chromium = Chromium.start(FakeCamera.sitDown(), true)) {
            Page page = chromium.browser().newPage();
            page.navigate(file.toUri().toString());
            page.evaluate("for (const rep of document.querySelectorAll('details')) rep.open = true");
            assertThat(page.evaluate("document.fonts.check('16px Inter') && document.fonts.size"))
                    .isEqualTo(1);
            for (int width : WIDTHS) {
                page.setViewportSize(width, 740);
                String where = language + " at " + width;
                fitsItsWidth(page, where);
                assertThat(page.evaluate(BEYOND)).as(where).isEqualTo("");
            }
            page.setViewportSize(360, 740);
            wholeShot(page, "50-report-360-" + language.tag());
            noViolations(page, "the report's file");
            page.setViewportSize(1366, 650);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            wholeShot(page, "50-report-dark-" + language.tag());
            noViolations(page, "the report's file, dark");
        }
    }
}

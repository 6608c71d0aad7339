package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PdfReportTest {
    /** Where the line with the number of the page begins, as a share of its height. */
    private static final double PAGE_NUMBER = 0.94;

    private final PdfReport report = new PdfReport(Language.ENGLISH);

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void saysWhatThePageSays() throws IOException {
        String text = text(report.pdf(SessionBuilder.mixed().build()));
        assertThat(text)
                .contains(
                        "Three repetitions came down in half a second.",
                        "10 of 16 were clean, 14 valid.",
                        "Count “one, two, three” every time you lower.",
                        "Repetition 4 came down too fast",
                        "Repetition 6 stayed too low",
                        "Repetition 11 could not be judged",
                        Reason.ELBOWS_OUTSIDE.remedy(),
                        "Not a medical device.")
                .doesNotContain("Repetition 1 was clean");
    }

    @Test
    void everyFontIsEmbedded() throws IOException {
        try (PDDocument document =
                Loader.loadPDF(report.pdf(SessionBuilder.mixed().build()))) {
            assertThat(document.getNumberOfPages()).isBetween(2, 8);
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).containsAnyOf("Inter-", "LiberationSans");
                }
            }
        }
    }

    @Test
    void writesItsOwnTypefaceAndAnotherForLettersThatItLacks() throws IOException {
        byte[] pdf = report.pdf(new SessionBuilder()
                .source("Übung Łukasz Жанна.mp4")
                .rep(100, 99, 2.4)
                .build());
        assertThat(text(pdf)).contains("Übung Łukasz Жанна.mp4");
        List<String> names = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    names.add(page.getResources().getFont(name).getName());
                }
            }
        }
        assertThat(names)
                .anyMatch(name -> name.contains("Inter-Regular"))
                .anyMatch(name -> name.contains("Inter-Bold"))
                .anyMatch(name -> name.contains("LiberationSans"));
    }

    /** Returns where the lowest text above the page number ends on each page, as a share of the page's height. */
    private static List<Double> filled(byte[] pdf) throws IOException {
        List<Double> shares = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                double[] lowest = {0};
                PDFTextStripper stripper = new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition text) {
                        double share = text.getYDirAdj() / text.getPageHeight();
                        if (share < PAGE_NUMBER) {
                            lowest[0] = Math.max(lowest[0], share);
                        }
                        super.processTextPosition(text);
                    }
                };
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                stripper.getText(document);
                shares.add(lowest[0]);
            }
        }
        return shares;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noPageButTheLastIsLeftNearlyEmpty(Language language) throws IOException {
        List<Double> pages =
                filled(new PdfReport(language).pdf(SessionBuilder.mixed().build()));
        assertThat(pages.subList(0, pages.size() - 1)).allMatch(share -> share > 0.72);
    }

    @Test
    void showsHostileNamesAsText() throws IOException {
        String text = text(report.pdf(new SessionBuilder()
                .source("<script>alert(1)</script>&amp;{{ 7 * 7 }}.mp4")
                .rep(100, 99, 2.4)
                .build()));
        assertThat(text).contains("<script>alert(1)</script>&amp;{{ 7 * 7 }}.mp4");
        for (String name : HostileNames.ALL) {
            assertThat(text(report.pdf(new SessionBuilder()
                            .source(name)
                            .damaged(name)
                            .rep(100, 99, 2.4)
                            .cue(3, name)
                            .build())))
                    .as(name)
                    .contains("One repetition, and it was clean.");
        }
    }

    @Test
    void isWrittenInGermanToo() throws IOException {
        assertThat(text(new PdfReport(Language.GERMAN)
                        .pdf(SessionBuilder.mixed().build())))
                .contains("Drei Wiederholungen kamen in einer halben Sekunde herunter.", "Kein Medizinprodukt.");
    }
}

package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.BodySide;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.report.HtmlReport;
import formcheck.report.KeptSessions;
import formcheck.report.Language;
import formcheck.report.PdfReport;
import formcheck.report.SessionBuilder;
import formcheck.report.StoredPictures;
import formcheck.report.TextReport;
import formcheck.report.Words;
import formcheck.report.month.Progression;
import formcheck.report.month.Suggestion.SuggestionKind;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The month has the totals of the report, its text and its PDF, and none of them contradicts the month's advice on load. */
class MonthTotalsPropertyTest {
    private static final int RUNS = 25;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final ZonedDateTime BEGAN = TODAY.atTime(18, 0).atZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** Half of the sessions are good throughout. */
    private static Session session(Random random) {
        SessionBuilder builder = new SessionBuilder();
        boolean good = random.nextBoolean();
        int many = good ? 14 + random.nextInt(6) : 1 + random.nextInt(20);
        for (int i = 0; i < many; i++) {
            switch (good ? 3 : random.nextInt(6)) {
                case 0 -> builder.unjudged(Reason.ELBOWS_HIDDEN);
                case 1 -> builder.broken(RuleKind.ELBOW_HEIGHT, BodySide.BOTH, 72, 72, 72);
                case 2 -> builder.fast(100, 99, 0.5);
                default -> builder.rep(100, 99, 1.8 + 2 * random.nextDouble());
            }
        }
        return builder.build();
    }

    private static String plain(String text) {
        return text.replace("&#39;", "'").replaceAll("[\\s\\u00a0]+", " ");
    }

    private static String pdf(byte[] bytes) throws Exception {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            return plain(new PDFTextStripper().getText(document));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void monthReportTextAndPdfHaveTheSameTotals(Language language) throws Exception {
        Words words = Words.in(language);
        Random random = new Random(26);
        HtmlReport html = new HtmlReport(language);
        PdfReport paper = new PdfReport(language);
        try (SessionStore store = SessionStore.open(folder)) {
            for (int run = 0; run < RUNS; run++) {
                String person = "Person " + run;
                Session session = session(random);
                Session.Counts counts = session.counts();
                KeptSession kept = KeptSessions.keep(store, person, BEGAN, Load.UNKNOWN, 0, 0, session);
                List<SessionOverview> overviews = store.overviews(person);
                MonthJson month = new MonthPage(words)
                        .of(person, overviews, YearMonth.from(TODAY), TODAY, Optional.empty(), List.of(), Set.of());

                MonthJson.SessionJson row = month.sessions().get(0);
                assertThat(new Session.Counts(row.attempted(), row.valid(), row.clean(), row.unjudged()))
                        .isEqualTo(counts);
                int judged = counts.attempted() - counts.unjudged();
                if (judged > 0) {
                    assertThat(month.thisWeek()).contains(counts.clean() + " ", " " + judged + " ");
                    String total = words.text(
                            "report.lede.counts",
                            "clean",
                            counts.clean(),
                            "attempted",
                            counts.attempted(),
                            "valid",
                            counts.valid());
                    StoredPictures pictures = new StoredPictures(store, kept.id());
                    assertThat(plain(html.html(kept, pictures))).contains(total);
                    assertThat(plain(html.inPage(kept, pictures, false))).contains(total);
                    assertThat(pdf(paper.pdf(kept, pictures))).contains(total);
                }
                if (language == Language.ENGLISH) {
                    assertThat(plain(new TextReport().text(kept)))
                            .contains("%d attempted, %d valid, %d clean, %d not judged"
                                    .formatted(counts.attempted(), counts.valid(), counts.clean(), counts.unjudged()));
                }
            }
        }
    }

    /** Earlier, the report of one clean session said to add load "once it feels easy" while the month said to stay. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void theReportPromisesLoadOnlyWhereTheMonthGrantsIt(Language language) throws Exception {
        Words words = Words.in(language);
        Random random = new Random(27);
        HtmlReport html = new HtmlReport(language);
        int promised = 0;
        try (SessionStore store = SessionStore.open(folder)) {
            for (int run = 0; run < RUNS; run++) {
                String person = "Person " + run;
                Session session = session(random);
                String page = plain(html.html(session));
                boolean promises = page.contains(words.text("report.next.load"));
                promised += promises ? 1 : 0;
                for (int day = Progression.Parameters.DEFAULT.sessions(); day > 0; day--) {
                    SuggestionKind now =
                            new Progression().suggest(store.overviews(person)).kind();
                    assertThat(now).isIn(SuggestionKind.BEGIN, SuggestionKind.STAY, SuggestionKind.BACK);
                    KeptSessions.keep(store, person, BEGAN.minusDays(2L * day), Load.UNKNOWN, 0, 0, session);
                }
                SuggestionKind then =
                        new Progression().suggest(store.overviews(person)).kind();
                if (promises) {
                    assertThat(then).as("run %d", run).isEqualTo(SuggestionKind.ADVANCE);
                }
            }
        }
        assertThat(promised).isPositive();
    }

    @Test
    void theReportNamesTheSessionsThatTheMonthWants() {
        for (Language language : Language.values()) {
            Words words = Words.in(language);
            assertThat(words.text("report.next.load"))
                    .contains(" " + words.count(Progression.Parameters.DEFAULT.sessions()) + " ");
        }
    }
}

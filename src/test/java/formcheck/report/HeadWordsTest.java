package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import formcheck.report.export.KeptSessionJson;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.SessionId;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadWordsTest {
    private static final HeadCheckResult FORWARD = new HeadCheckResult(
            HeadVerdict.FORWARD, OptionalDouble.of(0.934), OptionalDouble.of(52.4), Optional.empty());

    private static KeptSession kept(Optional<HeadCheckResult> headCheck) {
        return new KeptSession(
                new SessionId("2026-11-27-1841"),
                "Ada",
                ZonedDateTime.of(2026, 11, 27, 18, 41, 0, 0, ZoneOffset.UTC),
                KeptSession.Origin.LIVE,
                Load.UNKNOWN,
                OptionalInt.empty(),
                headCheck,
                List.of(),
                KeptSessions.VERSIONS,
                SessionBuilder.mixed().build(),
                true);
    }

    private static String pdf(KeptSession kept, Language language) throws IOException {
        try (PDDocument document = Loader.loadPDF(new PdfReport(language).pdf(kept, RepPictures.NONE))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void everyReportTellsWhatWasFoundHowSurelyAndWhatItIsWorth() throws Exception {
        KeptSession kept = kept(Optional.of(FORWARD));
        String finding = "You usually hold your head farther forward than when you sit tall (93 % confidence).";
        String note = "Checked before the session, with the chair turned by about 52°. Trained on rendered people,";
        assertThat(new HtmlReport().html(kept, RepPictures.NONE)).contains(finding, note);
        assertThat(new HtmlReport().inPage(kept, RepPictures.NONE, false)).contains(finding, note);
        assertThat(pdf(kept, Language.ENGLISH)).contains("Your head, with the chair turned", finding, note);
        assertThat(new TextReport().text(kept).replaceAll("\\s+", " ")).contains("Head " + finding, note);
        JsonNode json = new ObjectMapper().readTree(KeptSessionJson.of(kept)).path("headCheck");
        assertThat(json.path("verdict").asText()).isEqualTo("forward");
        assertThat(json.path("degrees").asDouble()).isEqualTo(52.4);
    }

    @Test
    void itIsToldInGermanToo() throws Exception {
        KeptSession kept = kept(Optional.of(FORWARD));
        String finding = "Du hältst den Kopf sonst weiter vorn, als wenn du aufrecht sitzt (zu 93 % sicher).";
        assertThat(new HtmlReport(Language.GERMAN).html(kept, RepPictures.NONE)).contains(finding);
        assertThat(pdf(kept, Language.GERMAN)).contains("Dein Kopf, mit gedrehtem Stuhl", finding);
    }

    @Test
    void aSessionWithoutTheCheckSaysNothingOfIt() {
        assertThat(new HtmlReport().html(kept(Optional.empty()), RepPictures.NONE))
                .doesNotContain("h-head");
        assertThat(new TextReport().text(kept(Optional.empty()))).doesNotContain("chair");
    }

    @Test
    void aHeadInLineIsAsSureAsItIsNotForwardAndNeverCertain() {
        HeadCheckResult result = new HeadCheckResult(
                HeadVerdict.IN_LINE, OptionalDouble.of(0.0004), OptionalDouble.empty(), Optional.empty());
        HeadWords told = HeadWords.of(result, Words.in(Language.ENGLISH));
        assertThat(told.finding())
                .isEqualTo("You usually hold your head where it is when you sit tall (99 % confidence).");
        assertThat(told.note()).startsWith("Trained on rendered people");
    }

    @ParameterizedTest
    @EnumSource(HeadCheckReason.class)
    void whatCouldNotBeJudgedIsToldWithReasonAndRemedyInBothLanguages(HeadCheckReason why) {
        HeadCheckResult unjudged = HeadCheckResult.notAssessed(why);
        Words english = Words.in(Language.ENGLISH);
        String reason = english.text("report.head.why." + why.id());
        String remedy = english.text("report.head.remedy." + why.id());
        assertThat(reason + " " + remedy).matches("[A-Z][^.]+\\. [A-Z][^.]+\\.");
        assertThat(HeadWords.of(unjudged, english).finding()).isEqualTo("Could not judge. " + reason + " " + remedy);
        assertThat(HeadWords.of(unjudged, Words.in(Language.GERMAN)).finding())
                .startsWith("Nicht zu beurteilen. ")
                .doesNotContain(reason, remedy);
    }
}

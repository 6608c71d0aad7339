package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.BodySide;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.report.export.KeptSessionJson;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.SessionId;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Beside a verdict that is proven of the person every report says so, and when. */
class ProofWordsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

    private static Exercise proven(boolean decides) {
        return ExerciseFile.builtIn()
                .variant()
                .provenBy(
                        Map.of(
                                RuleKind.BLADE_SQUEEZE,
                                new Proof(DAY, new ProvenVerdict(Contrast.SQUEEZE, 6, 0, 6)),
                                RuleKind.ELBOWS_BACK,
                                new Proof(DAY, new ProvenVerdict(Contrast.ELBOWS, 2, 2, 4)),
                                RuleKind.SLOUCH,
                                new Proof(DAY, new ProvenVerdict(Contrast.SLOUCH, 3, 0, 4))),
                        decides);
    }

    /** Three repetitions, of which one has no squeeze and one a shrug. */
    static KeptSession kept(Exercise exercise) {
        return new KeptSession(
                new SessionId("2026-11-30-1841"),
                "Ada",
                ZonedDateTime.of(2026, 11, 30, 18, 41, 0, 0, ZoneOffset.UTC),
                KeptSession.Origin.LIVE,
                Load.UNKNOWN,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                KeptSessions.VERSIONS,
                new SessionBuilder(exercise)
                        .rep(104, 101, 2.6)
                        .broken(RuleKind.BLADE_SQUEEZE, BodySide.BOTH, 96, 103, 101)
                        .broken(RuleKind.SHRUG, BodySide.BOTH, 93, 103, 101)
                        .build(),
                true);
    }

    private static String pdf(KeptSession kept, Language language) throws IOException {
        try (PDDocument document = Loader.loadPDF(new PdfReport(language).pdf(kept, RepPictures.NONE))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static String html(KeptSession kept, Language language) {
        return new HtmlReport(language).html(kept, RepPictures.NONE).replaceAll("\\s+", " ");
    }

    private static String text(KeptSession kept) {
        return new TextReport().text(kept).replaceAll("\\s+", " ");
    }

    @Test
    void everyReportSaysItBesideTheVerdict() throws Exception {
        KeptSession kept = kept(proven(false));
        String beside = "proven on you on 30 Nov 2026";
        String finding =
                "6 of 6 judged correctly on 30 Nov 2026. FormCheck coaches it in your sets. Guessing does as well 1.6 % of the time.";
        assertThat(html(kept, Language.ENGLISH))
                .contains(beside + ": 6 of 6 right<", "(" + beside + ")", finding)
                .contains("2 of 4 judged correctly on 30 Nov 2026, 2 wrong. FormCheck does not coach it in your sets.")
                .contains("3 of 4 judged correctly on 30 Nov 2026, 0 wrong. That is too little for a proof")
                .doesNotContain("decides");
        assertThat(pdf(kept, Language.ENGLISH))
                .contains(beside, finding, "Shown on purpose: which checks work for you");
        assertThat(text(kept)).contains(", " + beside, "Proven", finding);
        JsonNode rules = new ObjectMapper().readTree(KeptSessionJson.of(kept)).path("rules");
        for (JsonNode rule : rules) {
            JsonNode proven = rule.path("proven");
            switch (rule.path("rule").asText()) {
                case "blade-squeeze" ->
                    assertThat(proven.toString())
                            .isEqualTo(
                                    "{\"on\":\"2026-11-30\",\"outcome\":\"passed\",\"right\":6,\"wrong\":0,\"shown\":6}");
                case "elbows-back" ->
                    assertThat(proven.path("outcome").asText()).isEqualTo("refuted");
                case "slouch" -> assertThat(proven.path("outcome").asText()).isEqualTo("open");
                default -> assertThat(proven.isNull()).as(rule.toString()).isTrue();
            }
        }
    }

    @Test
    void itIsToldInGermanToo() throws Exception {
        KeptSession kept = kept(proven(false));
        String finding =
                "am 30. Nov. 2026 6 von 6 richtig beurteilt. FormCheck sagt es in deinen Sätzen an. Raten wäre in 1,6 %";
        assertThat(html(kept, Language.GERMAN)).contains("an dir belegt am 30. Nov. 2026", finding);
        assertThat(pdf(kept, Language.GERMAN)).contains("an dir belegt am 30. Nov. 2026", "Mit Absicht gezeigt");
    }

    @Test
    void nothingElseIsCalledProven() {
        assertThat(html(kept(ExerciseFile.builtIn().variant()), Language.ENGLISH))
                .doesNotContain("roven");
        assertThat(text(kept(ExerciseFile.builtIn().variant()))).doesNotContain("roven");
        String shrug = html(kept(proven(true)), Language.ENGLISH);
        assertThat(shrug).contains("a proxy: coached, not counted"); // of the shrug
    }

    @Test
    void whatDecidesIsNotCalledCoachedOnly() {
        String told = html(kept(proven(true)), Language.ENGLISH);
        assertThat(told)
                .contains(
                        "6 of 6 right; decides<",
                        "It decides what is clean, as you chose.",
                        "What is proven on you decides")
                .contains("decides what is clean, as you chose. Guessing");
    }
}

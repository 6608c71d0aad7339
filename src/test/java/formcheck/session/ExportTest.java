package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.Rep;
import formcheck.pose.CsvForm;
import formcheck.report.export.KeptSessionJson;
import formcheck.report.export.RepetitionsCsv;
import formcheck.report.export.SessionVtt;
import formcheck.session.motionfile.MotionBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final String HOSTILE = "=HYPERLINK(\"x\"),<b>--> \u202Eoops";

    @TempDir
    Path folder;

    private KeptSession kept() throws StoreException {
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details(HOSTILE), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(4));
            recording.cue(new SaidCue(6, "a --> b <script>\n\n00:01 --> 00:02\u001b[31m"));
            recording.finish();
            return store.find(recording.id()).orElseThrow();
        }
    }

    @Test
    void jsonHoldsTheFiguresThatWereKept() throws Exception {
        KeptSession kept = kept();
        JsonNode json = new ObjectMapper().readTree(KeptSessionJson.of(kept));
        assertThat(json.path("person").asText()).isEqualTo(HOSTILE);
        assertThat(json.path("loadKilograms").asDouble()).isEqualTo(2.5);
        JsonNode reps = json.path("result").path("reps");
        List<Rep> all = kept.session().reps();
        assertThat(reps).hasSize(all.size());
        for (int i = 0; i < all.size(); i++) {
            assertThat(reps.get(i).path("topSeconds").asDouble())
                    .isCloseTo(all.get(i).top(), Offset.offset(0.0005));
            assertThat(reps.get(i).path("verdict").asText())
                    .isEqualTo(all.get(i).verdict().id());
            assertThat(reps.get(i).path("faults")).hasSize(all.get(i).faults().size());
        }
    }

    @Test
    void noCellOfTheCsvIsAFormula() throws Exception {
        String csv = RepetitionsCsv.of(kept());
        assertThat(csv.split("\r\n")).hasSize(5);
        assertThat(csv)
                .contains(",\"'=HYPERLINK(\"\"x\"\"),<b>--> \\u202Eoops\",")
                .doesNotContain(",=", ",\"=");
    }

    @Test
    void aSpreadsheetOfAnyCountryOpensTheCsv() throws Exception {
        KeptSession kept = kept();
        String points = RepetitionsCsv.of(kept);
        String commas = RepetitionsCsv.of(kept, CsvForm.DECIMAL_COMMA);
        assertThat(points).startsWith("\ufeffsession,person,index,");
        assertThat(commas).startsWith("\ufeffsession;person;index;");
        double down = kept.session().reps().get(0).eccentricSeconds();
        String written = BigDecimal.valueOf(down)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        assertThat(points.split("\r\n")[1]).contains("," + written + ",");
        assertThat(commas.split("\r\n")[1]).contains(";" + written.replace('.', ',') + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                " =1",
                "Ada;=HYPERLINK(1)",
                "Ada,@x",
                "Ada\";\"=1",
                "a|=cmd",
                "\uFF1D1",
            })
    void noNameIsAFormulaHoweverTheCellsAreParted(String name) throws Exception {
        KeptSession kept;
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details(name), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(2));
            recording.finish();
            kept = store.find(recording.id()).orElseThrow();
        }
        for (CsvForm form : List.of(CsvForm.DECIMAL_POINT, CsvForm.DECIMAL_COMMA)) {
            for (String row : RepetitionsCsv.of(kept, form).split("\r\n")) {
                for (String separator : List.of(",", ";", "\t", "\\|")) {
                    for (String cell : row.split(separator)) {
                        String bare = cell.replaceFirst("^[\\s\"]+", "");
                        assertThat(bare.matches("[=+@\uFF1D].*|-[^0-9].*"))
                                .as("a formula: " + cell)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void aTextOfTheSubtitlesIsNeitherMarkupNorTime() throws Exception {
        String vtt = SessionVtt.of(kept(), 0);
        assertThat(vtt)
                .startsWith("WEBVTT")
                .contains("a --&gt; b &lt;script&gt;")
                .doesNotContain("\u001b");
        assertThat(vtt.lines().filter(line -> line.contains("-->")))
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} --> \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"));
    }
}

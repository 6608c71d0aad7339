package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.report.Uncertainty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a rendered session, read as its reader reads it, figure by figure against what was rendered. */
class ReportAgainstTruthIT {
    private static final String SAMPLE = "samples/hips-outside";

    /** A single elevation may be off by twice the root mean square. */
    private static final double ONE_ELEVATION = 2 * Uncertainty.ELEVATION;

    /** What rounding to a tenth adds. */
    private static final double ROUNDING = 0.05;

    @Test
    void everyFigureOfTheReportIsWhatWasRendered(@TempDir Path folder) throws Exception {
        Run run = Run.of("analyze", "--out", folder.toString(), SAMPLE + ".mp4");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        String html = Files.readString(folder.resolve("hips-outside.mp4.html"));
        JsonNode truth;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Path.of(SAMPLE + ".truth.json.gz")))) {
            truth = new ObjectMapper().readTree(in);
        }
        List<List<String>> rows = table(html);
        JsonNode reps = truth.at("/repetitions");
        assertThat(rows).hasSize(truth.at("/counts/attempted").asInt());

        int clean = 0;
        double squares = 0;
        int angles = 0;
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            JsonNode rep = reps.get(i);
            String which = "repetition " + (i + 1);
            for (int arm = 0; arm < 2; arm++) {
                double shown = number(row.get(2 + arm));
                double real = highest(truth, arm == 0 ? "leftElevation" : "rightElevation", rep);
                assertThat(shown).as(which).isCloseTo(real, within(ONE_ELEVATION));
                squares += (shown - real) * (shown - real);
                angles++;
            }
            assertThat(number(row.get(7)))
                    .as(which + ", seconds down")
                    .isCloseTo(rep.at("/loweringSeconds").asDouble(), within(Uncertainty.SECONDS + ROUNDING));
            boolean faulty = !rep.at("/faults").isEmpty();
            assertThat(row.get(8)).as(which).matches(faulty ? "valid|attempted" : "clean");
            clean += faulty ? 0 : 1;
            if (rep.at("/faults").toString().contains("fast-descent")) {
                assertThat(html).contains("Repetition " + (i + 1) + " came down too fast");
            }
            if (rep.at("/faults").toString().contains("elbow-height")) {
                assertThat(html).contains("Repetition " + (i + 1) + " stayed too low");
            }
        }
        assertThat(Math.sqrt(squares / angles)).as("elevations, RMS").isLessThanOrEqualTo(Uncertainty.ELEVATION);
        assertThat(html)
                .contains("%d of %d were clean, %d valid."
                        .formatted(clean, rows.size(), truth.at("/counts/valid").asInt()));
    }

    private static List<List<String>> table(String html) {
        String all = html.substring(html.indexOf("<table class=\"all\">"));
        List<List<String>> rows = new ArrayList<>();
        Matcher row = Pattern.compile("<tr><th scope=\"row\">(.*?)</tr>").matcher(all);
        while (row.find()) {
            rows.add(List.of(row.group(1)
                    .replaceAll("</t[hd]><td[^>]*>", "|")
                    .replaceAll("<[^>]*>", "")
                    .split("\\|")));
        }
        return rows;
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replaceAll("[^0-9.]", ""));
    }

    private static double highest(JsonNode truth, String arm, JsonNode rep) {
        double rate = truth.at("/framesPerSecond").asDouble();
        JsonNode values = truth.at("/frames/" + arm);
        double most = 0;
        int last = (int) (rep.at("/bottom").asDouble() * rate);
        for (int i = (int) (rep.at("/start").asDouble() * rate); i <= Math.min(last, values.size() - 1); i++) {
            most = Math.max(most, values.get(i).asDouble());
        }
        return most;
    }
}

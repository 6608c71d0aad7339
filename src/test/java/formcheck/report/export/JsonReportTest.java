package formcheck.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.DropReason;
import formcheck.motion.Reason;
import formcheck.report.HostileNames;
import formcheck.report.SessionBuilder;
import formcheck.session.Session;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final String CHECKS_OK = "\"checks\":{\"elbow-height\":\"ok\",\"fast-descent\":\"ok\","
            + "\"asymmetry\":\"ok\",\"half-repetition\":\"ok\",\"range-of-motion\":\"ok\",\"elbows-back\":\"ok\",\"chest-opening\":\"ok\",\"blade-squeeze\":\"ok\",\"slouch\":\"ok\","
            + "\"head-forward\":\"ok\",\"shrug\":\"ok\",\"leaning-back\":\"ok\","
            + "\"trunk-swing\":\"ok\"}";

    @Test
    void writesExactlyTheFieldsOfTheSchemaInTheirOrder() {
        Session session = new SessionBuilder()
                .rep(98.26, 96.04, 2.4)
                .fast(100, 98, 0.5)
                .dropped(DropReason.ONE_ARM)
                .blind("fast-descent", Reason.FRAME_RATE_TOO_LOW, 1.23456, 2)
                .build();
        assertThat(JsonReport.line(session))
                .isEqualTo("{\"schemaVersion\":1,\"source\":\"clip.mp4\",\"model\":\"blazepose-full\","
                        + "\"exercise\":\"elbows-back-raise\",\"variant\":\"bare-hands\",\"mirrored\":false,"
                        + "\"durationSeconds\":11.8,\"frames\":354,\"framesWithPose\":349,"
                        + "\"repetitions\":{\"attempted\":2,\"valid\":2,\"clean\":1,\"unjudged\":0},"
                        + "\"reps\":[{\"index\":1,\"set\":1,\"startSeconds\":1.5,\"topSeconds\":2.7,"
                        + "\"eccentricStartSeconds\":3.1,\"bottomSeconds\":5.5,"
                        + "\"peakElevation\":{\"left\":98.3,\"right\":96},\"bottomElevation\":{\"left\":18,\"right\":19},"
                        + "\"concentricSeconds\":1.2,\"holdSeconds\":0.4,\"eccentricSeconds\":2.4,"
                        + "\"concentricMovingSeconds\":1.2,\"eccentricMovingSeconds\":2.4,"
                        + "\"peakDescentSpeed\":52.8,\"pace\":\"controlled\",\"squeeze\":{\"share\":null,\"heldSeconds\":null},\"verdict\":\"clean\","
                        + CHECKS_OK + ",\"faults\":[]},"
                        + "{\"index\":2,\"set\":1,\"startSeconds\":6.1,\"topSeconds\":7.3,"
                        + "\"eccentricStartSeconds\":7.7,\"bottomSeconds\":8.2,"
                        + "\"peakElevation\":{\"left\":100,\"right\":98},\"bottomElevation\":{\"left\":18,\"right\":19},"
                        + "\"concentricSeconds\":1.2,\"holdSeconds\":0.4,\"eccentricSeconds\":0.5,"
                        + "\"concentricMovingSeconds\":1.2,\"eccentricMovingSeconds\":0.5,"
                        + "\"peakDescentSpeed\":259.2,\"pace\":\"too-fast\",\"squeeze\":{\"share\":null,\"heldSeconds\":null},\"verdict\":\"valid\","
                        + CHECKS_OK.replace("\"fast-descent\":\"ok\"", "\"fast-descent\":\"fault\"")
                        + ",\"faults\":[{\"rule\":\"fast-descent\",\"side\":\"both\",\"fromSeconds\":7.7,"
                        + "\"toSeconds\":8.2,\"flaggedSeconds\":7.9,\"value\":0.5,\"limit\":1.35,\"tolerance\":0.2,\"unit\":\"s\"}]}],"
                        + "\"couldNotJudge\":[{\"check\":\"fast-descent\",\"reason\":\"frame-rate-too-low\","
                        + "\"fromSeconds\":1.235,\"toSeconds\":2}],"
                        + "\"width\":1280,\"height\":720,\"damage\":null,"
                        + "\"cues\":[{\"atSeconds\":7.9,\"text\":\"Lower slowly\"}],"
                        + "\"dropped\":[{\"reason\":\"one-arm\",\"fromSeconds\":8.8,\"toSeconds\":10.8}]}");
    }

    @Test
    void writesNullForWhatWasNotSeen() throws Exception {
        JsonNode json = read(JsonReport.line(new SessionBuilder()
                .fromKeyPoints()
                .unjudged(Reason.ELBOWS_OUTSIDE)
                .build()));
        assertThat(json.get("model").isNull()).isTrue();
        JsonNode rep = json.get("reps").get(0);
        assertThat(rep.get("peakElevation").get("right").isNull()).isTrue();
        assertThat(rep.get("bottomElevation").get("right").isNull()).isTrue();
        assertThat(rep.get("verdict").asText()).isEqualTo("unjudged");
        assertThat(rep.get("checks").get("elbow-height").asText()).isEqualTo("unjudged");
        assertThat(json.get("repetitions").get("unjudged").asInt()).isEqualTo(1);
        assertThat(json.get("repetitions").get("attempted").asInt()).isEqualTo(1);
    }

    @Test
    void tellsTheSqueezeAsCoarselyAsItIsKnown() throws Exception {
        JsonNode json = read(JsonReport.line(
                new SessionBuilder().squeezed(0.8123, 1.249).rep(100, 99, 2.5).build()));
        JsonNode squeeze = json.get("reps").get(0).get("squeeze");
        assertThat(squeeze.get("share").doubleValue()).isEqualTo(0.81);
        assertThat(squeeze.get("heldSeconds").doubleValue()).isEqualTo(1.2);
    }

    @Test
    void neverWritesWhatIsNoNumber() {
        String line = JsonReport.line(new SessionBuilder()
                .blind("person", Reason.OTHER_PERSON, Double.NaN, Double.POSITIVE_INFINITY)
                .cue(-0.0001, "Lower slowly")
                .build());
        assertThat(line)
                .contains("\"fromSeconds\":null,\"toSeconds\":null", "\"atSeconds\":0,")
                .doesNotContain("NaN", "Infinity", "-0");
    }

    @Test
    void aSessionWithoutRepetitionsIsWhole() throws Exception {
        JsonNode json =
                read(JsonReport.line(new SessionBuilder().nobody().pause(4).build()));
        assertThat(json.get("reps")).isEmpty();
        assertThat(json.get("couldNotJudge")).isEmpty();
        assertThat(json.get("framesWithPose").asInt()).isZero();
    }

    @Test
    void keepsHostileNamesOnOneLineAndReadsThemBackUnchanged() throws Exception {
        for (String name : HostileNames.ALL) {
            String line = JsonReport.line(new SessionBuilder().source(name).build());
            assertThat(line).matches("[ -~]*");
            assertThat(read(line).get("source").asText()).isEqualTo(name);
        }
    }

    @Test
    void aFailedInputIsItsSourceAndTheError() {
        assertThat(JsonReport.failure("a \"b\".mp4", "No such file"))
                .isEqualTo("{\"source\":\"a \\\"b\\\".mp4\",\"error\":\"No such file\"}");
    }

    @Test
    void theSameSessionGivesTheSameLineInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            List<String> lines = List.of(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("ar-EG")).stream()
                    .map(locale -> {
                        Locale.setDefault(locale);
                        return JsonReport.line(SessionBuilder.mixed().build());
                    })
                    .distinct()
                    .toList();
            assertThat(lines).hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static JsonNode read(String line) throws Exception {
        return new ObjectMapper().readTree(line);
    }
}

package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording on its way through all that can be done with what is kept, by the commands that a user types. */
class KeptSessionsIT {
    private static final String SAMPLE = "samples/hips-outside.mp4";
    private static final Pattern TIMES =
            Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3}) --> (\\d\\d):(\\d\\d):(\\d\\d\\.\\d{3})");

    @TempDir
    Path folder;

    private Run run(String... words) {
        return Run.of(Stream.concat(
                        Stream.of(words),
                        Stream.of("--data", folder.resolve("data").toString()))
                .toArray(String[]::new));
    }

    private Run done(String... words) {
        Run run = run(words);
        assertThat(run.exitCode())
                .as(String.join(" ", words) + ": " + run.err())
                .isEqualTo(ExitCode.OK);
        return run;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void whatWasAnalyzedIsListedReportedExportedJudgedAgainAndDeleted() throws Exception {
        done("analyze", "--keep", "--person", "Ada", "--json", file("analyzed.json"), SAMPLE);
        JsonNode analyzed = new ObjectMapper().readTree(read("analyzed.json"));
        Run sessions = done("sessions");
        assertThat(sessions.outLines()).hasSize(1);
        assertThat(sessions.out()).contains("bare-hands", "5 attempted, 4 valid, 3 clean in 1 set");
        String id = sessions.out().split(" ", 2)[0];

        theReportsSayTheSame(id);
        done("export", "latest", "--to", file("taken"));
        theExportsHoldWhatWasAnalyzed(id, analyzed);
        theKeyPointsAnalyzedAnewGiveTheSame(id, analyzed);
        todaysRulesChangeNothingAndOthersChangeWhatTheySay();

        done("export", "--person", "Ada", "--to", file("everything"));
        try (Stream<Path> all = Files.list(folder.resolve("everything"))) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "person.json",
                            id + "-stored.json",
                            id + ".json",
                            id + ".csv",
                            id + ".vtt",
                            id + ".fcm",
                            id + "-keypoints.csv");
        }
        assertThat(done("delete", "latest").err()).contains("Deleted " + id);
        try (Stream<Path> left = Files.walk(folder.resolve("data"))) {
            assertThat(left.filter(path -> path.getFileName().toString().equals(id)))
                    .containsExactly(folder.resolve("data/trash").resolve(id));
        }
        assertThat(done("sessions").err()).contains("In the trash: " + id, "--undo-delete " + id);
        done("sessions", "--undo-delete", id);
        assertThat(done("sessions").out()).startsWith(id);
        assertThat(done("delete", "--now", "latest").err()).contains("Deleted " + id + " for good.");
        try (Stream<Path> left = Files.walk(folder.resolve("data"))) {
            assertThat(left).noneMatch(path -> path.toString().contains(id));
        }
        assertThat(done("sessions").out()).startsWith("No session is kept yet");
        done("erase", "--person", "Ada", "--yes");
        assertThat(run("export", "--person", "Ada", "--to", file("more")).err())
                .startsWith("No one here is called Ada.");
    }

    private void theReportsSayTheSame(String id) throws Exception {
        String counts = "3 of 5 were clean, 4 valid.";
        done("report", "latest", "--to", file("report.html"));
        assertThat(read("report.html"))
                .startsWith("<!doctype html>")
                .contains(counts, "Ada")
                .doesNotContain("<script");
        done("report", id, "--to", file("report.pdf"));
        try (PDDocument pdf = Loader.loadPDF(folder.resolve("report.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains(counts, "Ada");
        }
        done("report", "latest", "--language", "de", "--to", file("bericht.html"));
        assertThat(read("bericht.html")).contains("<html lang=\"de\">", "Jede Wiederholung", "Kein Medizinprodukt");
        done("report", "latest", "--to", file("report.txt"));
        assertThat(read("report.txt")).contains("Ada, ", "5 repetitions, 4 valid, 3 clean.");
        assertThat(done("report", "latest", "--to", "-").out()).isEqualTo(read("report.txt"));
    }

    private void theExportsHoldWhatWasAnalyzed(String id, JsonNode analyzed) throws Exception {
        JsonNode json = new ObjectMapper().readTree(read("taken/" + id + ".json"));
        assertThat(json.path("result")).isEqualTo(analyzed);
        assertThat(json.path("person").asText()).isEqualTo("Ada");
        assertThat(json.path("headCheck").isNull()).isTrue();

        List<List<String>> table = read("taken/" + id + ".csv")
                .lines()
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        JsonNode reps = analyzed.path("reps");
        assertThat(table)
                .hasSize(1 + reps.size())
                .allMatch(row -> row.size() == table.get(0).size());
        for (int rep = 0; rep < reps.size(); rep++) {
            for (String column : List.of(
                    "index",
                    "set",
                    "startSeconds",
                    "topSeconds",
                    "bottomSeconds",
                    "eccentricSeconds",
                    "peakDescentSpeed")) {
                assertThat(Double.parseDouble(cell(table, rep, column)))
                        .as(column)
                        .isEqualTo(reps.get(rep).path(column).asDouble());
            }
            assertThat(cell(table, rep, "verdict"))
                    .isEqualTo(reps.get(rep).path("verdict").asText());
            assertThat(cell(table, rep, "fast-descent"))
                    .isEqualTo(reps.get(rep).at("/checks/fast-descent").asText());
        }

        String subtitles = read("taken/" + id + ".vtt");
        List<String> blocks = List.of(subtitles.strip().split("\n\n"));
        assertThat(blocks.get(0)).startsWith("WEBVTT");
        assertThat(blocks).hasSize(1 + reps.size() + analyzed.path("cues").size());
        double before = 0;
        for (String block : blocks.subList(1, blocks.size())) {
            Matcher times = TIMES.matcher(block.split("\n")[1]);
            assertThat(times.matches()).as(block).isTrue();
            assertThat(seconds(times, 1)).isBetween(before, seconds(times, 4) - 0.1);
            before = seconds(times, 1);
        }
        assertThat(subtitles).contains("Repetition 2: valid", "»Lower slowly«");
    }

    private static String cell(List<List<String>> table, int rep, String column) {
        return table.get(1 + rep).get(table.get(0).indexOf(column));
    }

    private static double seconds(Matcher times, int group) {
        return 3600 * Integer.parseInt(times.group(group))
                + 60 * Integer.parseInt(times.group(group + 1))
                + Double.parseDouble(times.group(group + 2));
    }

    private void theKeyPointsAnalyzedAnewGiveTheSame(String id, JsonNode analyzed) throws Exception {
        Run again = Run.of("analyze", "--json", file("again.json"), file("taken/" + id + "-keypoints.csv"));
        assertThat(again.exitCode()).as(again.err()).isEqualTo(ExitCode.OK);
        JsonNode anew = new ObjectMapper().readTree(read("again.json"));
        assertThat(anew.path("repetitions")).isEqualTo(analyzed.path("repetitions"));
        for (int rep = 0; rep < 5; rep++) {
            JsonNode was = analyzed.path("reps").get(rep);
            JsonNode is = anew.path("reps").get(rep);
            assertThat(is.path("verdict")).isEqualTo(was.path("verdict"));
            for (String rule : List.of("elbow-height", "fast-descent", "asymmetry", "range-of-motion")) {
                assertThat(is.path("checks").path(rule))
                        .as(rule)
                        .isEqualTo(was.path("checks").path(rule));
            }
            assertThat(is.path("eccentricSeconds").asDouble())
                    .isCloseTo(was.path("eccentricSeconds").asDouble(), within(0.05));
            assertThat(is.at("/peakElevation/left").asDouble())
                    .isCloseTo(was.at("/peakElevation/left").asDouble(), within(0.5));
        }
    }

    private void todaysRulesChangeNothingAndOthersChangeWhatTheySay() throws Exception {
        Run same = done("replay", "latest");
        assertThat(same.out()).contains("5 repetitions kept, 5 today.", "the same today.", "Nothing changes.");
        assertThat(same.err()).matches("Judged 558 frames in [0-9.]+ s \\(\\d+ frames/s, reading included\\)\\.\n");

        String rules = Files.readString(Path.of("src/main/resources/formcheck/exercise/elbows-back-raise.yaml"));
        Files.writeString(
                folder.resolve("higher.yaml"), rules.replaceFirst("(elbow-height:[^\\n]*\\n\\s+limit:) 90", "$1 130"));
        Run other = done("replay", "latest", "--exercise", file("higher.yaml"));
        assertThat(other.outLines())
                .as(other.out())
                .anyMatch(line ->
                        line.matches(" *repetition 1 at 0:00: clean -> attempted; elbow-height ok -> fault \\(both\\)"))
                .anyMatch(line ->
                        line.matches(" *repetition 5 at 0:21: clean -> attempted; elbow-height ok -> fault \\(both\\)"))
                .noneMatch(line -> line.contains("Nothing changes"));
        assertThat(done("sessions").out()).contains("5 attempted, 4 valid, 3 clean"); // as it was kept
    }

    // ---------------------------------------------------------------- what is wrong is one line

    private void refused(String what, String... words) {
        Run run = run(words);
        String shown = String.join(" ", words);
        assertThat(run.exitCode()).as(shown).isNotEqualTo(ExitCode.OK);
        assertThat(run.errLines()).as(shown).hasSize(1);
        assertThat(run.err())
                .as(shown)
                .contains(what)
                .hasSizeLessThan(400)
                .doesNotContain("\tat ", "Exception", "\u001b");
        assertThat(run.out()).as(shown).isEmpty();
    }

    private void keep(String person) throws IOException {
        Path motion = CapturedStreams.slow(folder.resolve("motion.csv"), 2);
        done("analyze", "--keep", "--person=" + person, motion.toString());
    }

    @Test
    void whereNothingIsKeptThatIsSaidAndNothingIsMade() throws Exception {
        refused("No session is kept yet in", "report", "latest");
        refused("No session is kept yet in", "replay", "latest");
        refused("No session is kept yet in", "delete", "latest");
        refused("No session is kept yet in", "export", "latest", "--to", file("taken"));
        refused("No session is kept yet in", "export", "--person", "Ada", "--to", file("taken"));
        refused("No session is kept yet in", "erase", "--person", "Ada", "--yes");
        assertThat(done("sessions").out()).startsWith("No session is kept yet in");
        try (Stream<Path> made = Files.list(folder)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void aSessionThatIsNotThereOrCannotBeIsOneLine() throws Exception {
        keep("Ada");
        List<String> before = names();
        for (String name : List.of(
                "../../x",
                "<script>",
                "=cmd()",
                "a".repeat(5000),
                "\u001b[31mred\nnew",
                "",
                " ",
                "2026-01-01-0000-99999")) {
            refused("names no session", "report", name);
            refused("names no session", "replay", name);
            refused("names no session", "delete", name);
            refused("names no session", "export", name, "--to", file("taken"));
        }
        for (String command : List.of("report", "replay", "delete")) {
            refused("There is no session 2001-01-01-0000", command, "2001-01-01-0000");
        }
        refused("There is no session 2001-01-01-0000", "export", "2001-01-01-0000", "--to", file("taken"));
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void whereTheDatabaseHasGoneSessionsAreFoundAgainListedReportedAndReplayed() throws Exception {
        keep("Ada");
        keep("Grace");
        Run before = done("sessions");
        Files.move(folder.resolve("data/formcheck.db"), folder.resolve("away"));
        List<String> found = List.of(done("sessions").out().split("\n"));
        assertThat(found.stream().filter(line -> line.endsWith(", found again")))
                .hasSize(2);
        assertThat(String.join("\n", found).replace(", found again", ""))
                .isEqualTo(before.out().strip());
        String id = before.outLines().get(1).split(" ", 2)[0];
        done("report", id, "--to", file("found.txt"));
        assertThat(read("found.txt")).contains("Ada, ", "Found again from its motion");
        assertThat(done("replay", id).out()).contains("Nothing changes.");

        Files.writeString(folder.resolve("data/formcheck.db"), "no database ".repeat(1000));
        refused("is damaged", "sessions");
        assertThat(done("sessions", "--rebuild").err()).contains("formcheck.db.damaged-1", "Found again: 2 sessions.");
        assertThat(folder.resolve("data/formcheck.db.damaged-1")).exists();
        refused("There is no session 2001-01-01-0000 in the trash", "sessions", "--undo-delete", "2001-01-01-0000");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.toString().matches(".*(sqlitejdbc|-wal|-shm|schema\\.lock|taken).*"))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void peopleMayBeCalledAsTheyLikeAndNoNameLeadsAnywhere() throws Exception {
        List<String> people =
                List.of("../../x", "<script>alert(1)</script>", "=cmd()", "-rf", "日本 Ünï", "x".repeat(60));
        for (String person : people) {
            keep(person);
        }
        assertThat(done("sessions").out()).contains(people.toArray(String[]::new));
        List<String> before = names();
        for (String person : people) {
            done("export", "--person=" + person, "--to", file("taken"));
            done("report", "latest", "--to", file("report.html"));
            assertThat(read("report.html")).doesNotContain("<script");
            assertThat(done("erase", "--yes", "--person=" + person).err()).contains("with 1 session.");
        }
        try (Stream<Path> taken = Files.list(folder.resolve("taken"))) {
            assertThat(taken.filter(path -> path.toString().matches(".*\\d\\.csv"))
                            .map(KeptSessionsIT::cells))
                    .hasSize(people.size())
                    .allMatch(cells -> cells.stream().noneMatch(cell -> cell.matches("\"?[=+@-][^0-9].*")));
        }
        assertThat(names())
                .allMatch(name ->
                        before.contains(name) || name.endsWith("report.html") || name.endsWith("browsers.json"));
        for (String none : List.of("y".repeat(61), "\u001b[31mred", "two\nlines", "", "  ")) {
            refused(
                    "A name is one line of 1 to 60 characters.",
                    "analyze",
                    "--keep",
                    "--person=" + none,
                    file("motion.csv"));
            refused("No one here is called", "erase", "--yes", "--person=" + none);
            refused("No one here is called", "export", "--person=" + none, "--to", file("taken"));
        }
    }

    private static List<String> cells(Path csv) {
        try {
            return Files.readString(csv)
                    .lines()
                    .flatMap(line -> Stream.of(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whereNothingCanBeWrittenThatIsSaid() throws Exception {
        keep("Ada");
        Files.writeString(folder.resolve("file"), "mine");
        refused("is a file. Name a folder.", "export", "latest", "--to", file("file"));
        refused("is a file. Name a folder.", "export", "latest", "--to", file("file/below"));
        refused("There is no folder", "report", "latest", "--to", file("file/report.html"));
        refused("There is no folder", "report", "latest", "--to", file("none/report.pdf"));
        refused(
                "is a folder. Name a file.",
                "report",
                "latest",
                "--to",
                Files.createDirectory(folder.resolve("a.pdf")).toString());
        refused("ends in .html, .pdf or .txt", "report", "latest", "--to", file("report.docx"));
        refused("ends in .html, .pdf or .txt", "report", "latest", "--to", file("report"));
        refused("en and de, not fr", "report", "latest", "--language", "fr");
        refused("No such exercise file", "replay", "latest", "--exercise", file("none.yaml"));
        refused("Name a SESSION, or a person", "export", "--to", file("taken"));
        assertThat(read("file")).isEqualTo("mine");
        // A report that is there already is replaced as a whole.
        Files.writeString(folder.resolve("report.html"), "old");
        done("report", "latest", "--to", file("report.html"));
        assertThat(read("report.html")).startsWith("<!doctype html>");
        Run asFile = Run.of("sessions", "--data", file("file"));
        assertThat(asFile.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(asFile.errLines()).hasSize(1).first().asString().contains("is a file");
    }

    @Test
    void nothingIsErasedUnlessSomebodySaysYes() throws Exception {
        keep("Ada");
        InputStream usual = System.in;
        try {
            for (String answer : List.of("", "no\n", "yes and no\n", "y".repeat(100_000))) {
                System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)));
                Run asked = run("erase", "--person", "Ada");
                assertThat(asked.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(asked.errLines())
                        .containsExactly("Delete Ada with 1 session? Type yes to go on.", "Nothing was deleted.");
                assertThat(done("sessions").outLines()).hasSize(1);
            }
            System.setIn(new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(done("erase", "--person", "Ada").errLines()).endsWith("Deleted Ada with 1 session.");
        } finally {
            System.setIn(usual);
        }
    }
}

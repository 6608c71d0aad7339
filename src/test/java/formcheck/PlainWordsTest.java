package formcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.report.SessionBuilder;
import formcheck.report.TextReport;
import formcheck.testkit.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, the reports and the documents use the field's terms and plain sentences. */
class PlainWordsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/formcheck");

    /** Another word says the same: frame, lowering, raise, probability, confidence, reports, no one. */
    private static final Pattern ENGLISH =
            words("(?<!all the )ways? (down|up)|chances?|nobody|somebody|anybody|everybody"
                    + "|(is|are|was|were|be) (told|looked at|held against)|held against|told (right|wrong)|stood still"
                    + "|to be (seen|heard)|who exercises|key[ -]points?|errs?|how sure|your scale|taken anew"
                    + "|too few pictures|enough pictures|taking the video in|stumbled");

    /** In addition to the above; a picture is a photo that a person keeps. */
    private static final Pattern ENGLISH_PAGE =
            words("tells?|told|stands|stood|looked at|unlike|strange|(?<!make |\\{)sure|pictures?");

    private static final Pattern GERMAN = words("Wege? nach (unten|oben)|gezeichneten? Menschen|Arme raus|angesehen"
            + "|Wer übt|Zu hören|Bewegungs(weg|raum)|Chance|irrt|wird neu genommen|Niemand (war|ist) zu sehen"
            + "|(?-i:prüfen|wählen|angeben|holen|heben|senken|nehmen|zählen)[.!]|Sie (sitzen|haben|können|müssen)");

    /** Keys of texts about pictures that a person lets FormCheck keep. */
    private static final Pattern KEPT =
            Pattern.compile("person\\.pictures.*|page\\.(delete|erase)\\.words" + "|report\\.figure\\.skeleton");

    private static final Pattern BLOCK_OF_A_SCRIPT = Pattern.compile("(?s)<!-- (\\w+):begin -->.*?<!-- \\1:end -->");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}-])(" + alternatives + ")(?![\\p{L}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en.json", "report-en.json"})
    void thePageAndTheReportSayItInPlainEnglish(String file) throws IOException {
        List<String> found = new ArrayList<>();
        new ObjectMapper()
                .readTree(RESOURCES.resolve("web/texts").resolve(file).toFile())
                .properties()
                .forEach(text -> {
                    found.addAll(found(text.getKey(), ENGLISH, text.getValue()));
                    if (!KEPT.matcher(text.getKey()).matches()) {
                        found.addAll(found(text.getKey(), ENGLISH_PAGE, text.getValue()));
                    }
                });
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de.json", "report-de.json"})
    void thePageAndTheReportSpeakToThePersonInGerman(String file) throws IOException {
        List<String> found = new ArrayList<>();
        new ObjectMapper()
                .readTree(RESOURCES.resolve("web/texts").resolve(file).toFile())
                .properties()
                .forEach(text -> found.addAll(found(text.getKey(), GERMAN, text.getValue())));
        assertThat(found).isEmpty();
    }

    @Test
    void theDocumentsUseTheTermsOfTheField() {
        List<String> found = new ArrayList<>();
        for (Document document : Document.all()) {
            String prose = CODE.matcher(
                            BLOCK_OF_A_SCRIPT.matcher(document.withoutBlocks()).replaceAll(""))
                    .replaceAll("");
            found.addAll(found(document.toString(), ENGLISH, prose));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theExerciseFileUsesTheTermsOfTheField() throws IOException {
        Path file = RESOURCES.resolve("exercise/elbows-back-raise.yaml");
        assertThat(found(file.toString(), ENGLISH, Files.readString(file))).isEmpty();
    }

    @Test
    void theReportForATerminalUsesTheTermsOfTheField() {
        String text = new TextReport().text(SessionBuilder.mixed().build());
        List<String> found = new ArrayList<>(found("the report", ENGLISH, text));
        found.addAll(found("the report", ENGLISH_PAGE, text));
        assertThat(found).isEmpty();
    }

    private static List<String> found(String where, Pattern pattern, JsonNode text) {
        return found(where, pattern, text.toString());
    }

    private static List<String> found(String where, Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(word -> where + ": " + word.group() + " in ..."
                        + text.substring(Math.max(0, word.start() - 30), Math.min(text.length(), word.end() + 20)))
                .toList();
    }
}

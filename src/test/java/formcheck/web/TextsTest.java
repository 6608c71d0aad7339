package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.coach.SetAdvice;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.RepPhase;
import formcheck.guide.LiveRepMark;
import formcheck.guide.PauseReason;
import formcheck.guide.PlacementCheck;
import formcheck.guide.Stage;
import formcheck.motion.Reason;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.ProvenVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    /** Longest text that is read from two metres away, characters. */
    private static final int GLANCE = 24;

    private static String resource(String name) throws IOException {
        try (InputStream in = TextsTest.class.getResourceAsStream("/formcheck/web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The page and all of its modules. */
    private static String page() throws IOException {
        StringBuilder page = new StringBuilder(resource("page/index.html"));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/formcheck/web/page"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".js")).toList()) {
                page.append(Files.readString(file));
            }
        }
        return page.toString();
    }

    private static JsonNode texts(String language) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode texts = (ObjectNode) mapper.readTree(resource("texts/" + language + ".json"));
        texts.setAll((ObjectNode) mapper.readTree(resource("texts/report-" + language + ".json")));
        texts.setAll((ObjectNode) mapper.readTree(resource("texts/phone-" + language + ".json")));
        return texts;
    }

    private static Set<String> placeholders(JsonNode text) {
        Set<String> names = new TreeSet<>();
        Matcher found = Pattern.compile("\\{(\\w+)}").matcher(text.toString());
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    @Test
    void everyLanguageSaysTheSameThings() throws IOException {
        JsonNode english = texts("en");
        JsonNode german = texts("de");
        Set<String> keys = new TreeSet<>();
        english.fieldNames().forEachRemaining(keys::add);
        Set<String> other = new TreeSet<>();
        german.fieldNames().forEachRemaining(other::add);
        assertThat(other).isEqualTo(keys);
        for (String key : keys) {
            assertThat(placeholders(german.get(key))).as(key).isEqualTo(placeholders(english.get(key)));
            assertThat(german.get(key).size())
                    .as(key)
                    .isEqualTo(english.get(key).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void thereAreWordsForEverythingThatTheServerMayName(String language) throws IOException {
        JsonNode texts = texts(language);
        for (PlacementCheck check : PlacementCheck.values()) {
            assertThat(texts.has("check." + check.id())).as(check.id()).isTrue();
        }
        for (LiveRepMark.MarkKind kind : LiveRepMark.MarkKind.values()) {
            assertThat(texts.has("tally." + kind.id())).as(kind.id()).isTrue();
        }
        for (RepPhase phase : RepPhase.values()) {
            assertThat(texts.has("phase." + phase.name().toLowerCase(Locale.ROOT)))
                    .isTrue();
        }
        for (PauseReason obstacle : PauseReason.values()) {
            assertThat(texts.has("pause." + obstacle.id())).as(obstacle.id()).isTrue();
        }
        for (Reason reason : Reason.values()) {
            boolean said = texts.has("pause." + reason.id())
                    || texts.has("why." + reason.id())
                    || texts.has("advice." + reason.id());
            boolean needsNoWord = reason == Reason.HIPS_OUTSIDE;
            assertThat(said || needsNoWord).as(reason.id()).isTrue();
        }
        for (HeadCheckResult.HeadCheckReason doubt : HeadCheckResult.HeadCheckReason.values()) {
            assertThat(texts.has("why." + doubt.id())).as(doubt.id()).isTrue();
            boolean endsTheCheckOnly = doubt == HeadCheckResult.HeadCheckReason.NOT_SURE;
            assertThat(texts.has("advice." + doubt.id()) || endsTheCheckOnly)
                    .as(doubt.id())
                    .isTrue();
        }
        for (HeadCheckResult.HeadVerdict verdict : HeadCheckResult.HeadVerdict.values()) {
            assertThat(texts.has("head." + verdict.id())).as(verdict.id()).isTrue();
        }
        for (Stage stage : Stage.values()) {
            assertThat(texts.has("cue." + stage.id()) || !stage.checksHead())
                    .as(stage.id())
                    .isTrue();
        }
        for (Contrast contrast : Contrast.values()) {
            for (String key : List.of(
                    "prove." + contrast.id(),
                    "cue.prove-read-" + contrast.id(),
                    "cue.prove-up-" + contrast.id(),
                    "cue.prove-" + contrast.pose(true),
                    "cue.prove-" + contrast.pose(false))) {
                assertThat(texts.has(key)).as(key).isTrue();
            }
        }
        for (ProvenVerdict.Outcome outcome : ProvenVerdict.Outcome.values()) {
            assertThat(texts.has("report.proven." + outcome.id()))
                    .as(outcome.id())
                    .isTrue();
        }
        for (SetAdvice.Kind kind : SetAdvice.Kind.values()) {
            assertThat(texts.has("advice.set." + kind.id())).as(kind.id()).isTrue();
        }
        for (String variant : ExerciseFile.builtIn().variants()) {
            assertThat(texts.has("variant." + variant)).as(variant).isTrue();
        }
        ExerciseFile.builtIn()
                .variant()
                .rules()
                .forEach(rule -> assertThat(texts.has("cue." + rule.id()) && texts.has("rule." + rule.id()))
                        .as(rule.id())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void whatIsReadFromTheChairIsReadAtAGlance(String language) throws IOException {
        texts(language).properties().forEach(entry -> {
            String key = entry.getKey();
            boolean cue = key.matches("(cue|phase|pause|advice|baseline\\.cue|countdown\\.cue)\\b.*")
                    && !key.endsWith(".more")
                    && !key.matches("advice\\.(set|trend|dropped|seconds|half-second).*");
            if (cue) {
                assertThat(entry.getValue().asText()).as(key).hasSizeLessThanOrEqualTo(GLANCE);
            }
        });
    }

    @Test
    void thePageAsksForNoTextThatIsNotThere() throws IOException {
        JsonNode texts = texts("en");
        Matcher key = Pattern.compile(
                        "(?:data-(?:text|label|list)=\"([a-z0-9.-]+)\"|\"([a-z]+(?:\\.[a-z0-9-]+)+)(?<!\\.js)\")")
                .matcher(page());
        int found = 0;
        while (key.find()) {
            String name = key.group(1) == null ? key.group(2) : key.group(1);
            assertThat(texts.has(name)).as(name).isTrue();
            found++;
        }
        assertThat(found).isGreaterThan(200);
    }
}

package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamageWordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+\\}");
    private static final Words ENGLISH = Words.in(Language.ENGLISH);
    private static final Words GERMAN = Words.in(Language.GERMAN);

    private static Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>(ENGLISH.all());
        templates.keySet().removeIf(key -> !key.startsWith("report.damage."));
        return templates;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It ends early at 4.2 s of 9.0 s; the part before is used. | Sie bricht bei 4,2 s von 9,0 s ab; der Teil davor wird verwendet.",
                "It ends early at 4.2 s; the part before is used. | Sie bricht bei 4,2 s ab; der Teil davor wird verwendet.",
                "It is damaged at 1.5 s. The kept motion was cut off. | Sie ist bei 1,5 s beschädigt. Die aufgezeichnete Bewegung bricht ab.",
                "Frames are missing between 1.0 s and 2.5 s, and in 3 more places. | Zwischen 1,0 s und 2,5 s fehlen Bilder, ebenso an 3 weiteren Stellen.",
                "Skipped because unreadable: a.1.png, b.png, c.png and 4 more. | Unlesbar und daher ausgelassen: a.1.png, b.png, c.png und 4 weitere.",
                "What another program said. | What another program said.",
                "It is damaged at 1.5 s. Something else. | Sie ist bei 1,5 s beschädigt. Something else."
            })
    void isSaidInGerman(String stored, String german) {
        assertThat(GERMAN.damage(stored)).isEqualTo(german);
        assertThat(ENGLISH.damage(stored)).isEqualTo(stored);
    }

    @Test
    void anyThreeSentencesTogetherAreTranslatedOneByOne() {
        Random random = new Random(7);
        List<String> keys = List.copyOf(templates().keySet());
        for (int round = 0; round < 300; round++) {
            List<String> stored = new ArrayList<>();
            List<String> german = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String key = keys.get(random.nextInt(keys.size()));
                stored.add(PLACE.matcher(ENGLISH.text(key)).replaceAll("7"));
                german.add(PLACE.matcher(GERMAN.text(key)).replaceAll("7"));
            }
            assertThat(GERMAN.damage(String.join(" ", stored))).isEqualTo(String.join(" ", german));
        }
    }

    /** The texts must be the sentences that the program stores: their longest fixed part stands in the class that writes it. */
    @Test
    void everyTemplateIsASentenceOfTheProgram() throws Exception {
        StringBuilder sources = new StringBuilder();
        for (String file : List.of(
                "capture/Damage",
                "capture/VideoTiming",
                "pose/stream/Recording",
                "session/FoundMotion",
                "session/LiveRecording",
                "session/motionfile/MotionReader")) {
            sources.append(
                    Files.readString(Path.of("src/main/java/formcheck", file + ".java"), StandardCharsets.UTF_8));
        }
        String joined = sources.toString().replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\s+", " ");
        templates().forEach((key, text) -> {
            String fixed = Stream.of(PLACE.split(text))
                    .max(Comparator.comparing(String::length))
                    .orElseThrow()
                    .replaceFirst("( \\(--size sets it\\))?\\.$", "");
            assertThat(joined.contains(fixed.strip())).as(key + ": " + fixed).isTrue();
        });
    }
}

package formcheck.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.DropReason;
import formcheck.exercise.Exercise;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the reports in one language, from the same files as the page's texts, and numbers in that language. A value
 * replaces each {@code {name}} in a text.
 */
public final class Words {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final Language language;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();

    /** The English texts of the same keys, which distinguish built-in names from a person's own. */
    private final Map<String, String> original;

    private Words(Language language) {
        this.language = language;
        read(language);
        original = language == Language.ENGLISH ? texts : in(Language.ENGLISH).texts;
    }

    /** Reads the texts of a language. */
    public static Words in(Language language) {
        return new Words(language);
    }

    private void read(Language language) {
        String file = "/formcheck/web/texts/report-" + language.tag() + ".json";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the program");
            }
            for (Map.Entry<String, JsonNode> entry :
                    new ObjectMapper().readTree(in).properties()) {
                if (entry.getValue().isArray()) {
                    List<String> list = new ArrayList<>();
                    entry.getValue().forEach(item -> list.add(item.asText()));
                    lists.put(entry.getKey(), list);
                } else {
                    texts.put(entry.getKey(), entry.getValue().asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    public Language language() {
        return language;
    }

    /** Returns all texts without values, for templates. */
    Map<String, String> all() {
        return Map.copyOf(texts);
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    /**
     * Returns a text with its values.
     *
     * @param namesAndValues name, value, name, value ...
     */
    public String text(String key, Object... namesAndValues) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("there are no words for " + key);
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** Returns the text {@code key.one} for one, or {@code key.many} for several. */
    public String plural(String key, int count, Object... namesAndValues) {
        return text(key + (count == 1 ? ".one" : ".many"), namesAndValues);
    }

    // ---------------------------------------------------------------- numbers

    public String fixed(double value, int decimals) {
        String number = Numbers.fixed(value, decimals);
        return language == Language.GERMAN ? number.replace('.', ',') : number;
    }

    /** Formats seconds: {@code 0.6 s}. */
    public String seconds(double seconds) {
        return text("report.seconds", "n", fixed(seconds, 1));
    }

    /** Formats degrees: {@code 84°}. */
    public String degrees(double degrees) {
        return Numbers.degrees(degrees);
    }

    /** Formats a share: {@code 73 %}. */
    public String percent(double share) {
        return fixed(100 * share, 0) + " %";
    }

    /** Formats as {@link Numbers#amount} does, in this language. */
    String amount(double value, String unit) {
        return local(Numbers.amount(value, unit));
    }

    String amountBeside(double value, double bound, String unit) {
        return local(Numbers.amountBeside(value, bound, unit));
    }

    private String local(String amount) {
        return language == Language.GERMAN ? amount.replace('.', ',') : amount;
    }

    /** Writes small numbers as words: {@code three}, but {@code 13}. */
    public String count(int count) {
        List<String> numbers = lists.getOrDefault("report.numbers", List.of());
        return count >= 0 && count < numbers.size() ? numbers.get(count) : Integer.toString(count);
    }

    /** Returns {@code one repetition} or {@code three repetitions}. */
    public String repetitions(int count) {
        return plural("report.repetitions", count, "n", count(count));
    }

    /** Returns {@code a, b and c}. */
    public String list(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + text("report.and") + parts.get(parts.size() - 1);
    }

    /** Returns {@code 74 to 78°}, or one value if both look the same. */
    String range(double least, double most, String unit) {
        String from = amount(least, unit);
        String to = amount(most, unit);
        return from.equals(to) ? to : text("report.range", "from", from.replaceAll("[^0-9.,]", ""), "to", to);
    }

    /** Returns a value, or the word for a value that was not visible. */
    String orUnseen(OptionalDouble seconds) {
        return seconds.isPresent() ? seconds(seconds.getAsDouble()) : "–";
    }

    // ---------------------------------------------------------------- names of other packages

    /** Returns why something was not assessed. */
    public String reason(Reason reason) {
        return text("report.reason." + reason.id());
    }

    String remedy(Reason reason) {
        return text("report.remedy." + reason.id());
    }

    /** Says the damage of a source, as {@link formcheck.session.Session#damage} has it. */
    public String damage(String damage) {
        return DamageWords.of(damage, this);
    }

    /** Returns why a movement was not counted. */
    public String dropped(DropReason why) {
        return text("report.dropped." + why.id());
    }

    /** Returns the name of a measure. */
    public String rule(RuleKind kind) {
        return text("report.rule." + kind.id());
    }

    /** Returns the name of a check that was not assessed. */
    String check(String check) {
        if (has("report.check." + check)) {
            return text("report.check." + check);
        }
        return RuleKind.ofId(check).map(this::rule).orElse(PlainText.visible(check.replace('-', ' ')));
    }

    String exercise(Exercise exercise) {
        return named("report.exercise." + exercise.id(), exercise.name());
    }

    /**
     * Returns a variant's name; a person's own name for a variant stays as it is.
     *
     * @param id of the variant
     * @param name as its file has it
     */
    public String variant(String id, String name) {
        return named("report.variant." + id, name);
    }

    private String named(String key, String name) {
        return name.equals(original.get(key)) ? text(key) : PlainText.visible(name);
    }

    /** Returns the text of a cue; built-in cues in this language. */
    String said(String cue) {
        return original.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("report.said.")
                        || entry.getKey().startsWith("report.remedy."))
                .filter(entry -> entry.getValue().equals(cue))
                .map(entry -> text(entry.getKey()))
                .findFirst()
                .orElseGet(() -> PlainText.visible(cue));
    }
}

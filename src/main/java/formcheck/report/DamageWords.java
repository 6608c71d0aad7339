package formcheck.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says the damage of a source in a report's language. A session stores it as English sentences; the English texts {@code
 * report.damage.*} are their templates. A sentence of a program that this one does not know stays as it is.
 */
final class DamageWords {
    private static final String KEYS = "report.damage.";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");
    private static final Pattern DECIMAL = Pattern.compile("(\\d)\\.(\\d)");
    private static final String WITHIN_A_SENTENCE = "(?:(?!\\. ).)+?";
    private static final Map<String, Pattern> SENTENCES = sentences();

    private DamageWords() {}

    /** @param damage as {@link formcheck.session.Session#damage} has it */
    static String of(String damage, Words words) {
        if (words.language() == Language.ENGLISH) {
            return damage;
        }
        List<String> said = new ArrayList<>();
        String rest = damage.strip();
        while (!rest.isEmpty()) {
            String known = "";
            for (Map.Entry<String, Pattern> sentence : SENTENCES.entrySet()) {
                Matcher matcher = sentence.getValue().matcher(rest);
                if (matcher.lookingAt()) {
                    said.add(words.text(sentence.getKey(), values(sentence.getKey(), matcher)));
                    known = matcher.group();
                    break;
                }
            }
            if (known.isEmpty()) {
                said.add(rest);
                break;
            }
            rest = rest.substring(known.length()).strip();
        }
        return String.join(" ", said);
    }

    private static Object[] values(String key, Matcher matcher) {
        List<Object> values = new ArrayList<>();
        Matcher places = PLACE.matcher(Words.in(Language.ENGLISH).text(key));
        while (places.find()) {
            String value = matcher.group(places.group(1));
            values.add(places.group(1));
            values.add(
                    places.group(1).equals("names")
                            ? value
                            : DECIMAL.matcher(value).replaceAll("$1,$2"));
        }
        return values.toArray();
    }

    private static Map<String, Pattern> sentences() {
        Map<String, Pattern> sentences = new LinkedHashMap<>();
        Words.in(Language.ENGLISH).all().entrySet().stream()
                .filter(text -> text.getKey().startsWith(KEYS))
                .sorted(Comparator.comparing(text -> -text.getValue().length())) // "at 2 s of 4 s" before "at 2 s"
                .forEach(text -> sentences.put(
                        text.getKey(), Pattern.compile(template(text.getValue()) + "(?=\\s|$)", Pattern.DOTALL)));
        return sentences;
    }

    private static String template(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            regex.append(Pattern.quote(text.substring(from, places.start())))
                    .append("(?<")
                    .append(places.group(1))
                    .append(">" + WITHIN_A_SENTENCE + ")");
            from = places.end();
        }
        return regex.append(Pattern.quote(text.substring(from))).toString();
    }
}

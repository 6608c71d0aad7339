package formcheck.supply;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version in the order of Maven, as far as releases need it: numbers by value, trailing zeros are nothing, and what is called
 * alpha, beta, milestone or release candidate comes before its release.
 */
record LibraryVersion(String text) implements Comparable<LibraryVersion> {
    private static final Pattern PART = Pattern.compile("\\d+|[a-zA-Z]+");

    /** In Maven's order; a part without a name is the release. */
    private static final List<String> QUALIFIERS = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

    private record Part(BigInteger number, String word) implements Comparable<Part> {
        static final Part NOTHING = new Part(BigInteger.ZERO, "");

        @Override
        public int compareTo(Part other) {
            boolean named = !word.isEmpty();
            boolean otherNamed = !other.word.isEmpty();
            if (!named && !otherNamed) {
                return number.compareTo(other.number);
            }
            int order = Integer.compare(rank(), other.rank());
            return order != 0 ? order : word.compareTo(other.word);
        }

        /** Numbers come after every word, and nothing stands between the words that precede and those that follow a release. */
        private int rank() {
            if (word.isEmpty()) {
                return number.signum() == 0 ? QUALIFIERS.indexOf("") : QUALIFIERS.size() + 1;
            }
            int known = QUALIFIERS.indexOf(word);
            return known < 0 ? QUALIFIERS.size() : known;
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String part = matcher.group();
            parts.add(
                    Character.isDigit(part.charAt(0))
                            ? new Part(new BigInteger(part), "")
                            : new Part(BigInteger.ZERO, meaning(part)));
        }
        return parts;
    }

    private static String meaning(String word) {
        return switch (word) {
            case "final", "ga", "release" -> "";
            case "a" -> "alpha";
            case "b" -> "beta";
            case "m" -> "milestone";
            case "cr" -> "rc";
            default -> word;
        };
    }

    @Override
    public int compareTo(LibraryVersion other) {
        List<Part> mine = parts();
        List<Part> others = other.parts();
        for (int i = 0; i < Math.max(mine.size(), others.size()); i++) {
            Part one = i < mine.size() ? mine.get(i) : Part.NOTHING;
            Part two = i < others.size() ? others.get(i) : Part.NOTHING;
            int order = one.compareTo(two);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }
}

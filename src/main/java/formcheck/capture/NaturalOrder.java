package formcheck.capture;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Orders names as people do: numbers by value, letters ignoring case. */
final class NaturalOrder implements Comparator<String> {

    /** Orders files by their names without folders. */
    static final Comparator<Path> OF_FILES = Comparator.comparing(VideoFiles::name, new NaturalOrder());

    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

    @Override
    public int compare(String one, String other) {
        Matcher ones = PART.matcher(one);
        Matcher others = PART.matcher(other);
        while (true) {
            boolean more = ones.find();
            boolean moreOther = others.find();
            if (!more || !moreOther) {
                int order = Boolean.compare(more, moreOther);
                return order != 0 ? order : one.compareTo(other);
            }
            int order = compareParts(ones.group(), others.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareParts(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareToIgnoreCase(other);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}

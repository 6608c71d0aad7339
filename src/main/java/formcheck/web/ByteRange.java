package formcheck.web;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part that a {@code Range} header requests of content of a known length (RFC 9110, section 14). Only a single range is
 * supported. Several ranges, a malformed one or one in another unit are ignored, as the RFC allows, and the whole is sent.
 */
sealed interface ByteRange {

    /** The whole content, status 200. */
    record WholeContent(long length) implements ByteRange {}

    /**
     * A part, status 206.
     *
     * @param first byte of it, from 0
     * @param last byte of it, at least {@code first} and below {@code length}
     * @param length of the whole
     */
    record Part(long first, long last, long length) implements ByteRange {
        public Part {
            if (first < 0 || last < first || last >= length) {
                throw new IllegalArgumentException(first + "-" + last + "/" + length);
            }
        }

        long bytes() {
            return last - first + 1;
        }

        String contentRange() {
            return "bytes " + first + "-" + last + "/" + length;
        }
    }

    /** A range that begins behind the end or has no bytes, status 416. */
    record Unsatisfiable(long length) implements ByteRange {
        String contentRange() {
            return "bytes */" + length;
        }
    }

    /** A list of one range; a list may have empty members and blanks around its commas. */
    Pattern ONE_RANGE = Pattern.compile("bytes=[ \\t,]*(?:(\\d+)-(\\d*)|-(\\d+))[ \\t,]*");

    /**
     * @param headers the values of all {@code Range} headers; two of them are malformed
     * @param length of the content, bytes
     */
    static ByteRange of(List<String> headers, long length) {
        if (headers.size() != 1) {
            return new WholeContent(length);
        }
        Matcher range = ONE_RANGE.matcher(headers.get(0).strip().toLowerCase(Locale.ROOT));
        if (!range.matches()) {
            return new WholeContent(length);
        }
        Optional<BigInteger> suffix = Optional.ofNullable(range.group(3)).map(BigInteger::new);
        return suffix.isPresent()
                ? last(suffix.get(), length)
                : between(new BigInteger(range.group(1)), range.group(2), length);
    }

    private static ByteRange last(BigInteger bytes, long length) {
        if (bytes.signum() == 0) {
            return new Unsatisfiable(length);
        }
        // Content-Range cannot name a part of empty content.
        return length == 0 ? new WholeContent(0) : new Part(length - within(bytes, length), length - 1, length);
    }

    /** @param last no digits for the end of the content */
    private static ByteRange between(BigInteger first, String last, long length) {
        if (!last.isEmpty() && new BigInteger(last).compareTo(first) < 0) {
            return new WholeContent(length);
        }
        long begin = within(first, length);
        long end = last.isEmpty() ? length - 1 : within(new BigInteger(last), length - 1);
        return begin >= length ? new Unsatisfiable(length) : new Part(begin, end, length);
    }

    /** Positions may have more digits than a long. */
    private static long within(BigInteger position, long most) {
        return position.min(BigInteger.valueOf(most)).longValueExact();
    }
}

package formcheck.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps text from outside (names, addresses, headers) from controlling the terminal: everything printed or logged passes here
 * last. Writes control characters (C0, C1), line separators and bidirectional controls as {@code \u001B}.
 */
final class SafeText {
    /** Escape codes that FormCheck itself writes. */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,8}m");

    private static final Pattern MOVES = Pattern.compile("\u001b\\[(?:2J|H|K)");

    /** The terminal codes that are FormCheck's own in a text. */
    enum Codes {
        NONE,
        COLOURS,
        MOVES
    }

    private SafeText() {}

    /** Cleans a text of several lines. */
    static String lines(String text, Codes own) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int code = c == '\u001b' ? codeAt(text, i, own) : 0;
            if (code > 0) {
                shown.append(text, i, i + code);
                i += code;
                continue;
            }
            boolean kept = c == '\n'
                    || (c == '\r' && (own == Codes.MOVES || (i + 1 < text.length() && text.charAt(i + 1) == '\n')));
            if (kept) {
                shown.appendCodePoint(c);
            } else {
                append(shown, c);
            }
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static int codeAt(String text, int at, Codes own) {
        if (own == Codes.NONE) {
            return 0;
        }
        Matcher code = (own == Codes.COLOURS ? COLOUR : MOVES).matcher(text).region(at, text.length());
        return code.lookingAt() ? code.end() - at : 0;
    }

    /** Cleans a text of one line, also if it contains line ends. */
    static String line(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c != '\t' && (Character.getType(c) == Character.CONTROL || turnsOrBreaks(c))) {
            shown.append(String.format(Locale.ROOT, "\\u%04X", c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean turnsOrBreaks(int c) {
        return c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** A stream for a log: each printed text is one line, or a part of one. */
    static final class Log extends PrintStream {
        /** @param charset of the other stream */
        Log(PrintStream other, Charset charset) {
            super(other, true, charset);
        }

        @Override
        public void print(String text) {
            String all = String.valueOf(text);
            String line = all.stripTrailing();
            super.print(line(line) + (line.length() < all.length() && all.endsWith("\n") ? "\n" : ""));
        }

        @Override
        public void print(Object thing) {
            print(String.valueOf(thing));
        }

        @Override
        public void print(char[] text) {
            print(String.valueOf(text));
        }

        @Override
        public void print(char c) {
            print(String.valueOf(c));
        }
    }
}

package formcheck.cli;

import java.util.Locale;
import java.util.Map;

/** Draws words in letters five lines high, readable at two metres. */
final class BlockLetters {
    private static final int HEIGHT = 5;

    /** Five rows of five dots for each letter, a hexadecimal pair for each row: bit 4 is the left dot. */
    private static final Map<Character, int[]> ROWS = Map.ofEntries(
            letter('A', 0x0e, 0x11, 0x1f, 0x11, 0x11),
            letter('B', 0x1e, 0x11, 0x1e, 0x11, 0x1e),
            letter('C', 0x0f, 0x10, 0x10, 0x10, 0x0f),
            letter('D', 0x1e, 0x11, 0x11, 0x11, 0x1e),
            letter('E', 0x1f, 0x10, 0x1e, 0x10, 0x1f),
            letter('F', 0x1f, 0x10, 0x1e, 0x10, 0x10),
            letter('G', 0x0f, 0x10, 0x13, 0x11, 0x0f),
            letter('H', 0x11, 0x11, 0x1f, 0x11, 0x11),
            letter('I', 0x0e, 0x04, 0x04, 0x04, 0x0e),
            letter('J', 0x01, 0x01, 0x01, 0x11, 0x0e),
            letter('K', 0x11, 0x12, 0x1c, 0x12, 0x11),
            letter('L', 0x10, 0x10, 0x10, 0x10, 0x1f),
            letter('M', 0x11, 0x1b, 0x15, 0x11, 0x11),
            letter('N', 0x11, 0x19, 0x15, 0x13, 0x11),
            letter('O', 0x0e, 0x11, 0x11, 0x11, 0x0e),
            letter('P', 0x1e, 0x11, 0x1e, 0x10, 0x10),
            letter('Q', 0x0e, 0x11, 0x15, 0x12, 0x0d),
            letter('R', 0x1e, 0x11, 0x1e, 0x12, 0x11),
            letter('S', 0x0f, 0x10, 0x0e, 0x01, 0x1e),
            letter('T', 0x1f, 0x04, 0x04, 0x04, 0x04),
            letter('U', 0x11, 0x11, 0x11, 0x11, 0x0e),
            letter('V', 0x11, 0x11, 0x11, 0x0a, 0x04),
            letter('W', 0x11, 0x11, 0x15, 0x1b, 0x11),
            letter('X', 0x11, 0x0a, 0x04, 0x0a, 0x11),
            letter('Y', 0x11, 0x0a, 0x04, 0x04, 0x04),
            letter('Z', 0x1f, 0x02, 0x04, 0x08, 0x1f),
            letter(' ', 0, 0, 0, 0, 0));

    private BlockLetters() {}

    private static Map.Entry<Character, int[]> letter(char name, int... rows) {
        return Map.entry(name, rows);
    }

    /** Returns five lines of blocks, dots two columns wide; skips characters without a letter. */
    static String of(String word, String block) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < HEIGHT; row++) {
            StringBuilder line = new StringBuilder("  ");
            for (char letter : word.toUpperCase(Locale.ROOT).toCharArray()) {
                int[] dots = ROWS.getOrDefault(letter, new int[0]);
                for (int dot = 4; dot >= 0 && dots.length > 0; dot--) {
                    line.append((dots[row] >> dot & 1) == 1 ? block.repeat(2) : "  ");
                }
                line.append("  ");
            }
            lines.append(line.toString().stripTrailing()).append('\n');
        }
        return lines.toString();
    }
}

package formcheck.capture;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Colours in the quarters of a frame of {@link TestVideo}. */
final class Colours {

    private Colours() {}

    /** Returns the first letters in reading order: {@code RGBW} for an image in its stored orientation. */
    static String ofQuarters(Frame frame) {
        return IntStream.of(0, 1, 2, 3)
                .mapToObj(i -> at(frame, (2 * (i % 2) + 1) * frame.width() / 4, (2 * (i / 2) + 1) * frame.height() / 4))
                .reduce("", String::concat);
    }

    /** Returns one letter: R, G, B, W, black (K), or ? for another colour. */
    static String at(Frame frame, int x, int y) {
        int i = 3 * (y * frame.width() + x);
        List<Boolean> bright = Stream.of(frame.rgb()[i], frame.rgb()[i + 1], frame.rgb()[i + 2])
                .map(b -> (b & 0xff) > 190)
                .toList();
        boolean clear = IntStream.range(i, i + 3)
                .map(at -> frame.rgb()[at] & 0xff)
                .allMatch(value -> value < 70 || value > 190);
        if (!clear) {
            return "?";
        }
        int index = (bright.get(0) ? 4 : 0) + (bright.get(1) ? 2 : 0) + (bright.get(2) ? 1 : 0);
        return List.of("K", "B", "G", "?", "R", "?", "?", "W").get(index);
    }
}

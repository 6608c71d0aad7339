package formcheck.pose.stream;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user knows of a recorded stream and its file may not contain.
 *
 * @param framesPerSecond for frames without times; above 0
 * @param size of the image
 */
public record StreamOptions(OptionalDouble framesPerSecond, Optional<Size> size) {

    /** Nothing is known. */
    public static final StreamOptions NONE = new StreamOptions(OptionalDouble.empty(), Optional.empty());

    /**
     * Image size.
     *
     * @param width pixels, 1 to 100,000
     * @param height pixels, 1 to 100,000
     */
    public record Size(int width, int height) {
        static final int LARGEST_SIDE = 100_000;
        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})[xX*](\\d{1,6})");

        public Size {
            if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
                throw new IllegalArgumentException("an image side has 1 to " + LARGEST_SIDE + " pixels");
            }
        }

        /** Parses a size like {@code 1280x720}; empty if it is not one. */
        public static Optional<Size> parse(String text) {
            Matcher written = WRITTEN.matcher(text.strip());
            if (!written.matches()) {
                return Optional.empty();
            }
            return of(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
        }

        static Optional<Size> of(double width, double height) {
            boolean possible = width >= 1 && height >= 1 && width <= LARGEST_SIDE && height <= LARGEST_SIDE;
            return possible ? Optional.of(new Size((int) width, (int) height)) : Optional.empty();
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }
}

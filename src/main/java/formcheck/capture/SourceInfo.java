package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a source says of itself.
 *
 * @param name the source in the user's words: a file name, an address without its password, a camera's name
 * @param width of the upright picture with square pixels, in pixels
 * @param height as {@code width}
 * @param framesPerSecond the nominal rate, if the source names one
 * @param duration the length, if the source has an end and names it
 * @param live whether frames come at their own time (a camera) or as fast as they are asked for (a file)
 * @param remark what the user should know of how its times are taken, a sentence
 */
public record SourceInfo(
        String name,
        int width,
        int height,
        OptionalDouble framesPerSecond,
        Optional<Duration> duration,
        boolean live,
        Optional<String> remark) {

    /** A source of which there is nothing to remark. */
    public SourceInfo(
            String name,
            int width,
            int height,
            OptionalDouble framesPerSecond,
            Optional<Duration> duration,
            boolean live) {
        this(name, width, height, framesPerSecond, duration, live, Optional.empty());
    }
}

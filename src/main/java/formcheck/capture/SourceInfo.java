package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a source declares about itself.
 *
 * @param name in the words of the user: a file name, an address without its password, the name of a camera
 * @param width of its frames, upright with square pixels
 * @param height of its frames
 * @param framesPerSecond nominal rate, if the source declares one
 * @param duration if the source has an end and declares it
 * @param live whether frames come at their own time (a camera) or as fast as they are read (a file)
 * @param remark what the user should know about its timestamps, one sentence
 */
public record SourceInfo(
        String name,
        int width,
        int height,
        OptionalDouble framesPerSecond,
        Optional<Duration> duration,
        boolean live,
        Optional<String> remark) {

    /** Creates a source without a remark. */
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

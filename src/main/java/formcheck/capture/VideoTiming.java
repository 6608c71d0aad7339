package formcheck.capture;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How to convert the timestamps of a source.
 *
 * <p>Phones store slow motion in two ways. Android stores timestamps that play slowly and writes the capture rate to
 * {@code com.android.capture.fps}: the timestamps are converted back. An iPhone stores the capture timestamps, 120 or
 * 240 a second, and the player slows them down unless {@code com.apple.quicktime.full-frame-rate-playback-intent} is 1:
 * the timestamps are right. Ordinary iPhone recordings also contain 0 there, so the tag alone means nothing. A video
 * that an editor or an export slowed down declares nothing.
 *
 * @param tick seconds of one timestamp unit, at the capture speed
 * @param framesPerSecond nominal rate at the capture speed, 0 if unknown
 * @param stamped whether to use the timestamps
 * @param slowed how many times slower than captured it would play
 * @param given frames a second from the user
 * @param remark what the user should know, one sentence
 */
record VideoTiming(
        double tick,
        double framesPerSecond,
        boolean stamped,
        double slowed,
        OptionalDouble given,
        Optional<String> remark) {

    private static final String ANDROID_RATE = "com.android.capture.fps";
    private static final String APPLE_INTENT = "com.apple.quicktime.full-frame-rate-playback-intent";

    /**
     * Smallest capture rate of slow motion, frames a second. Ordinary recordings in poor light play at down to half
     * of the 30 a second that their tag declares.
     */
    private static final double SLOWEST_CAPTURE = 50;

    /**
     * Smallest factor of slow motion. Stored rates vary by some per cent around the nominal rate; slow motion is 2 to
     * 32 times slower.
     */
    private static final double SLOWED = 1.5;

    private static final double AVERAGE_TOLERANCE = 0.1;

    /**
     * Smallest rate of iPhone slow motion, frames a second. iPhones capture it at 120 and 240, and everything else at
     * up to 60 (4K also at 120).
     */
    private static final double APPLE_SLOW_MOTION = 100;

    static VideoTiming of(FfmpegInput input, SourceMode mode) {
        if (mode.timedByArrival()) {
            return plain(1e-6, 0, mode.givenRate(), Optional.empty());
        }
        double tick = Ffmpeg.number(input.timeBase());
        double rate = input.framesPerSecond().orElse(0);
        OptionalDouble given = mode.givenRate();
        if (mode.live()) {
            return plain(tick, rate, given, Optional.empty());
        }
        if (input.holdsNoTimes()) {
            return new VideoTiming(tick, given.orElse(rate), false, 1, given, Optional.empty());
        }
        Optional<String> unused = given.isPresent()
                ? Optional.of("It has timestamps of its own: " + number(given.getAsDouble())
                        + " frames a second are not used.")
                : Optional.empty();
        double stored = stored(rate, input.averageRate().orElse(rate));
        double filmed = input.tag(ANDROID_RATE).map(VideoTiming::parsed).orElse(0.0);
        if (filmed >= SLOWEST_CAPTURE && stored > 0 && filmed >= SLOWED * stored) {
            double slowed = filmed / stored;
            String words = "Slow motion, filmed at " + number(filmed) + " frames a second and stored at "
                    + number(stored) + ": it is judged in the time in which it was filmed.";
            return new VideoTiming(tick / slowed, filmed, true, slowed, given, joined(words, unused));
        }
        if (stored >= APPLE_SLOW_MOTION
                && input.tag(APPLE_INTENT).filter("0"::equals).isPresent()) {
            String words = "Slow motion, filmed and stored at " + number(stored)
                    + " frames a second: it is judged in the time in which it was filmed.";
            return plain(tick, rate, given, joined(words, unused));
        }
        return plain(tick, rate > 0 ? rate : given.orElse(0), given, unused);
    }

    /**
     * Returns the nominal rate, or the average rate if they differ by more than 10 per cent. The average of a short
     * video is off by the duration of its last frame.
     */
    private static double stored(double nominal, double average) {
        return Math.abs(nominal - average) < AVERAGE_TOLERANCE * average ? nominal : average;
    }

    private static VideoTiming plain(double tick, double rate, OptionalDouble given, Optional<String> remark) {
        return new VideoTiming(tick, rate, true, 1, given, remark);
    }

    private static Optional<String> joined(String words, Optional<String> more) {
        return Optional.of(more.map(other -> words + " " + other).orElse(words));
    }

    /** Converts a length that the container declares to the capture speed. */
    Duration real(Duration stored) {
        return slowed == 1 ? stored : Duration.ofNanos(Math.round(stored.toNanos() / slowed));
    }

    /**
     * Returns which rate was assumed for missing timestamps, one sentence; empty if none was, or the user set it.
     *
     * @param mostlyUnstamped whether most frames came without a usable timestamp
     */
    Optional<String> assumption(boolean mostlyUnstamped) {
        if (given.isPresent() || !mostlyUnstamped) {
            return Optional.empty();
        }
        return Optional.of("It has no timestamps: " + number(FrameClock.nominal(framesPerSecond))
                + " frames a second are assumed, so seconds and speeds may be wrong. Set the rate with --fps.");
    }

    private static double parsed(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? value : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Formats with at most two decimals. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}

package formcheck.capture;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the times of a source are to be taken.
 *
 * <p>Phones tell of slow motion in two ways. Android's recorders store the pictures so that they play slowly, and write the rate
 * at which they were taken under {@code com.android.capture.fps}: such times are put back. An iPhone stores the times at which it
 * took the pictures, 120 or 240 a second, and leaves it to the player to slow them down unless
 * {@code com.apple.quicktime.full-frame-rate-playback-intent} is 1: such times are right as they are. An ordinary recording of an
 * iPhone has the 0 too, so it alone says nothing. What was slowed down for good, by an editor or on export, says nothing of it.
 *
 * @param tick seconds of one unit of the stamps, in the time in which it was filmed
 * @param framesPerSecond the nominal rate in that time, 0 if unknown
 * @param stamped whether the stamps are to be used at all
 * @param slowed how many times slower than filmed it would play
 * @param given frames a second as the user says
 * @param remark what the user should know of it, a sentence
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

    /** Ordinary recordings in poor light are played at down to half of the 30 a second that their tag names. */
    private static final double SLOWEST_CAPTURE = 50;

    /** Stored rates waver by some per cent around the nominal one; slow motion is 2 to 32 times slower. */
    private static final double SLOWED = 1.5;

    private static final double AVERAGE_ERRS = 0.1;

    /** iPhones film slow motion at 120 and 240 a second, and everything else at up to 60 (4K also at 120). */
    private static final double APPLE_SLOW_MOTION = 100;

    static VideoTiming of(FfmpegInput input, SourceMode manner) {
        if (manner.timedByArrival()) {
            return plain(1e-6, 0, manner.givenRate(), Optional.empty());
        }
        double tick = Ffmpeg.number(input.timeBase());
        double rate = input.framesPerSecond().orElse(0);
        OptionalDouble given = manner.givenRate();
        if (manner.live()) {
            return plain(tick, rate, given, Optional.empty());
        }
        if (input.holdsNoTimes()) {
            return new VideoTiming(tick, given.orElse(rate), false, 1, given, Optional.empty());
        }
        Optional<String> unused = given.isPresent()
                ? Optional.of(
                        "It has timestamps of its own: " + number(given.getAsDouble()) + " frames a second are not used.")
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

    /** The nominal rate, unless the average belies it: that of a short video errs with its last picture's length. */
    private static double stored(double nominal, double average) {
        return Math.abs(nominal - average) < AVERAGE_ERRS * average ? nominal : average;
    }

    private static VideoTiming plain(double tick, double rate, OptionalDouble given, Optional<String> remark) {
        return new VideoTiming(tick, rate, true, 1, given, remark);
    }

    private static Optional<String> joined(String words, Optional<String> more) {
        return Optional.of(more.map(other -> words + " " + other).orElse(words));
    }

    /** A length that the container names, in the time in which it was filmed. */
    Duration real(Duration stored) {
        return slowed == 1 ? stored : Duration.ofNanos(Math.round(stored.toNanos() / slowed));
    }

    /**
     * What was taken for times that are missing, a sentence; empty if none were, or the user said what to take.
     *
     * @param mostlyUnstamped whether most pictures came without a usable stamp
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

    /** Two decimals at most. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}

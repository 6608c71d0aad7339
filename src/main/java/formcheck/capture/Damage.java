package formcheck.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects what is wrong with a source, and says it in a few sentences however much it is. */
final class Damage {

    private static final int NAMED_FILES = 3;
    private static final double GAP_SECONDS = 0.5;
    private static final double GAP_INTERVALS = 8;
    private static final double PART_OF_THE_BREAK_SECONDS = 0.5;
    private static final int FRAMES_TO_KNOW_THE_RATE = 10;

    private final List<String> images = new ArrayList<>();
    private int places;
    private double firstPlace;
    private double lastPlace;
    private int gaps;
    private double firstGapFrom;
    private double firstGapTo;
    private int seen;
    private double lastSeen;
    private double longestInterval;
    private boolean timesWorthless;
    private Optional<String> timesAssumed = Optional.empty();
    private boolean brokenOff;
    private double end;
    private Optional<Duration> promised = Optional.empty();

    /** Data that could not be used, or a picture with faults. */
    void at(double seconds) {
        if (places == 0) {
            firstPlace = seconds;
        }
        lastPlace = seconds;
        places++;
    }

    /**
     * A picture came. Demultiplexers leave out what they cannot read without a word, so a long gap in what was regular
     * before is the only trace of it; where the rate always varied, a gap means nothing.
     */
    void frameAt(double seconds) {
        if (seen > 0) {
            double interval = seconds - lastSeen;
            if (seen >= FRAMES_TO_KNOW_THE_RATE
                    && interval > GAP_SECONDS
                    && interval > GAP_INTERVALS * longestInterval) {
                if (gaps == 0) {
                    firstGapFrom = lastSeen;
                    firstGapTo = seconds;
                }
                gaps++;
            } else {
                longestInterval = Math.max(longestInterval, interval);
            }
        }
        lastSeen = seconds;
        seen++;
    }

    /**
     * The source ends before it should.
     *
     * @param seconds where
     * @param promised how long it should be, if it says
     */
    void breaksOff(double seconds, Optional<Duration> promised) {
        brokenOff = true;
        end = seconds;
        this.promised = promised;
    }

    /** The time stamps cannot be used from here on. */
    void timesWorthless() {
        timesWorthless = true;
    }

    /** There are no times at all.
     *
     * @param assumption what was taken instead, a sentence
     */
    void timesAssumed(String assumption) {
        timesAssumed = Optional.of(assumption);
    }

    /** One picture of a folder that could not be read. */
    void image(String name) {
        images.add(name);
    }

    /** All of it in one line; empty if nothing is wrong. */
    Optional<String> words() {
        List<String> sentences = new ArrayList<>();
        if (brokenOff) {
            String of = promised.map(length -> " of " + time(length.toNanos() * 1e-9))
                    .orElse("");
            sentences.add("It ends early at " + time(end) + of + "; the part before is used.");
        }
        if (places > 0 && !(brokenOff && firstPlace > end - PART_OF_THE_BREAK_SECONDS)) {
            boolean one = time(firstPlace).equals(time(lastPlace));
            sentences.add(
                    one
                            ? "It is damaged at " + time(firstPlace) + "."
                            : "It is damaged in " + places + " places between " + time(firstPlace) + " and "
                                    + time(lastPlace) + ".");
        }
        if (gaps > 0) {
            sentences.add("Frames are missing between " + time(firstGapFrom) + " and " + time(firstGapTo)
                    + (gaps > 1 ? ", and in " + (gaps - 1) + " more places" : "") + ".");
        }
        if (timesWorthless) {
            sentences.add("Its timestamps are unusable, so its nominal frame rate is used: speeds may be wrong.");
        } else {
            timesAssumed.ifPresent(sentences::add);
        }
        if (!images.isEmpty()) {
            String names = String.join(", ", images.subList(0, Math.min(NAMED_FILES, images.size())));
            int more = images.size() - NAMED_FILES;
            sentences.add("Skipped because unreadable: " + names + (more > 0 ? " and " + more + " more" : "") + ".");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}

package formcheck.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Collects the damage of a source and reports it in a few sentences, however much there is. */
final class Damage {

    private static final int NAMED_FILES = 3;
    private static final double GAP_SECONDS = 0.5;
    private static final double GAP_INTERVALS = 8;
    private static final double NEAR_END_SECONDS = 0.5;
    private static final int FRAMES_TO_KNOW_THE_RATE = 10;

    private final List<String> unreadableFiles = new ArrayList<>();
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
    private Optional<Duration> declared = Optional.empty();

    /**
     * Records data that could not be decoded, or an image with errors.
     *
     * @param seconds since the source opened
     */
    void at(double seconds) {
        if (places == 0) {
            firstPlace = seconds;
        }
        lastPlace = seconds;
        places++;
    }

    /**
     * Records a frame. Demultiplexers skip unreadable data silently, so a long gap after regular frames is the only
     * sign of it. A gap means nothing if the frame rate varied before.
     *
     * @param seconds since the source opened
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
     * Records that the source ends early.
     *
     * @param seconds of the last frame
     * @param declared length, if the container declares one
     */
    void breaksOff(double seconds, Optional<Duration> declared) {
        brokenOff = true;
        end = seconds;
        this.declared = declared;
    }

    /** Records that the timestamps cannot be used from here on. */
    void timesWorthless() {
        timesWorthless = true;
    }

    /**
     * Records that there are no timestamps.
     *
     * @param assumption what is used instead, one sentence
     */
    void timesAssumed(String assumption) {
        timesAssumed = Optional.of(assumption);
    }

    /** Records a file of a folder that could not be read. */
    void unreadable(String name) {
        unreadableFiles.add(name);
    }

    /** Returns all damage in one line for the user; empty if there is none. */
    Optional<String> words() {
        List<String> sentences = new ArrayList<>();
        if (brokenOff) {
            String of = declared.map(length -> " of " + time(length.toNanos() * 1e-9))
                    .orElse("");
            sentences.add("It ends early at " + time(end) + of + "; the part before is used.");
        }
        if (places > 0 && !(brokenOff && firstPlace > end - NEAR_END_SECONDS)) {
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
        if (!unreadableFiles.isEmpty()) {
            String names = String.join(", ", unreadableFiles.subList(0, Math.min(NAMED_FILES, unreadableFiles.size())));
            int more = unreadableFiles.size() - NAMED_FILES;
            sentences.add("Skipped because unreadable: " + names + (more > 0 ? " and " + more + " more" : "") + ".");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}

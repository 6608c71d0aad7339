package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds ways up and down in the common elevation of both arms. A top is judged by the fall from it, relative to the rise
 * before it, so that presses whose bottom lies at 60 degrees count like raises from hanging arms.
 *
 * <p>No speed decides: what is slow and what stands still follows from the progress of the movement against the jitter of the
 * measure ({@link WayProgress}, {@link Settling}), so that a way of 0.3 seconds and one of 20 are both one way.
 */
final class CycleDetector {

    /**
     * @param rise least rise, degrees
     * @param fall least fall, degrees
     * @param returnShare share of the rise that must be lowered again
     * @param turn change of direction that ends a raise or a lowering, degrees
     * @param small a rise of so many degrees, and less than {@code rise}, was tried and is too small
     * @param anchorSeconds standing still on the way up for so long may be a new start
     * @param arrivedSeconds standing still for so long where the last repetition ended, or this one began, ends a repetition
     * @param nearSeconds as {@code arrivedSeconds}, a little above
     * @param lingerSeconds as {@code arrivedSeconds}, far above: probably a stop on the way down
     * @param longestSeconds longest repetition: a hold of 90 seconds, 20 each for the ways up and down, and stops
     * @param restSeconds how much of a rest is remembered
     * @param workingShare share of the rise after which turning up twice at one level makes that level the bottom
     * @param workingFall as {@code workingShare}, degrees
     */
    record Limits(
            double rise,
            double fall,
            double returnShare,
            double turn,
            double small,
            double anchorSeconds,
            double arrivedSeconds,
            double nearSeconds,
            double lingerSeconds,
            double longestSeconds,
            double restSeconds,
            double workingShare,
            double workingFall) {
        static final Limits DEFAULT = new Limits(25, 25, 0.6, 8, 15, 0.5, 0.3, 3, 12, 300, 30, 0.4, 40);
    }

    /** A place where the arms turned up before they had come back, and the top before it. */
    private record Dip(double level, double at, double top, double topAt) {}

    /** Where the arms stood still on the way up. */
    private record Anchor(double level, double at) {}

    /** Arms this near above the start, or the bottom before, have arrived: degrees, and as a share of the rise. */
    private static final double AT_BOTTOM = 5;

    private static final double AT_BOTTOM_SHARE = 0.05;

    /** Arms this near above the start have nearly arrived, degrees. */
    private static final double NEAR = 15;

    /** Hands that get ready for a raise stop for so many seconds at least, and so many degrees above their rest at most. */
    private static final double READY = 0.4;

    private static final double READY_NEAR = 20;

    /** Where an unseen start is taken to have been, unless the top is lower still. */
    private static final double USUAL_START = 30;

    /** Two bottoms so close are the same. */
    private static final double SAME_BOTTOM = 15;

    /** How many times the standard deviation of the jitter its extremes reach within a movement, from one side to the other. */
    private static final double SPREAD = 4;

    private static final double LEAST_BAND = 1.5;
    private static final double MOST_BAND = 5;

    /** A step is overdue after so many times what the steps before took: at the end of a way, and on it. */
    private static final double OVERDUE = 2.5;

    /** No arm falls faster on the mean and turns up again: a slip of the model, degrees a second. */
    private static final double FASTEST_DIP = 500;

    private final Limits limits;
    private final Curve curve = new Curve();
    private final List<Dip> dips = new ArrayList<>();
    private final List<Anchor> anchors = new ArrayList<>();
    private final NoiseMeter noise = new NoiseMeter();
    private final Settling settling = new Settling();
    private WayProgress progress = new WayProgress(1, 0, 0);
    private RepPhase phase = RepPhase.REST;
    /** No raise was seen yet since the recording began or broke. */
    private boolean fresh = true;

    private boolean startSeen;
    private double low;
    private double lowAt;
    private double top;
    private double topAt;
    /** Highest since the arms last turned up; lower than {@link #top} after a dip. */
    private double crest;

    private double crestAt;
    private double valley;
    private double valleyAt;
    private OptionalDouble lastBottom = OptionalDouble.empty();
    private Optional<Cycle> small = Optional.empty();

    CycleDetector(Limits limits) {
        this.limits = limits;
    }

    RepPhase phase() {
        return phase;
    }

    /** Elevation that this raise began from. */
    double startLevel() {
        if (!startSeen) {
            return Math.min(USUAL_START, top - limits.rise);
        }
        double level = low;
        for (Anchor anchor : anchors) {
            if (top - anchor.level >= limits.rise) {
                level = Math.max(level, anchor.level);
            }
        }
        return level;
    }

    /** Whether the raise itself was seen; otherwise the recording began at its top. */
    boolean startSeen() {
        return startSeen;
    }

    /** Highest elevation of this raise. */
    double topLevel() {
        return top;
    }

    /** When this raise, or the rest before it, began. */
    double began() {
        return startSeen ? lowAt : topAt;
    }

    /** The samples since shortly before this raise. */
    Curve curve() {
        return curve;
    }

    /** What jitter gains at most, degrees: less is no progress. */
    double band() {
        return Math.max(LEAST_BAND, Math.min(MOST_BAND, SPREAD * noise.degrees()));
    }

    /** Forgets everything: the next sample is not a continuation. */
    void reset() {
        curve.clear();
        dips.clear();
        anchors.clear();
        phase = RepPhase.REST;
        fresh = true;
        settling.reset();
        noise.reset();
        small = Optional.empty();
        lastBottom = OptionalDouble.empty();
    }

    /** Takes a sample; returns the cycles that it completes: none, mostly. */
    List<Cycle> update(double seconds, double value) {
        small = Optional.empty();
        noise.update(seconds, value);
        settling.update(seconds, value, band());
        boolean first = curve.isEmpty();
        curve.add(seconds, value);
        if (first) {
            startFrom(seconds, value);
            return List.of();
        }
        return switch (phase) {
            case REST -> rest(seconds, value);
            case CONCENTRIC, HOLD -> raised(seconds, value);
            case ECCENTRIC -> lowering(seconds, value);
        };
    }

    /** Whether a movement goes on for longer than a repetition can. */
    boolean endless(double seconds) {
        return phase != RepPhase.REST && seconds - curve.get(0).seconds() > limits.longestSeconds;
    }

    /** A rise and fall that the last sample ended and that was too small to be a repetition. */
    Optional<Cycle> tooSmall() {
        return small;
    }

    /** The repetition under way if the arms have come back, when no more samples will come. */
    List<Cycle> finish() {
        List<Cycle> last = phase == RepPhase.ECCENTRIC && returned() ? List.of(complete()) : List.of();
        reset();
        return last;
    }

    private void startFrom(double seconds, double value) {
        low = value;
        lowAt = seconds;
        top = value;
        topAt = seconds;
        crest = value;
        crestAt = seconds;
        startSeen = true;
        anchors.clear();
        dips.clear();
    }

    private List<Cycle> rest(double seconds, double value) {
        if (value > top) {
            top = value;
            topAt = seconds;
        }
        if (value > crest) {
            crest = value;
            crestAt = seconds;
        }
        boolean rests = settling.rests(seconds, band())
                && value - low < limits.rise
                && (settling.level() - low <= AT_BOTTOM || settling.seconds(seconds) >= limits.lingerSeconds);
        if (value <= low || rests) {
            low = rests ? Math.min(value, settling.level()) : value;
            lowAt = seconds;
            if (crest - low < limits.small || value <= low) {
                crest = value;
                crestAt = seconds;
            }
        }
        if (value - low >= limits.rise) {
            phase = RepPhase.CONCENTRIC;
            fresh = false;
            startSeen = true;
            top = value;
            topAt = seconds;
            crest = value;
            crestAt = seconds;
            anchorWhereReady();
            progress = new WayProgress(1, lowAt, low);
            follow(lowAt);
            curve.dropBefore(lowAt - 0.5);
        } else if (fresh && top - value >= limits.rise && beganAtTop()) {
            phase = RepPhase.ECCENTRIC;
            fresh = false;
            startSeen = false;
            crest = top;
            crestAt = topAt;
            valley = value;
            valleyAt = seconds;
            progress = new WayProgress(-1, topAt, top);
            follow(topAt);
        } else {
            tellSmall(seconds, value);
            if (seconds - curve.get(0).seconds() > 2 * limits.restSeconds) {
                curve.dropBefore(seconds - limits.restSeconds);
            }
        }
        return List.of();
    }

    /** Hands that get ready for a raise stop a little above where they rested: there it may begin. */
    private void anchorWhereReady() {
        for (Stops.Stop stop :
                Stops.of(curve.between(lowAt, Double.POSITIVE_INFINITY), band()).all()) {
            if (stop.level() > low && stop.level() <= low + READY_NEAR && stop.seconds() >= READY) {
                anchors.add(new Anchor(stop.level(), stop.from()));
            }
        }
    }

    private void tellSmall(double seconds, double value) {
        double rise = crest - low;
        if (rise >= limits.small && crest - value >= limits.returnShare * rise && crestAt > lowAt) {
            small = Optional.of(
                    new Cycle(OptionalDouble.of(lowAt), low, crestAt, crest, crestAt, seconds, value, List.of()));
            crest = value;
            crestAt = seconds;
        }
    }

    /** Lets the progress take up what has come since a time. */
    private void follow(double from) {
        Curve since = curve.between(from, Double.POSITIVE_INFINITY);
        for (int i = 0; i < since.size(); i++) {
            progress.update(since.get(i).seconds(), since.get(i).value(), band());
        }
    }

    /** The first samples stood at the top, so the whole lowering was seen. */
    private boolean beganAtTop() {
        double first = curve.get(0).seconds();
        return curve.get(0).value() >= top - 6 && curve.lastAtOrAbove(top - 6) - first >= 0.12;
    }

    private List<Cycle> raised(double seconds, double value) {
        if (value > crest) {
            crest = value;
            crestAt = seconds;
        }
        if (crest > top) {
            top = crest;
            topAt = crestAt;
        }
        progress.update(seconds, value, band());
        if (progress.stalled(seconds, band(), OVERDUE, limits.anchorSeconds)) {
            anchorAt(seconds, value);
        }
        if (crest - value >= limits.turn) {
            phase = RepPhase.ECCENTRIC;
            valley = value;
            valleyAt = seconds;
            progress = new WayProgress(-1, crestAt, crest);
            follow(crestAt);
        } else {
            boolean holds = progress.stalled(seconds, band(), OVERDUE, limits.arrivedSeconds);
            phase = holds ? RepPhase.HOLD : RepPhase.CONCENTRIC;
        }
        return List.of();
    }

    private void anchorAt(double seconds, double value) {
        if (!anchors.isEmpty() && Math.abs(anchors.get(anchors.size() - 1).level - value) < limits.turn) {
            anchors.remove(anchors.size() - 1);
        }
        anchors.add(new Anchor(value, seconds));
    }

    private List<Cycle> lowering(double seconds, double value) {
        if (value < valley) {
            valley = value;
            valleyAt = seconds;
        }
        progress.update(seconds, value, band());
        // One sample may be a slip of the model that is too small to be told by its speed.
        double before = curve.get(curve.size() - 2).value();
        boolean turnedUp = value - valley >= limits.turn && before - valley >= limits.turn / 2;
        if (returned()) {
            boolean arrived = progress.stalled(seconds, band(), OVERDUE, patience());
            return turnedUp || arrived ? List.of(complete()) : List.of();
        }
        if (!turnedUp) {
            return List.of();
        }
        Optional<Dip> bottom = workingBottom();
        if (bottom.isPresent()) {
            return splitAt(bottom.get());
        }
        if (!slipped()) {
            dips.add(new Dip(valley, valleyAt, crest, crestAt));
        }
        crest = value;
        crestAt = seconds;
        phase = RepPhase.CONCENTRIC;
        progress = new WayProgress(1, valleyAt, valley);
        follow(valleyAt);
        return raised(seconds, value);
    }

    /** Whether the arms seemed to fall faster than arms can before they turned up. */
    private boolean slipped() {
        double left = curve.between(crestAt, valleyAt).lastAtOrAboveOr(crest - band(), crestAt);
        return crest - valley > FASTEST_DIP * Math.max(1e-3, valleyAt - left);
    }

    /** How long the arms may stand still before they have arrived, seconds. */
    private double patience() {
        double near = Math.max(AT_BOTTOM, AT_BOTTOM_SHARE * (top - low));
        double bottom = Math.max(low, lastBottom.orElse(low));
        // Where the hands got ready is a bottom, but what lies above it is on the way.
        boolean ready = anchors.stream()
                .anyMatch(anchor -> anchor.level <= low + READY_NEAR && Math.abs(valley - anchor.level) <= near);
        if (ready || valley <= bottom + near) {
            return limits.arrivedSeconds;
        }
        return valley <= bottom + NEAR ? limits.nearSeconds : limits.lingerSeconds;
    }

    private boolean returned() {
        return top - valley >= Math.max(limits.fall, limits.returnShare * (top - startLevel()));
    }

    /**
     * The arms turned up at this level before: whoever began from hanging arms is now working from here, and it was the
     * bottom the first time already.
     */
    private Optional<Dip> workingBottom() {
        return dips.stream()
                .filter(dip -> Math.abs(dip.level - valley) <= SAME_BOTTOM)
                .filter(dip -> Math.min(dip.top, crest) - valley
                        >= Math.max(limits.workingFall, limits.workingShare * (top - startLevel())))
                .findFirst();
    }

    /**
     * Where the raise began: where the arms were lowest before it, or where they stood still on the way up, if they came back to
     * there rather than all the way. Stops of a raise are no starts.
     */
    private Anchor start(double back, double highest) {
        Anchor start = new Anchor(low, lowAt);
        for (Anchor anchor : anchors) {
            boolean nearer = Math.abs(back - anchor.level) < Math.abs(back - start.level);
            if (nearer && highest - anchor.level >= limits.rise) {
                start = anchor;
            }
        }
        return start;
    }

    private List<Cycle> splitAt(Dip dip) {
        Anchor start = start(dip.level, dip.top);
        Cycle first = RepTiming.cycle(
                curve,
                new RepTiming.Course(
                        OptionalDouble.of(start.at), start.level, dip.topAt, dip.top, dip.at, dip.level, List.of()),
                band());
        low = dip.level;
        lowAt = dip.at;
        dips.clear();
        anchors.clear();
        Curve second = curve.between(dip.at, valleyAt);
        top = second.max();
        topAt = second.firstAtOrAbove(top);
        return List.of(first, complete());
    }

    private Cycle complete() {
        Anchor start = start(valley, top);
        Cycle cycle = RepTiming.cycle(
                curve,
                new RepTiming.Course(
                        startSeen ? OptionalDouble.of(start.at) : OptionalDouble.empty(),
                        startSeen ? start.level : startLevel(),
                        topAt,
                        top,
                        valleyAt,
                        valley,
                        dips.stream().map(Dip::level).toList()),
                band());
        Curve.Sample now = curve.last();
        curve.dropBefore(valleyAt);
        startFrom(valleyAt, valley);
        lastBottom = OptionalDouble.of(valley);
        top = now.value();
        topAt = now.seconds();
        crest = top;
        crestAt = topAt;
        phase = RepPhase.REST;
        return cycle;
    }
}

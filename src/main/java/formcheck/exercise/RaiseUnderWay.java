package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The raise that a {@link CycleDetector} follows: where it began, how high it came, where it turned. Seconds and degrees. */
final class RaiseUnderWay {
    /** Least rise, degrees: hands that are lifted less get ready or gesture (decision 3). */
    static final double RISE = 25;

    /** Least fall, degrees: as the least rise. */
    private static final double FALL = 25;

    /** Share of the rise that must be lowered again: presses whose bottom is at 60 degrees count, too (decision 3). */
    static final double RETURN_SHARE = 0.6;

    /** Change of direction that ends a raise or a lowering, degrees. More than jitter; chosen, no data. */
    static final double TURN = 8;

    /** Share of the rise after which turning up twice at one level makes that level the bottom (decision 3). */
    private static final double WORKING_SHARE = 0.4;

    /** As {@link #WORKING_SHARE}, degrees. */
    private static final double WORKING_FALL = 40;

    /** Two bottoms so close are the same, degrees. Chosen, no data. */
    private static final double SAME_BOTTOM = 15;

    /** Where an unseen start is taken to have been, unless the top is lower still, degrees: usual hanging arms read 10 to 30. */
    private static final double USUAL_START = 30;

    /** Hands that get ready for a raise stop for so many seconds at least, and so many degrees above their rest at most. */
    private static final double READY = 0.4;

    private static final double READY_NEAR = 20;

    /** Standing still for so long where the last repetition ended, or this one began, ends a repetition, seconds. */
    static final double ARRIVED_SECONDS = 0.3;

    /** As {@link #ARRIVED_SECONDS}, a little above, seconds (decision 14). */
    private static final double NEAR_SECONDS = 3;

    /** As {@link #ARRIVED_SECONDS}, far above: probably a stop on the way down, seconds (decision 14). */
    static final double LINGER_SECONDS = 12;

    /** Arms this near above the start, or the bottom before, have arrived: degrees, and as a share of the rise. */
    static final double AT_BOTTOM = 5;

    private static final double AT_BOTTOM_SHARE = 0.05;

    /** Arms this near above the start have nearly arrived, degrees. */
    private static final double NEAR = 15;

    /** No arm falls faster on the mean and turns up again: a slip of the model, degrees a second. */
    private static final double FASTEST_DIP = 500;

    /** A place where the arms turned up before they had come back, and the top before it. */
    record Dip(Curve.Sample bottom, Curve.Sample top) {}

    private final List<Dip> dips = new ArrayList<>();
    /** Where the arms stood still on the way up: each may be the true start. */
    private final List<Curve.Sample> anchors = new ArrayList<>();

    private boolean startSeen;
    private Curve.Sample low = new Curve.Sample(0, 0);
    private Curve.Sample top = low;
    /** Highest since the arms last turned up; lower than {@link #top} after a dip. */
    private Curve.Sample crest = low;

    private Curve.Sample valley = low;

    Curve.Sample low() {
        return low;
    }

    Curve.Sample top() {
        return top;
    }

    Curve.Sample crest() {
        return crest;
    }

    Curve.Sample valley() {
        return valley;
    }

    boolean startSeen() {
        return startSeen;
    }

    /** Begins with arms at rest. */
    void startFrom(Curve.Sample rest) {
        low = rest;
        top = rest;
        crest = rest;
        startSeen = true;
        anchors.clear();
        dips.clear();
    }

    void clear() {
        dips.clear();
        anchors.clear();
    }

    /** Takes a sample of arms that rest, unless they are lower than ever: see {@link #restAt}. */
    void see(Curve.Sample now) {
        if (now.value() > top.value()) {
            top = now;
        }
        if (now.value() > crest.value()) {
            crest = now;
        }
    }

    void restAt(Curve.Sample lowest) {
        low = lowest;
    }

    /** The next movement is looked for from here on. */
    void crestAt(Curve.Sample now) {
        crest = now;
    }

    void topAt(Curve.Sample now) {
        top = now;
        crest = now;
    }

    /** The raise is seen: it began at the lowest, or where the hands got ready. */
    void raise(Curve.Sample now, Curve curve, double band) {
        startSeen = true;
        topAt(now);
        for (Stops.Stop stop : Stops.of(curve.between(low.seconds(), Double.POSITIVE_INFINITY), band)
                .all()) {
            if (stop.level() > low.value() && stop.level() <= low.value() + READY_NEAR && stop.seconds() >= READY) {
                anchors.add(new Curve.Sample(stop.from(), stop.level()));
            }
        }
    }

    /** The recording began with raised arms. */
    void lowerFromUnseenStart(Curve.Sample now) {
        startSeen = false;
        crest = top;
        valley = now;
    }

    /** Takes a sample on the way up. */
    void rise(Curve.Sample now) {
        if (now.value() > crest.value()) {
            crest = now;
        }
        if (crest.value() > top.value()) {
            top = crest;
        }
    }

    void standStill(Curve.Sample now) {
        if (!anchors.isEmpty() && Math.abs(anchors.get(anchors.size() - 1).value() - now.value()) < TURN) {
            anchors.remove(anchors.size() - 1);
        }
        anchors.add(now);
    }

    void turnDown(Curve.Sample now) {
        valley = now;
    }

    /** Takes a sample on the way down. */
    void fall(Curve.Sample now) {
        if (now.value() < valley.value()) {
            valley = now;
        }
    }

    /** The arms turned up before they had come back. */
    void turnUp(Curve.Sample now, Curve curve, double band) {
        double left =
                curve.between(crest.seconds(), valley.seconds()).lastAtOrAboveOr(crest.value() - band, crest.seconds());
        // Arms that seem to have fallen faster than arms can are a slip of the model.
        if (crest.value() - valley.value() <= FASTEST_DIP * Math.max(1e-3, valley.seconds() - left)) {
            dips.add(new Dip(valley, crest));
        }
        crest = now;
    }

    /** Elevation that this raise began from. */
    double startLevel() {
        if (!startSeen) {
            return Math.min(USUAL_START, top.value() - RISE);
        }
        double level = low.value();
        for (Curve.Sample anchor : anchors) {
            if (top.value() - anchor.value() >= RISE) {
                level = Math.max(level, anchor.value());
            }
        }
        return level;
    }

    /** Whether the arms have come back far enough for a repetition. */
    boolean returned() {
        return top.value() - valley.value() >= Math.max(FALL, RETURN_SHARE * (top.value() - startLevel()));
    }

    /**
     * How long the arms may stand still before they have arrived, seconds.
     *
     * @param lastBottom elevation where the last repetition ended
     */
    double patience(OptionalDouble lastBottom) {
        double near = Math.max(AT_BOTTOM, AT_BOTTOM_SHARE * (top.value() - low.value()));
        double bottom = Math.max(low.value(), lastBottom.orElse(low.value()));
        // Where the hands got ready is a bottom, but what lies above it is on the way.
        boolean ready = anchors.stream()
                .anyMatch(anchor -> anchor.value() <= low.value() + READY_NEAR
                        && Math.abs(valley.value() - anchor.value()) <= near);
        if (ready || valley.value() <= bottom + near) {
            return ARRIVED_SECONDS;
        }
        return valley.value() <= bottom + NEAR ? NEAR_SECONDS : LINGER_SECONDS;
    }

    /**
     * The arms turned up at this level before: whoever began from hanging arms is now working from here, and it was the
     * bottom the first time already.
     */
    Optional<Dip> workingBottom() {
        return dips.stream()
                .filter(dip -> Math.abs(dip.bottom.value() - valley.value()) <= SAME_BOTTOM)
                .filter(dip -> Math.min(dip.top.value(), crest.value()) - valley.value()
                        >= Math.max(WORKING_FALL, WORKING_SHARE * (top.value() - startLevel())))
                .findFirst();
    }

    /** The raise as far as the first dip, which was a bottom; what follows is a raise from there. */
    UntimedCycle splitAt(Dip dip, Curve curve) {
        Curve.Sample start = start(dip.bottom.value(), dip.top.value());
        UntimedCycle first =
                new UntimedCycle(OptionalDouble.of(start.seconds()), start.value(), dip.top, dip.bottom, List.of());
        low = dip.bottom;
        clear();
        Curve second = curve.between(dip.bottom.seconds(), valley.seconds());
        double highest = second.max();
        top = new Curve.Sample(second.firstAtOrAbove(highest), highest);
        return first;
    }

    /** The raise and its lowering, finished. */
    UntimedCycle complete() {
        Curve.Sample start = start(valley.value(), top.value());
        return new UntimedCycle(
                startSeen ? OptionalDouble.of(start.seconds()) : OptionalDouble.empty(),
                startSeen ? start.value() : startLevel(),
                top,
                valley,
                dips.stream().map(dip -> dip.bottom.value()).toList());
    }

    /**
     * Where the raise began: where the arms were lowest before it, or where they stood still on the way up, if they came back to
     * there rather than all the way. Stops of a raise are no starts.
     */
    private Curve.Sample start(double back, double highest) {
        Curve.Sample start = low;
        for (Curve.Sample anchor : anchors) {
            boolean nearer = Math.abs(back - anchor.value()) < Math.abs(back - start.value());
            if (nearer && highest - anchor.value() >= RISE) {
                start = anchor;
            }
        }
        return start;
    }
}

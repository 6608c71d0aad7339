package formcheck.exercise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The raise that a {@link CycleDetector} follows: where it began, how high it came, where it turned. Seconds and degrees. */
final class RaiseUnderWay {
    /** Least rise, degrees: hands that are lifted less get ready or gesture (decision 3). */
    static final double RISE = 25;

    /** Least fall, degrees: as the least rise. */
    private static final double FALL = 25;

    /** Least rise of a movement that is reported as too small, degrees. Chosen, no data. */
    private static final double SMALL = 15;

    /** Share of the rise that must be lowered again: presses whose bottom is at 60 degrees count, too (decision 3). */
    private static final double RETURN_SHARE = 0.6;

    /** Change of direction that ends a raise or a lowering, degrees. More than jitter; chosen, no data. */
    static final double TURN = 8;

    /** Elevation of an unseen start, unless the top is lower still, degrees: usual hanging arms read 10 to 30. */
    private static final double USUAL_START = 30;

    /** Longest standstill at the bottom before a repetition is over, seconds. */
    static final double ARRIVED_SECONDS = 0.3;

    /** As {@link #ARRIVED_SECONDS}, a little above the bottom, seconds (decision 14). */
    private static final double NEAR_SECONDS = 3;

    /** As {@link #ARRIVED_SECONDS}, far above the bottom, where it is probably a stop of the lowering, seconds (decision 14). */
    private static final double LINGER_SECONDS = 12;

    /** Greatest distance from the bottom at which arms have arrived: degrees, and as a share of the rise. */
    private static final double AT_BOTTOM = 5;

    private static final double AT_BOTTOM_SHARE = 0.05;

    /** Greatest distance from the bottom at which arms have nearly arrived, degrees. */
    private static final double NEAR = 15;

    private final Dips dips = new Dips();
    private final RaiseStart starts = new RaiseStart();

    private boolean startSeen;
    private CurveSample low = new CurveSample(0, 0);
    private CurveSample top = low;
    /** Highest since the arms last turned up; lower than {@link #top} after a dip. */
    private CurveSample crest = low;

    private CurveSample valley = low;

    // ---------------------------------------------------------------- questions

    /** Whether the raise itself was seen; otherwise the recording began at its top. */
    boolean startSeen() {
        return startSeen;
    }

    /** When the raise, or the rest before it, began. */
    double began() {
        return startSeen ? low.seconds() : top.seconds();
    }

    /** Elevation that the raise began from. */
    double startLevel() {
        return startSeen ? starts.level(low, top.value()) : Math.min(USUAL_START, top.value() - RISE);
    }

    /** Highest elevation. */
    double topLevel() {
        return top.value();
    }

    /** Whether the arms are a whole rise above their lowest. */
    boolean hasRisen(CurveSample now) {
        return now.value() - low.value() >= RISE;
    }

    /** Whether the arms are a whole rise below their highest. */
    boolean hasSunk(CurveSample now) {
        return top.value() - now.value() >= RISE;
    }

    /** Whether the arms have turned down. */
    boolean hasTurnedDown(CurveSample now) {
        return crest.value() - now.value() >= TURN;
    }

    /**
     * Whether the arms have turned up again. One sample may be a slip of the model that is too small for its speed to show it.
     *
     * @param before the sample before
     */
    boolean hasTurnedUp(CurveSample now, CurveSample before) {
        return now.value() - valley.value() >= TURN && before.value() - valley.value() >= TURN / 2;
    }

    /** Whether the arms have come back far enough for a repetition. */
    boolean returned() {
        return top.value() - valley.value() >= Math.max(FALL, RETURN_SHARE * (top.value() - startLevel()));
    }

    /**
     * Longest standstill of the lowering before the arms have arrived, seconds.
     *
     * @param lastBottom elevation where the last repetition ended
     * @param behind how far the filtered elevation is behind the arms, degrees
     */
    double patience(OptionalDouble lastBottom, double behind) {
        double level = valley.value() - behind;
        double near = Math.max(AT_BOTTOM, AT_BOTTOM_SHARE * (top.value() - low.value()));
        double bottom = Math.max(low.value(), lastBottom.orElse(low.value()));
        // Where the hands got ready is a bottom, but what lies above it belongs to the lowering.
        if (starts.isReadyAt(level, low, near) || level <= bottom + near) {
            return ARRIVED_SECONDS;
        }
        return level <= bottom + NEAR ? NEAR_SECONDS : LINGER_SECONDS;
    }

    /** Progress of the raise from its lowest sample. */
    MovementProgress risen(Curve curve, double band) {
        return MovementProgress.along(curve, low, 1, band);
    }

    /** Progress of the lowering from the last crest. */
    MovementProgress sunk(Curve curve, double band) {
        return MovementProgress.along(curve, crest, -1, band);
    }

    /** Progress of the raise from the last valley. */
    MovementProgress risenAgain(Curve curve, double band) {
        return MovementProgress.along(curve, valley, 1, band);
    }

    // ---------------------------------------------------------------- changes

    /** Begins with arms at rest. */
    void startFrom(CurveSample rest) {
        low = rest;
        top = rest;
        crest = rest;
        startSeen = true;
        clear();
    }

    /** Forgets the standstills and dips. */
    void clear() {
        dips.clear();
        starts.clear();
    }

    /** Processes a sample of arms that have not risen yet. */
    void rest(CurveSample now, Settling settling, double band) {
        if (now.value() > top.value()) {
            top = now;
        }
        if (now.value() > crest.value()) {
            crest = now;
        }
        double seconds = now.seconds();
        boolean rests = settling.rests(seconds, band)
                && now.value() - low.value() < RISE
                && (settling.level() - low.value() <= AT_BOTTOM || settling.seconds(seconds) >= LINGER_SECONDS);
        if (now.value() <= low.value() || rests) {
            boolean settled = rests && settling.level() < now.value();
            low = settled ? new CurveSample(seconds, settling.level()) : now;
            if (crest.value() - low.value() < SMALL || now.value() <= low.value()) {
                crest = now;
            }
        }
    }

    /** The movement of resting arms that this sample ends, if it was too small to be a repetition. */
    Optional<Cycle> takeSmall(CurveSample now) {
        double rise = crest.value() - low.value();
        boolean cameBack = crest.value() - now.value() >= RETURN_SHARE * rise;
        if (rise < SMALL || !cameBack || crest.seconds() <= low.seconds()) {
            return Optional.empty();
        }
        Cycle small = new Cycle(OptionalDouble.of(low.seconds()), low.value(), crest, crest.seconds(), now, List.of());
        crest = now;
        return Optional.of(small);
    }

    /** The arms have risen: the raise began at the lowest sample, or where the hands got ready. */
    void begin(CurveSample now, Curve curve, double band) {
        startSeen = true;
        top = now;
        crest = now;
        starts.addReady(low, curve, band);
    }

    /** The arms come down, and the recording began with raised arms. */
    void lowerFromUnseenStart(CurveSample now) {
        startSeen = false;
        crest = top;
        valley = now;
    }

    /** Processes a sample of the raise. */
    void rise(CurveSample now) {
        if (now.value() > crest.value()) {
            crest = now;
        }
        if (crest.value() > top.value()) {
            top = crest;
        }
    }

    /** The arms stand still during the raise. */
    void standStill(CurveSample now) {
        starts.addStop(now);
    }

    void turnDown(CurveSample now) {
        valley = now;
    }

    /** Processes a sample of the lowering. */
    void fall(CurveSample now) {
        if (now.value() < valley.value()) {
            valley = now;
        }
    }

    /** The arms turned up before they had come back. */
    void turnUp(CurveSample now, Curve curve, double band) {
        dips.add(new Dips.Dip(valley, crest), curve, band);
        crest = now;
    }

    /**
     * The part of the raise that ended at an earlier dip, if the arms turn up at its level again: that dip was a bottom. What
     * follows is a raise from there.
     */
    Optional<UntimedCycle> split(Curve curve) {
        Optional<Dips.Dip> bottom = dips.workingBottom(new Dips.Dip(valley, crest), top.value() - startLevel());
        return bottom.map(dip -> splitAt(dip, curve));
    }

    private UntimedCycle splitAt(Dips.Dip dip, Curve curve) {
        CurveSample start = starts.of(low, dip.bottom().value(), dip.top().value());
        UntimedCycle first =
                new UntimedCycle(OptionalDouble.of(start.seconds()), start.value(), dip.top(), dip.bottom(), List.of());
        low = dip.bottom();
        clear();
        Curve second = curve.between(dip.bottom().seconds(), valley.seconds());
        double highest = second.max();
        top = new CurveSample(second.firstAtOrAbove(highest), highest);
        return first;
    }

    /** The raise and its lowering, finished. */
    UntimedCycle complete() {
        CurveSample start = starts.of(low, valley.value(), top.value());
        return new UntimedCycle(
                startSeen ? OptionalDouble.of(start.seconds()) : OptionalDouble.empty(),
                startSeen ? start.value() : startLevel(),
                top,
                valley,
                dips.levels());
    }

    /** Begins anew with the bottom of the finished repetition. */
    void startAfter(CurveSample now) {
        startFrom(valley);
        top = now;
        crest = now;
    }
}

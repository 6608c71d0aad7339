package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a movement is a raise of this exercise's kind: both arms together, out to the sides or up, the hands moving
 * and the body staying.
 */
final class MovementClassifier {

    /** Measures read here. */
    static final Set<Measure> READS = Set.of(
            Measure.LEFT_ELEVATION,
            Measure.RIGHT_ELEVATION,
            Measure.FORWARD_ANGLE,
            Measure.BODY_YAW,
            Measure.WRIST_SPAN,
            Measure.WRISTS_ABOVE_ELBOWS,
            Measure.WRISTS_TO_HEAD,
            Measure.WRISTS_OUTSIDE_SHOULDERS,
            Measure.SHOULDERS_Y,
            Measure.WRISTS_Y,
            Measure.UPPER_ARM_LENGTH);

    /** Least rise of each arm, degrees. As the least rise of a repetition. */
    private static final double RISE = RaiseUnderWay.RISE;

    /** Share of its rise that each arm must lower again. Chosen, no data. */
    private static final double RETURN_SHARE = 0.45;

    /** Least correlation of the two arms' elevations. Chosen, no data. */
    private static final double TOGETHER = 0.5;

    /**
     * Farthest that the arms may point forward of the trunk's plane on the way, degrees. With depth, clips read 22 for 45
     * degrees, 43 for 75, 69 for arms straight ahead (decision 3).
     */
    private static final double FORWARD = 59;

    /**
     * The same where only the arms' apparent length tells, which overreads a raise at 60, or where an elbow is guessed. Arms
     * straight ahead read 82 and more; a W at 78 must count (decision 3).
     */
    private static final double FORWARD_BY_LENGTH = 81;

    /** Ways up and down that differ by more are a circle, degrees. Chosen, no data. */
    private static final double CIRCLE = 45;

    /** Wrists nearer together than this, and below the elbows, pull something up; shoulder widths. Chosen, no data. */
    private static final double PULLED_SPAN = 1.7;

    /** Wrists nearer to the head than this hold or touch it; shoulder widths. Chosen, no data. */
    private static final double AT_HEAD = 0.45;

    /** Below this elevation the hands must not be in front of the chest, degrees. Chosen, no data. */
    private static final double LOW_TOP = 60;

    /** Shoulders that travel farther than this carry the movement; upper-arm lengths. Chosen, no data. */
    private static final double BODY_TRAVEL = 0.75;

    /**
     * What the forward angle is overread by for each degree of yaw beyond the free ones: the same barbell press, seen from 30
     * degrees aside, read 53 and its mirror image 60.
     */
    private static final double FORWARD_BY_YAW = 0.3;

    private static final double FREE_YAW = 10;

    /** A hand so far inside of its shoulder has crossed the chest, shoulder widths: in the labelled sets none is inside at all. */
    private static final double ACROSS = -0.35;

    /** Hands that travel less than this share of the shoulders' way are carried by the body. Chosen, no data. */
    private static final double HAND_TRAVEL_SHARE = 0.8;

    /** Above this elevation hands may be anywhere, degrees. Chosen, no data. */
    private static final double OVERHEAD = 125;

    /** The arms point somewhere, which can be told, between these, degrees: {@link Measure#FORWARD_ANGLE}. */
    private static final double PASSING_FROM = 60;

    private static final double PASSING_TO = 115;

    /** Hands so far below the elbows pull something up, shoulder widths. Chosen, no data. */
    private static final double HANDS_BELOW = 0.15;

    /** Hands so far inside of the shoulders are in front of the chest, shoulder widths. Chosen, no data. */
    private static final double HANDS_INSIDE = 0.05;

    /** Why a finished movement is not of this kind; empty if it is. */
    Optional<DropReason> mismatch(RepTrace rep) {
        if (ImpossibleSpeed.of(rep)) {
            return Optional.of(DropReason.IMPOSSIBLE_SPEED);
        }
        for (Side side : Side.values()) {
            OptionalDouble rise = rep.rise(side);
            if (rise.isEmpty() || rise.getAsDouble() < RISE || rep.peak(side).orElse(0) < RISE) {
                return Optional.of(DropReason.ONE_ARM);
            }
        }
        if (correlation(rep) < TOGETHER) {
            return Optional.of(DropReason.ARMS_TOOK_TURNS);
        }
        if (swungForward(rep)) {
            return Optional.of(DropReason.ARMS_SWUNG_FORWARD);
        }
        return hands(rep).or(() -> body(rep));
    }

    /** Whether one arm stayed where it was while the other came down. */
    boolean oneStayedUp(RepTrace rep) {
        for (Side side : Side.values()) {
            OptionalDouble peak = rep.peak(side);
            OptionalDouble bottom = rep.bottom(side);
            if (peak.isPresent() && bottom.isPresent() && peak.getAsDouble() - bottom.getAsDouble() < RISE / 2) {
                return true;
            }
        }
        return false;
    }

    /** Whether each arm lowered again what it had raised. */
    boolean bothCameBack(RepTrace rep) {
        for (Side side : Side.values()) {
            OptionalDouble peak = rep.peak(side);
            OptionalDouble bottom = rep.bottom(side);
            if (peak.isEmpty() || bottom.isEmpty()) {
                return false;
            }
            double fall = peak.getAsDouble() - bottom.getAsDouble();
            double rise = rep.rise(side).orElse(fall);
            if (fall < RISE || fall < RETURN_SHARE * rise) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the arms pointed ahead on the way between 60 and 115 degrees, up and down alike, or went another lowering
     * than up, as in a circle.
     */
    private boolean swungForward(RepTrace rep) {
        List<BodyMeasures> up = passing(rep.concentric());
        List<BodyMeasures> down = passing(rep.eccentric());
        List<BodyMeasures> way = up.size() >= 2 ? up : down;
        if (way.size() < 2) {
            return false;
        }
        double upwards = RepTrace.median(way, Measure.FORWARD_ANGLE).orElse(0);
        double downwards = down.size() < 2
                ? upwards
                : RepTrace.median(down, Measure.FORWARD_ANGLE).orElse(upwards);
        double angle =
                Math.abs(upwards - downwards) > CIRCLE ? Math.max(upwards, downwards) : (upwards + downwards) / 2;
        boolean guessed = Stream.concat(way.stream(), down.stream())
                .anyMatch(frame -> frame.observation(Measure.FORWARD_ANGLE) instanceof Observation.Guessed);
        boolean deep = !guessed
                && way.get(way.size() / 2).observation(Measure.FORWARD_ANGLE) instanceof Observation.Seen seen
                && seen.confidence() >= Measure.CONFIDENT;
        double yaw = Math.abs(RepTrace.median(way, Measure.BODY_YAW).orElse(0));
        double byDepth = FORWARD + FORWARD_BY_YAW * Math.max(0, yaw - FREE_YAW);
        return angle > (deep ? byDepth : FORWARD_BY_LENGTH);
    }

    private static List<BodyMeasures> passing(List<BodyMeasures> frames) {
        return frames.stream()
                .filter(frame -> {
                    double mean = (frame.followed(Measure.LEFT_ELEVATION).orElse(0)
                                    + frame.followed(Measure.RIGHT_ELEVATION).orElse(0))
                            / 2;
                    return mean > PASSING_FROM && mean < PASSING_TO;
                })
                .toList();
    }

    private Optional<DropReason> hands(RepTrace rep) {
        List<BodyMeasures> top = rep.atTop();
        double level = rep.cycle().topLevel();
        double span = RepTrace.median(top, Measure.WRIST_SPAN).orElse(Double.POSITIVE_INFINITY);
        double above = RepTrace.median(top, Measure.WRISTS_ABOVE_ELBOWS).orElse(0);
        if (span < PULLED_SPAN && above < -HANDS_BELOW) {
            return Optional.of(DropReason.HANDS_PULLED_UP);
        }
        double toHead = RepTrace.median(top, Measure.WRISTS_TO_HEAD).orElse(Double.POSITIVE_INFINITY);
        if (toHead < AT_HEAD && level < OVERHEAD) {
            return Optional.of(DropReason.HANDS_AT_HEAD);
        }
        double outside = RepTrace.median(top, Measure.WRISTS_OUTSIDE_SHOULDERS).orElse(0);
        if ((level < LOW_TOP && outside < -HANDS_INSIDE) || (level < OVERHEAD && outside < ACROSS)) {
            return Optional.of(DropReason.HANDS_IN_FRONT_OF_CHEST);
        }
        return Optional.empty();
    }

    private Optional<DropReason> body(RepTrace rep) {
        List<BodyMeasures> way = rep.between(rep.cycle().begin(), rep.cycle().bottom());
        double shoulders = travel(way, Measure.SHOULDERS_Y);
        double hands = travel(way, Measure.WRISTS_Y);
        double arm = RepTrace.median(way, Measure.UPPER_ARM_LENGTH).orElse(Double.POSITIVE_INFINITY);
        boolean carried = shoulders > BODY_TRAVEL * arm && hands < HAND_TRAVEL_SHARE * shoulders;
        return carried ? Optional.of(DropReason.BODY_MOVED) : Optional.empty();
    }

    private static double travel(List<BodyMeasures> frames, Measure measure) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (BodyMeasures frame : frames) {
            OptionalDouble value = frame.followed(measure);
            if (value.isPresent()) {
                least = Math.min(least, value.getAsDouble());
                most = Math.max(most, value.getAsDouble());
            }
        }
        return most < least ? 0 : most - least;
    }

    /** Pearson correlation of the two arms' elevations from the beginning to the arrival. */
    private static double correlation(RepTrace rep) {
        double n = 0;
        double sl = 0;
        double sr = 0;
        double sll = 0;
        double srr = 0;
        double slr = 0;
        for (BodyMeasures frame : rep.between(rep.cycle().begin(), rep.cycle().bottom())) {
            OptionalDouble l = frame.followed(Measure.LEFT_ELEVATION);
            OptionalDouble r = frame.followed(Measure.RIGHT_ELEVATION);
            if (l.isPresent() && r.isPresent()) {
                n++;
                sl += l.getAsDouble();
                sr += r.getAsDouble();
                sll += l.getAsDouble() * l.getAsDouble();
                srr += r.getAsDouble() * r.getAsDouble();
                slr += l.getAsDouble() * r.getAsDouble();
            }
        }
        double left = sll - sl * sl / n;
        double right = srr - sr * sr / n;
        return n < 3 || left <= 0 || right <= 0 ? 0 : (slr - sl * sr / n) / Math.sqrt(left * right);
    }

    /** Whether a frame shows too little for any movement to be followed; with the reason. */
    static Optional<Reason> blind(BodyMeasures frame) {
        for (Reason reason : new Reason[] {
            Reason.NOBODY,
            Reason.TOO_DARK,
            Reason.INTERRUPTED,
            Reason.TOO_FAR,
            Reason.HEAD_OUTSIDE,
            Reason.TURNED_AWAY,
            Reason.NOT_UPRIGHT
        }) {
            if (frame.reasons().contains(reason)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}

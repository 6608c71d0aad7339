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
 * Decides whether a movement is a raise of this exercise: both arms together, out to the sides or up, the hands moving and the
 * body staying.
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

    /** Least rise of each arm, degrees: as the least rise of a repetition. */
    private static final double RISE = RaiseUnderWay.RISE;

    /** Share of its rise that each arm must lower again. Chosen, no data. */
    private static final double RETURN_SHARE = 0.45;

    /** Least correlation of the two arms' elevations. Chosen, no data. */
    private static final double TOGETHER = 0.5;

    /**
     * Greatest forward angle of the arms, degrees. With depth, clips read 22 for 45 degrees, 43 for 75, 69 for arms straight
     * ahead (decision 3).
     */
    private static final double FORWARD = 59;

    /**
     * The same by the arms' apparent length alone, which overreads a raise at 60, or with a guessed elbow. Arms straight ahead
     * read 82 and more; a W at 78 must count (decision 3).
     */
    private static final double FORWARD_BY_LENGTH = 81;

    /** Greatest difference of the forward angle between raise and lowering, degrees; more is a circle. Chosen, no data. */
    private static final double CIRCLE = 45;

    /**
     * Distance of the wrists below which they pull something up, if they are below the elbows, shoulder widths. Chosen, no data.
     */
    private static final double PULLED_SPAN = 1.7;

    /** Distance of the wrists from the head below which they hold or touch it, shoulder widths. Chosen, no data. */
    private static final double AT_HEAD = 0.45;

    /** Top below which the hands must not be in front of the chest, degrees. Chosen, no data. */
    private static final double LOW_TOP = 60;

    /** Travel of the shoulders beyond which they carry the movement, upper-arm lengths. Chosen, no data. */
    private static final double BODY_TRAVEL = 0.75;

    /**
     * Error of the forward angle for each degree of yaw beyond the free ones: the same barbell press, seen from 30 degrees aside,
     * read 53 and its mirror image 60.
     */
    private static final double FORWARD_BY_YAW = 0.3;

    private static final double FREE_YAW = 10;

    /**
     * Position of a hand that has crossed the chest, shoulder widths outside its shoulder: in the labelled sets none is inside at
     * all.
     */
    private static final double ACROSS = -0.35;

    /** Share of the shoulders' travel below which the body carries the hands. Chosen, no data. */
    private static final double HAND_TRAVEL_SHARE = 0.8;

    /** Top from which the hands may be anywhere, degrees. Chosen, no data. */
    private static final double OVERHEAD = 125;

    /** Elevations between which the forward angle is read, degrees: {@link Measure#FORWARD_ANGLE}. */
    private static final double PASSING_FROM = 60;

    private static final double PASSING_TO = 115;

    /** Distance of the hands below the elbows from which they pull something up, shoulder widths. Chosen, no data. */
    private static final double HANDS_BELOW = 0.15;

    /** Distance of the hands inside the shoulders from which they are in front of the chest, shoulder widths. Chosen, no data. */
    private static final double HANDS_INSIDE = 0.05;

    /** Why a finished movement is another one; empty if it is a raise of this exercise. */
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

    /** The same, and whether one arm stayed up while the other came down. */
    Optional<DropReason> mismatchWhenFinished(RepTrace rep) {
        return mismatch(rep).or(() -> oneStayedUp(rep) ? Optional.of(DropReason.ARMS_TOOK_TURNS) : Optional.empty());
    }

    private static boolean oneStayedUp(RepTrace rep) {
        for (Side side : Side.values()) {
            OptionalDouble peak = rep.peak(side);
            OptionalDouble bottom = rep.bottom(side);
            if (peak.isPresent() && bottom.isPresent() && peak.getAsDouble() - bottom.getAsDouble() < RISE / 2) {
                return true;
            }
        }
        return false;
    }

    /** Whether each arm came back down by its share of the raise. */
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
     * Whether the arms pointed ahead between 60 and 115 degrees, in raise and lowering alike, or took another path down than up,
     * as in a circle.
     */
    private boolean swungForward(RepTrace rep) {
        List<BodyMeasures> up = passing(rep.concentric());
        List<BodyMeasures> down = passing(rep.eccentric());
        List<BodyMeasures> frames = up.size() >= 2 ? up : down;
        if (frames.size() < 2) {
            return false;
        }
        double upwards = RepTrace.median(frames, Measure.FORWARD_ANGLE).orElse(0);
        double downwards = down.size() < 2
                ? upwards
                : RepTrace.median(down, Measure.FORWARD_ANGLE).orElse(upwards);
        double angle =
                Math.abs(upwards - downwards) > CIRCLE ? Math.max(upwards, downwards) : (upwards + downwards) / 2;
        boolean guessed = Stream.concat(frames.stream(), down.stream())
                .anyMatch(frame -> frame.observation(Measure.FORWARD_ANGLE) instanceof Observation.Guessed);
        boolean deep = !guessed
                && frames.get(frames.size() / 2).observation(Measure.FORWARD_ANGLE) instanceof Observation.Seen seen
                && seen.confidence() >= Measure.CONFIDENT;
        double yaw = Math.abs(RepTrace.median(frames, Measure.BODY_YAW).orElse(0));
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
        List<BodyMeasures> frames = rep.between(rep.cycle().begin(), rep.cycle().bottom());
        double shoulders = travel(frames, Measure.SHOULDERS_Y);
        double hands = travel(frames, Measure.WRISTS_Y);
        double arm = RepTrace.median(frames, Measure.UPPER_ARM_LENGTH).orElse(Double.POSITIVE_INFINITY);
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

    /** Pearson correlation of both arms' elevations over the movement. */
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

    /** Why a frame does not allow any movement to be followed; empty if it does. */
    static Optional<Reason> notAssessable(BodyMeasures frame) {
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

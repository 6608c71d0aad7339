package formcheck.guide;

import formcheck.motion.BodyMeasures;
import formcheck.motion.SittingTall;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.PostureTracker.Lesson;
import formcheck.motion.posture.TallFrames;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Shows the tracker of posture how the person sits tall and raises their arms. Few frames of each are kept, because with each
 * goes its picture.
 */
final class PostureCalibrationSteps {
    private static final int RAISE_FRAMES = 24;
    private static final double RAISE_EVERY = 0.1;

    /** From this elevation on a raise is learned from, degrees. */
    private static final double RAISED = 66;

    /** A raise that is to be learned from gets as high, degrees. */
    private static final double HIGH = 82;

    /** And is over below this, degrees. */
    private static final double LOWERED = 50;

    private final TallFrames tall = new TallFrames();
    private final SittingTall unasked = new SittingTall();
    private boolean tallKnown;
    private final List<PoseFrame> raise = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private double every = RAISE_EVERY;
    private double last = Double.NEGATIVE_INFINITY;
    private double highest;
    private boolean raisesWanted;
    private boolean mostShown;
    private boolean shown;

    /**
     * Teaches a tracker from now on.
     *
     * @param raises whether to ask for two raises, beside sitting tall
     */
    void show(PostureTracker tracker, boolean raises) {
        posture = Optional.of(tracker);
        raisesWanted = raises;
    }

    /** Whether to ask for two raises. */
    boolean raisesWanted() {
        return raisesWanted;
    }

    /** What was begun is not gone on with. */
    void startAnew() {
        tall.clear();
        raise.clear();
        every = RAISE_EVERY;
        last = Double.NEGATIVE_INFINITY;
        highest = 0;
    }

    /** A frame of a person who sits still and tall, or is about to. */
    void sitTall(PoseFrame frame, double now) {
        if (posture.isPresent()) {
            tall.add(frame, now);
        }
    }

    /** The last frames of sitting tall are to be learned from. */
    void learnTall() {
        posture.ifPresent(tracker -> tracker.teach(Lesson.TALL, tall.frames()));
        tallKnown = true;
        startAnew();
    }

    /** Whether both raises have been shown since what was shown was forgotten. */
    boolean raisesShown() {
        return shown;
    }

    /** What was shown does not hold any more: person or camera have moved. */
    void forget() {
        shown = false;
        posture.ifPresent(PostureTracker::forgetSoon);
        tallKnown = false;
    }

    /** A frame of the set or of the rest after it: if sitting tall was not shown, or does not hold any more, it may tell of it. */
    void watch(PoseFrame frame, BodyMeasures measures) {
        if (!tallKnown && posture.isPresent()) {
            unasked.see(frame, measures).ifPresent(found -> posture.get().teach(found.lesson(), found.frames()));
        }
    }

    /** How far the raise is, 0 to 1. */
    double progress() {
        return raise.isEmpty() ? 0 : Math.min(1, raise.size() / (double) (RAISE_FRAMES / 2));
    }

    /**
     * A frame of a raise that is shown.
     *
     * @return whether the raise is over, and has been handed on
     */
    boolean raise(Lesson lesson, PoseFrame frame, BodyMeasures measures, double now) {
        OptionalDouble elevation = measures.commonElevation();
        if (elevation.isEmpty()) {
            return false;
        }
        double degrees = elevation.getAsDouble();
        if (degrees >= RAISED) {
            highest = Math.max(highest, degrees);
            keep(frame, now);
        } else if (degrees < LOWERED && highest >= HIGH) {
            posture.ifPresent(tracker -> tracker.teach(lesson, List.copyOf(raise)));
            shown = mostShown && lesson == Lesson.FORWARD;
            mostShown = lesson == Lesson.MOST;
            startAnew();
            return true;
        }
        return false;
    }

    private void keep(PoseFrame frame, double now) {
        if (now - last < every) {
            return;
        }
        last = now;
        raise.add(frame);
        if (raise.size() > RAISE_FRAMES) { // of a slower raise every second one is enough
            for (int k = raise.size() - 1; k > 0; k -= 2) {
                raise.remove(k);
            }
            every *= 2;
        }
    }
}

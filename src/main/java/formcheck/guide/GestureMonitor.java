package formcheck.guide;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Recognises a {@link Gesture} that is held, and reports it once. Both gestures are chosen so that no repetition of this exercise,
 * nor of those it is mistaken for, contains them: the hands rest on the head, between the ears, or one of them on the opposite
 * shoulder while the other arm hangs. Works from one frame a second on: time decides, and frames that do not come show nothing else.
 */
final class GestureMonitor {

    /**
     * @param hold seconds for which a gesture is held
     * @param sightings least number of frames that show it, which a slow machine needs more time for
     * @param gap seconds for which frames may not show it meanwhile: a hand on hair is a weak keypoint
     * @param longestInterval longest interval between frames that may show it, seconds: after that no source is left
     * @param released seconds without it after which it may be shown again
     * @param shown seconds after which it is shown that a gesture is being held
     * @param visibility least visibility of a wrist
     * @param still how far a hand may move while it is held, shoulder widths
     */
    record Parameters(
            double hold,
            int sightings,
            double gap,
            double longestInterval,
            double released,
            double shown,
            double visibility,
            double still) {
        private static final double HOLD = 2;
        private static final int SIGHTINGS = 4; // chosen; 3 frames a second apart may be 3 tops of fast raises
        private static final double GAP = 0.3;
        private static final double LONGEST_INTERVAL = 1.5;
        private static final double RELEASED = 1; // chosen; hands on hair are lost for half a second
        private static final double SHOWN = 0.4;
        private static final double VISIBILITY = 0.4; // chosen; hands that leave the frame are below 0.2
        private static final double STILL = 0.25; // a press moves by more than 1

        static final Parameters DEFAULT =
                new Parameters(HOLD, SIGHTINGS, GAP, LONGEST_INTERVAL, RELEASED, SHOWN, VISIBILITY, STILL);
    }

    /** Hands on the head are this near to the middle of the ears sideways, shoulder widths. */
    private static final double BESIDE_HEAD = 0.55;

    /** And so far above the ears: not lower than the mouth, not higher than the crown, shoulder widths. */
    private static final double LOWEST_ON_HEAD = -0.1;

    private static final double HIGHEST_ON_HEAD = 0.75;

    /** A hand on a shoulder is this near to it, shoulder widths. */
    private static final double ON_SHOULDER = 0.4;

    /** A hanging hand is this far below its shoulder, shoulder widths. */
    private static final double HANGING = 0.75;

    /** Shoulders nearer than this to each other are seen from the side, pixels. */
    private static final double NARROWEST = 12;

    /** What the hands of one frame show, and where they are relative to the shoulders. */
    private record ShownGesture(Gesture gesture, double x, double y, double width) {
        boolean isNear(ShownGesture other, double still) {
            return gesture == other.gesture && Math.hypot(x - other.x, y - other.y) <= still * width;
        }
    }

    private final Parameters parameters;
    private Optional<ShownGesture> began = Optional.empty();
    private double since;
    private double lastSeen;

    /** Whether a frame since then did not show it. */
    private boolean missed;

    private int sightings;
    private boolean done;

    GestureMonitor(Parameters parameters) {
        this.parameters = parameters;
    }

    GestureMonitor() {
        this(Parameters.DEFAULT);
    }

    /** Forgets a gesture that has begun. */
    void startAnew() {
        began = Optional.empty();
        done = false;
    }

    /** Processes a frame; returns a gesture once, in the frame in which it has been held long enough. */
    Optional<Gesture> see(Optional<Pose> pose, double now) {
        Optional<ShownGesture> shown = pose.flatMap(this::shown);
        if (done) {
            if (shown.isPresent()) {
                lastSeen = now;
            } else if (now - lastSeen > parameters.released) {
                startAnew();
            }
            return Optional.empty();
        }
        if (shown.isEmpty()) {
            missed = true;
            if (began.isPresent() && now - lastSeen > parameters.gap) {
                startAnew();
            }
            return Optional.empty();
        }
        double longest = missed ? parameters.gap : parameters.longestInterval;
        if (began.isEmpty() || now - lastSeen > longest || !shown.get().isNear(began.get(), parameters.still)) {
            began = shown;
            since = now;
            sightings = 0;
        }
        lastSeen = now;
        missed = false;
        sightings++;
        if (now - since < parameters.hold || sightings < parameters.sightings) {
            return Optional.empty();
        }
        done = true;
        return Optional.of(shown.get().gesture);
    }

    /** The gesture that is being held, from {@link Parameters#shown} until it is reported. */
    Optional<Gesture.Held> held(double now) {
        double seconds = now - since;
        return done || seconds < parameters.shown
                ? Optional.empty()
                : began.map(shown -> new Gesture.Held(shown.gesture, Math.min(share(seconds), 1)));
    }

    private double share(double seconds) {
        return Math.min(seconds / parameters.hold, (double) sightings / parameters.sightings);
    }

    private Optional<ShownGesture> shown(Pose pose) {
        Map<Joint, Keypoint> joints = new EnumMap<>(Joint.class);
        for (Joint joint : new Joint[] {
            Joint.LEFT_EAR,
            Joint.RIGHT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST
        }) {
            Optional<Keypoint> point = pose.keypoint(joint);
            boolean hand = joint == Joint.LEFT_WRIST || joint == Joint.RIGHT_WRIST;
            if (point.isEmpty() || (hand && point.get().visibility().orElse(1) < parameters.visibility)) {
                return Optional.empty();
            }
            joints.put(joint, point.get());
        }
        Keypoint left = at(joints, Joint.LEFT_WRIST);
        Keypoint right = at(joints, Joint.RIGHT_WRIST);
        Keypoint leftShoulder = at(joints, Joint.LEFT_SHOULDER);
        Keypoint rightShoulder = at(joints, Joint.RIGHT_SHOULDER);
        double width = leftShoulder.distanceTo(rightShoulder);
        if (width < NARROWEST) {
            return Optional.empty();
        }
        double middleX = (leftShoulder.x() + rightShoulder.x()) / 2;
        double middleY = (leftShoulder.y() + rightShoulder.y()) / 2;
        double headX =
                (at(joints, Joint.LEFT_EAR).x() + at(joints, Joint.RIGHT_EAR).x()) / 2;
        double headY =
                (at(joints, Joint.LEFT_EAR).y() + at(joints, Joint.RIGHT_EAR).y()) / 2;
        if (onHead(left, headX, headY, width) && onHead(right, headX, headY, width)) {
            return Optional.of(new ShownGesture(
                    Gesture.PAUSE, (left.x() + right.x()) / 2 - middleX, (left.y() + right.y()) / 2 - middleY, width));
        }
        if (left.distanceTo(rightShoulder) <= ON_SHOULDER * width && right.y() - rightShoulder.y() >= HANGING * width) {
            return Optional.of(new ShownGesture(Gesture.PAIN, left.x() - middleX, left.y() - middleY, width));
        }
        if (right.distanceTo(leftShoulder) <= ON_SHOULDER * width && left.y() - leftShoulder.y() >= HANGING * width) {
            return Optional.of(new ShownGesture(Gesture.PAIN, right.x() - middleX, right.y() - middleY, width));
        }
        return Optional.empty();
    }

    private static Keypoint at(Map<Joint, Keypoint> joints, Joint joint) {
        return Objects.requireNonNull(joints.get(joint));
    }

    private static boolean onHead(Keypoint hand, double headX, double headY, double width) {
        double above = (headY - hand.y()) / width;
        return Math.abs(hand.x() - headX) <= BESIDE_HEAD * width && above >= LOWEST_ON_HEAD && above <= HIGHEST_ON_HEAD;
    }
}

package formcheck.motion;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates how steeply the camera looks up or down at the shoulders. Uses two kinds of evidence that fail in different ways: the
 * model's depth of the trunk, which a bowed head does not change, and the face, which a leaning trunk does not change. Each alone
 * is too coarse; the pitch is known only where both agree (decision 13).
 *
 * <p>Degrees; positive: the camera is below the shoulders and looks up. The angle is that of the line of sight, which
 * foreshortens a body, not of the lens. Measured on rendered people with pitches from -25 to 25: the trunk errs by 9 degrees (SD
 * over sessions), the face by 8 with the head level, and by as much as the head is bowed.
 */
final class CameraPitch {

    /**
     * Inclination of the trunk by the model's depth at a level camera, degrees, and its change per degree of pitch. Rendered
     * sitting people read -5 to 1 at level, real people, most of them standing, 8 (SD 6): this is the middle.
     */
    private static final double TRUNK_AT_LEVEL = 4;

    private static final double TRUNK_PER_DEGREE = -0.88;

    /** Drop of nose and eyes below the ears of a level head at a level camera, in face sizes, and its change per degree. */
    private static final double FACE_AT_LEVEL = -0.01;

    private static final double FACE_PER_DEGREE = -0.0155;

    /** Error of each kind of evidence, degrees (SD): heads are bowed by 10, beside the 7 of a level one. */
    private static final double TRUNK_ERROR = 11;

    private static final double FACE_ERROR = 13;

    /** Time constant of each average, seconds: a pitch stays, a head moves. Chosen, no data. */
    private static final double SLOW = 8;

    /**
     * Least evidence of each kind before there is a pitch, seconds, and the time constant with which it fades. Chosen, no data.
     */
    private static final double ENOUGH = 1.5;

    private static final double MEMORY = 20;

    /**
     * Least pitch by each kind of evidence, degrees. With the tracker's limit of 18 degrees, 7 people rendered after all of this
     * was fixed were called pitched in 2 of 61 cases at a nearly level camera (below 8), once with the head bowed, once with it
     * raised.
     */
    private static final double EACH = 12;

    /** Smallest face that is measured, pixels. Chosen, no data. */
    private static final double SMALLEST_FACE = 4;

    /** One kind of evidence: its average, and its duration. */
    private static final class Evidence {
        private final SlowAverage average = new SlowAverage(SLOW);
        private double seconds;

        void take(OptionalDouble degrees, double dt) {
            seconds *= Math.exp(-dt / MEMORY);
            if (degrees.isPresent()) {
                average.update(degrees.getAsDouble(), dt);
                seconds += dt;
            }
        }

        OptionalDouble degrees() {
            return seconds >= ENOUGH ? average.value() : OptionalDouble.empty();
        }

        void reset() {
            average.reset();
            seconds = 0;
        }
    }

    private final Evidence trunk = new Evidence();
    private final Evidence face = new Evidence();

    void reset() {
        trunk.reset();
        face.reset();
    }

    /**
     * Processes one frame.
     *
     * @param hipsInView whether the hips are in the image: guessed ones sit upright below any camera
     * @param faceReadable whether the face is turned to the camera far enough
     * @param dt seconds since the frame before
     */
    void update(Body body, Pose pose, boolean hipsInView, boolean faceReadable, double dt) {
        trunk.take(hipsInView ? byTrunk(pose) : OptionalDouble.empty(), dt);
        face.take(faceReadable ? byFace(body) : OptionalDouble.empty(), dt);
    }

    /** The pitch, degrees; empty without both kinds of evidence. */
    OptionalDouble degrees() {
        OptionalDouble a = trunk.degrees();
        OptionalDouble b = face.degrees();
        if (a.isEmpty() || b.isEmpty()) {
            return OptionalDouble.empty();
        }
        double trunkWeight = 1 / (TRUNK_ERROR * TRUNK_ERROR);
        double faceWeight = 1 / (FACE_ERROR * FACE_ERROR);
        return OptionalDouble.of(
                (a.getAsDouble() * trunkWeight + b.getAsDouble() * faceWeight) / (trunkWeight + faceWeight));
    }

    /** Whether both kinds of evidence alone say that the camera looks up, or that it looks down. */
    boolean isPlain() {
        OptionalDouble a = trunk.degrees();
        OptionalDouble b = face.degrees();
        if (a.isEmpty() || b.isEmpty()) {
            return false;
        }
        double lesser = Math.min(Math.abs(a.getAsDouble()), Math.abs(b.getAsDouble()));
        return a.getAsDouble() * b.getAsDouble() > 0 && lesser > EACH;
    }

    /** Inclination of the trunk towards the camera by the model's depth, degrees; empty without depth. */
    static OptionalDouble trunkInclination(Pose pose) {
        WorldPoint leftShoulder = pose.world().get(Joint.LEFT_SHOULDER);
        WorldPoint rightShoulder = pose.world().get(Joint.RIGHT_SHOULDER);
        WorldPoint leftHip = pose.world().get(Joint.LEFT_HIP);
        WorldPoint rightHip = pose.world().get(Joint.RIGHT_HIP);
        if (leftShoulder == null || rightShoulder == null || leftHip == null || rightHip == null) {
            return OptionalDouble.empty();
        }
        double up = leftHip.y() + rightHip.y() - leftShoulder.y() - rightShoulder.y();
        double back = leftShoulder.z() + rightShoulder.z() - leftHip.z() - rightHip.z();
        return OptionalDouble.of(Math.toDegrees(Math.atan2(-back, up)));
    }

    private static OptionalDouble byTrunk(Pose pose) {
        OptionalDouble inclination = trunkInclination(pose);
        return inclination.isEmpty()
                ? inclination
                : OptionalDouble.of((inclination.getAsDouble() - TRUNK_AT_LEVEL) / TRUNK_PER_DEGREE);
    }

    /** Nose and eyes rise above the ears when a face is seen from below, and when it is raised. */
    private static OptionalDouble byFace(Body body) {
        Optional<Keypoint> ears = body.middle(Joint.LEFT_EAR, Joint.RIGHT_EAR);
        Optional<Keypoint> eyes = body.middle(Joint.LEFT_EYE, Joint.RIGHT_EYE);
        Optional<Keypoint> mouth = body.middle(Joint.MOUTH_LEFT, Joint.MOUTH_RIGHT);
        Optional<Keypoint> nose = body.point(Joint.NOSE);
        Optional<Keypoint> outerLeft = body.point(Joint.LEFT_EYE_OUTER);
        Optional<Keypoint> outerRight = body.point(Joint.RIGHT_EYE_OUTER);
        if (ears.isEmpty()
                || eyes.isEmpty()
                || mouth.isEmpty()
                || nose.isEmpty()
                || outerLeft.isEmpty()
                || outerRight.isEmpty()) {
            return OptionalDouble.empty();
        }
        double size = Math.hypot(
                outerLeft.get().distanceTo(outerRight.get()), eyes.get().distanceTo(mouth.get()));
        if (size < SMALLEST_FACE) {
            return OptionalDouble.empty();
        }
        double noseDrop = (nose.get().y() - ears.get().y()) / size;
        double eyeDrop = (eyes.get().y() - ears.get().y()) / size;
        return OptionalDouble.of((noseDrop + eyeDrop - FACE_AT_LEVEL) / FACE_PER_DEGREE);
    }
}

package formcheck.motion;

import formcheck.motion.posture.SideJoints;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.OneEuroFilter;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The smoothed keypoints of one person, tracked from frame to frame. Pixels of the source frame. */
final class Body {
    /** Usual shoulder width, metres: the unit of speeds in the model's own space. */
    private static final double SHOULDER_WIDTH = 0.35;

    private static final Joint[] JOINTS = Joint.values();

    /** One for each of {@link #JOINTS}; an array, because they run 33 times a frame. */
    private final PointFilter[] filters = new PointFilter[JOINTS.length];

    private final double[] unfiltered = new double[JOINTS.length]; // seconds since a filter took a point
    private final Map<Side, SlipGate> gates = new EnumMap<>(Side.class);
    private final Map<Joint, Keypoint> smooth = new EnumMap<>(Joint.class);
    private final Map<Side, PointFilter> depthFilters = new EnumMap<>(Side.class);
    private final Map<Side, Double> depthElevations = new EnumMap<>(Side.class);
    private final Map<Side, ArmInSpace> armsInSpace = new EnumMap<>(Side.class);
    private final OneEuroFilter.OneEuroParameters smoothing;

    Body(OneEuroFilter.OneEuroParameters smoothing) {
        this.smoothing = smoothing;
        Arrays.setAll(filters, joint -> new PointFilter(smoothing));
        for (Side side : Side.values()) {
            gates.put(side, new SlipGate());
        }
    }

    /**
     * Processes one frame's pose.
     *
     * @param dt seconds since the frame before
     * @param unit the person's shoulder width, pixels
     */
    void update(Pose pose, double dt, double unit) {
        Set<Joint> slipped = slipped(pose, dt, unit);
        for (int i = 0; i < JOINTS.length; i++) {
            Joint joint = JOINTS[i];
            Keypoint raw = pose.keypoints().get(joint);
            PointFilter filter = filters[i];
            if (raw == null) {
                filter.reset();
                unfiltered[i] = 0;
                smooth.remove(joint);
                continue;
            }
            unfiltered[i] += dt;
            if (slipped.contains(joint)) {
                smooth.remove(joint);
                continue;
            }
            filter.update(raw.x(), raw.y(), unfiltered[i], unit);
            unfiltered[i] = 0;
            smooth.put(joint, new Keypoint(filter.x(), filter.y(), raw.visibility(), raw.presence()));
        }
        for (Side side : Side.values()) {
            WorldPoint elbow =
                    slipped.contains(elbow(side)) ? null : pose.world().get(elbow(side));
            updateArm(side, pose, dt);
            updateDepth(side, pose.world().get(shoulder(side)), elbow, dt);
        }
    }

    /** Elbow and wrist of arms that moved faster than arms can. They are left out of this frame. */
    private Set<Joint> slipped(Pose pose, double dt, double unit) {
        Set<Joint> slipped = EnumSet.noneOf(Joint.class);
        for (Side side : Side.values()) {
            Keypoint shoulder = pose.keypoints().get(shoulder(side));
            Keypoint elbow = pose.keypoints().get(elbow(side));
            boolean suspect = shoulder != null
                    && elbow != null
                    && gate(side).rejects(elbow.x() - shoulder.x(), elbow.y() - shoulder.y(), dt, unit);
            if (suspect) {
                slipped.add(elbow(side));
                slipped.add(wrist(side));
            }
        }
        return slipped;
    }

    private SlipGate gate(Side side) {
        return Objects.requireNonNull(gates.get(side));
    }

    private void updateArm(Side side, Pose pose, double dt) {
        WorldPoint shoulder = pose.world().get(shoulder(side));
        WorldPoint elbow = pose.world().get(elbow(side));
        WorldPoint wrist = pose.world().get(wrist(side));
        ArmInSpace arm = armsInSpace.computeIfAbsent(side, s -> new ArmInSpace());
        if (shoulder != null && elbow != null && wrist != null) {
            arm.update(distance(shoulder, elbow), distance(elbow, wrist), dt);
        }
    }

    private static double distance(WorldPoint a, WorldPoint b) {
        double x = a.x() - b.x();
        double y = a.y() - b.y();
        double z = a.z() - b.z();
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Whether the model guesses this elbow, by the arm's lengths in space. */
    boolean guesses(Side side) {
        ArmInSpace arm = armsInSpace.get(side);
        return arm != null && arm.isGuessed();
    }

    private void updateDepth(Side side, @Nullable WorldPoint shoulder, @Nullable WorldPoint elbow, double dt) {
        PointFilter filter = depthFilters.computeIfAbsent(side, s -> new PointFilter(smoothing));
        if (shoulder == null || elbow == null) {
            filter.reset();
            depthElevations.remove(side);
            return;
        }
        double across = elbow.x() - shoulder.x();
        double deep = elbow.z() - shoulder.z();
        double level = Math.sqrt(across * across + deep * deep);
        filter.update(level, elbow.y() - shoulder.y(), dt, SHOULDER_WIDTH);
        depthElevations.put(side, Math.toDegrees(Math.atan2(filter.x(), filter.y())));
    }

    void reset() {
        for (PointFilter filter : filters) {
            filter.reset();
        }
        smooth.clear();
        Arrays.fill(unfiltered, 0);
        gates.values().forEach(SlipGate::reset);
        armsInSpace.values().forEach(ArmInSpace::reset);
        depthFilters.values().forEach(PointFilter::reset);
        depthElevations.clear();
    }

    /** Elevation of the upper arm from the vertical by the model's own depth, degrees; empty without depth. */
    OptionalDouble depthElevation(Side side) {
        Double elevation = depthElevations.get(side);
        return elevation == null ? OptionalDouble.empty() : OptionalDouble.of(elevation);
    }

    /** The smoothed keypoint; empty if it is missing in this frame. */
    Optional<Keypoint> point(Joint joint) {
        return Optional.ofNullable(smooth.get(joint));
    }

    /** The middle of two joints, if both are present. Its visibility is the lower one. */
    Optional<Keypoint> middle(Joint a, Joint b) {
        Keypoint p = smooth.get(a);
        Keypoint q = smooth.get(b);
        if (p == null || q == null) {
            return Optional.empty();
        }
        boolean less = p.visibility().orElse(1) <= q.visibility().orElse(1);
        return Optional.of(new Keypoint(
                (p.x() + q.x()) / 2,
                (p.y() + q.y()) / 2,
                less ? p.visibility() : q.visibility(),
                less ? p.presence() : q.presence()));
    }

    private static SideJoints joints(Side side) {
        return side == Side.LEFT ? SideJoints.LEFT : SideJoints.RIGHT;
    }

    static Joint shoulder(Side side) {
        return joints(side).shoulder();
    }

    static Joint elbow(Side side) {
        return joints(side).elbow();
    }

    static Joint wrist(Side side) {
        return joints(side).wrist();
    }
}

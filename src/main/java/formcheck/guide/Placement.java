package formcheck.guide;

import formcheck.guide.PlacementCheck.CheckState;
import formcheck.guide.PlacementCheck.Result;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.motion.SlowAverage;
import formcheck.pipeline.FrameResult;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Checks before a set whether the camera sees everything that the rules need. */
final class Placement {
    private static final double RATE_WINDOW = 1.5;

    /** Time constant of the view, seconds: single frames of these measures are coarse. */
    private static final double SLOW = 1.0;

    /** Fall after which arms have been lowered, degrees. */
    private static final double LOWERED = 13;

    /** The same from a top that was higher than needed. */
    private static final double MUCH_LOWERED = 25;

    /** Time constant of elbows outside the image, seconds: for so long they are not just moving. */
    private static final double CUT_OFF = 5;

    /** Share of that time from which they are cut off. */
    private static final double MOSTLY = 0.6;

    private static final Set<PlacementCheck> ONLY_WEAKEN =
            Set.of(PlacementCheck.CAMERA_HEIGHT, PlacementCheck.FRAME_RATE, PlacementCheck.LIGHT);

    private final PlacementParameters parameters;
    private final ArrayDeque<Double> frames = new ArrayDeque<>();
    private final Map<PlacementCheck, Result> results = new EnumMap<>(PlacementCheck.class);
    private final SlowAverage yaw = new SlowAverage(SLOW);
    private final SlowAverage cutOff = new SlowAverage(CUT_OFF);
    private OptionalDouble roomAtWidth = OptionalDouble.empty();
    private boolean raised;
    private boolean outside;
    private double highest;
    private boolean tooNarrow;
    private OptionalDouble rightSince = OptionalDouble.empty();
    private OptionalDouble tolerableSince = OptionalDouble.empty();
    private OptionalDouble inViewSince = OptionalDouble.empty();
    private double now;

    Placement(PlacementParameters parameters) {
        this.parameters = parameters;
        cutOff.update(0, Double.MAX_VALUE); // nothing was, before the first image
        for (PlacementCheck check : PlacementCheck.values()) {
            results.put(check, new Result(check, CheckState.WAITING, ""));
        }
    }

    Placement() {
        this(PlacementParameters.DEFAULT);
    }

    /** All checks, in their order. */
    List<Result> results() {
        return List.copyOf(results.values());
    }

    /** What to do first; empty if there is nothing to do. */
    Optional<String> advice() {
        List<Result> inOrder = new ArrayList<>(results.values());
        // In the dark no one can be seen.
        inOrder.sort(Comparator.comparing(result -> result.check() != PlacementCheck.LIGHT));
        return inOrder.stream()
                .filter(result -> result.state() == CheckState.WRONG)
                .map(Result::advice)
                .findFirst()
                .or(() -> inOrder.stream()
                        .map(Result::advice)
                        .filter(advice -> !advice.isEmpty())
                        .findFirst());
    }

    /** Whether the session may continue. */
    boolean passed() {
        return right()
                || lasted(tolerableSince, parameters.weakPatience())
                || lasted(inViewSince, parameters.patience());
    }

    /** Whether everything has been right for a while. The room for the arms shows with the first raise. */
    boolean right() {
        return lasted(rightSince, parameters.hold());
    }

    /** Whether a check is wrong, so that some verdicts will be missing. */
    boolean weak() {
        return results.values().stream().anyMatch(result -> result.state() == CheckState.WRONG);
    }

    private boolean lasted(OptionalDouble since, double seconds) {
        return since.isPresent() && now - since.getAsDouble() >= seconds;
    }

    void see(FrameResult result, double seconds) {
        double step = Math.min(0.5, Math.max(1e-3, seconds - now));
        now = seconds;
        BodyMeasures measures = result.measures();
        boolean present =
                result.pose().pose().isPresent() && !measures.reasons().contains(Reason.NOBODY);
        rate(seconds);
        light(measures);
        inView(measures, present);
        set(PlacementCheck.ALONE, present, !measures.reasons().contains(Reason.OTHER_PERSON), Reason.OTHER_PERSON.id());
        if (present) {
            measures.followed(Measure.BODY_YAW).ifPresent(value -> yaw.update(value, step));
        }
        double turned = Math.abs(yaw.value().orElse(0));
        set(
                PlacementCheck.FACING,
                present && yaw.value().isPresent(),
                turned <= parameters.facing(),
                Reason.TURNED_AWAY.id());
        cameraHeight(measures, present);
        distance(result, present);
        room(result, present, step);
        boolean right = results.values().stream().allMatch(Placement::fits);
        boolean nearlyFacing = turned <= parameters.aslant();
        boolean tolerable = results.values().stream()
                .allMatch(r -> fits(r)
                        || ONLY_WEAKEN.contains(r.check())
                        || (r.check() == PlacementCheck.FACING && nearlyFacing));
        rightSince = since(rightSince, right);
        tolerableSince = since(tolerableSince, tolerable);
        inViewSince = since(
                inViewSince,
                result(PlacementCheck.IN_VIEW) == CheckState.RIGHT
                        && nearlyFacing
                        && !measures.reasons().contains(Reason.TOO_FAR));
    }

    /** The room for the arms shows with the first raise, which may be the first repetition: nobody has to wait for it. */
    private static boolean fits(Result result) {
        return result.state() == CheckState.RIGHT
                || (result.check() == PlacementCheck.ROOM && result.state() == CheckState.WAITING);
    }

    private CheckState result(PlacementCheck check) {
        return Objects.requireNonNull(results.get(check)).state();
    }

    private OptionalDouble since(OptionalDouble since, boolean holds) {
        if (!holds) {
            return OptionalDouble.empty();
        }
        return since.isPresent() ? since : OptionalDouble.of(now);
    }

    private void rate(double seconds) {
        frames.add(seconds);
        while (seconds - frames.getFirst() > RATE_WINDOW) {
            frames.removeFirst();
        }
        double span = seconds - frames.getFirst();
        boolean known = span > RATE_WINDOW / 2;
        set(
                PlacementCheck.FRAME_RATE,
                known,
                (frames.size() - 1) / Math.max(1e-3, span) >= parameters.rate(),
                Reason.FRAME_RATE_TOO_LOW.id());
    }

    private void light(BodyMeasures measures) {
        OptionalDouble luma = measures.seen(Measure.BRIGHTNESS);
        boolean dark = measures.reasons().contains(Reason.TOO_DARK) || luma.orElse(255) < parameters.dark();
        set(PlacementCheck.LIGHT, true, !dark, Reason.TOO_DARK.id());
    }

    private void inView(BodyMeasures measures, boolean present) {
        boolean head = !measures.reasons().contains(Reason.HEAD_OUTSIDE);
        set(PlacementCheck.IN_VIEW, true, present && head, present ? Reason.HEAD_OUTSIDE.id() : Reason.NOBODY.id());
    }

    /** Right unless the measures say otherwise: with the hips out of view the pitch is not known. */
    private void cameraHeight(BodyMeasures measures, boolean present) {
        boolean low = measures.reasons().contains(Reason.CAMERA_TOO_LOW);
        boolean high = measures.reasons().contains(Reason.CAMERA_TOO_HIGH);
        Reason advice = low ? Reason.CAMERA_TOO_LOW : Reason.CAMERA_TOO_HIGH;
        set(PlacementCheck.CAMERA_HEIGHT, present, !low && !high, advice.id());
    }

    private void distance(FrameResult result, boolean present) {
        OptionalDouble width = result.measures().followed(Measure.SHOULDER_WIDTH);
        double share = width.orElse(0) / result.pose().width();
        boolean far =
                share < parameters.farthest() || result.measures().reasons().contains(Reason.TOO_FAR);
        boolean near = share * parameters.armSpan() > 1;
        set(
                PlacementCheck.DISTANCE,
                present && width.isPresent(),
                !far && !near,
                near ? "too-near" : Reason.TOO_FAR.id());
    }

    private void room(FrameResult result, boolean present, double step) {
        BodyMeasures measures = result.measures();
        double width = measures.followed(Measure.SHOULDER_WIDTH).orElse(0);
        if (roomAtWidth.isPresent()) {
            double change = width / roomAtWidth.getAsDouble();
            boolean raisedNow = followedElevation(measures) > parameters.raised();
            if (present && !raisedNow && (change > parameters.resized() || change < 1 / parameters.resized())) {
                roomAtWidth = OptionalDouble.empty();
            }
        }
        double elevation = present ? followedElevation(measures) : 0;
        boolean hidden = present && measures.reasons().contains(Reason.ELBOWS_OUTSIDE);
        double share = cutOff.update(hidden ? 1 : 0, step);
        if (elevation >= parameters.raised()) {
            raised = true;
            highest = Math.max(highest, elevation);
            outside |= unseen(measures, Side.LEFT) || unseen(measures, Side.RIGHT) || !handsInside(result);
        } else if (raised && (elevation < parameters.raised() - LOWERED || elevation < highest - MUCH_LOWERED)) {
            // A whole raise was watched: hands that fit half-raise may leave the image at the top.
            roomAtWidth = outside ? OptionalDouble.empty() : OptionalDouble.of(width);
            tooNarrow = outside;
            raised = false;
            outside = false;
            highest = 0;
        }
        if (roomAtWidth.isPresent()) {
            set(PlacementCheck.ROOM, true, true, "");
        } else if (outside || tooNarrow || share > MOSTLY) {
            set(PlacementCheck.ROOM, true, false, "arms-outside");
        } else {
            results.put(PlacementCheck.ROOM, new Result(PlacementCheck.ROOM, CheckState.WAITING, ""));
        }
    }

    /** Whether an elbow is outside or hidden. An elbow at an angle to the camera is seen, though its height is not assessed. */
    private static boolean unseen(BodyMeasures measures, Side side) {
        Optional<Reason> why = measures.observation(Measure.elevation(side)).notAssessable();
        return why.isPresent() && why.get() != Reason.ASLANT;
    }

    private static double followedElevation(BodyMeasures measures) {
        return Math.min(
                measures.followed(Measure.elevation(Side.LEFT)).orElse(0),
                measures.followed(Measure.elevation(Side.RIGHT)).orElse(0));
    }

    private static boolean handsInside(FrameResult result) {
        Pose pose = result.pose().pose().orElseThrow();
        for (Joint joint : new Joint[] {Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW}) {
            Optional<Keypoint> point = pose.keypoint(joint);
            if (point.isEmpty()
                    || point.get().x() < 0
                    || point.get().y() < 0
                    || point.get().x() > result.pose().width()
                    || point.get().y() > result.pose().height()) {
                return false;
            }
        }
        return true;
    }

    private void set(PlacementCheck check, boolean known, boolean right, String advice) {
        CheckState state = !known ? CheckState.WAITING : right ? CheckState.RIGHT : CheckState.WRONG;
        results.put(check, new Result(check, state, state == CheckState.WRONG ? advice : ""));
    }
}

package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Poses of a recording, of which, while the arms hardly move, only every other frame is looked at: a straight line leads from one
 * such pose to the next, and the frame between takes its pose from there. Nothing is foretold, so this is not for live sources:
 * the frame between is given only once the next one is known.
 */
public final class BridgedPoses implements PoseSource {

    /** Frames further apart are all looked at: 20 frames a second or more leave 100 ms between two looks. */
    private static final Duration CLOSE = Duration.ofMillis(51);

    /**
     * Shoulder widths a second, about what the noise of key points makes where nobody moves; a raise takes the elbows at 1 to 2.
     * With 0.6 the beginning of one fast descent in six lay between two looks.
     */
    private static final double HARDLY = 0.3;

    private final FrameSource frames;
    private final PoseEstimator estimator;
    private @Nullable Frame ahead; // fetched, not looked at yet
    private @Nullable CaptureException failure; // to be told once what came before it is given
    private @Nullable PoseFrame next; // looked at, given after the one before it
    private @Nullable PoseFrame last; // looked at
    private boolean resting;

    /** Makes the estimator forget whom it followed in the source before. */
    public BridgedPoses(FrameSource frames, PoseEstimator estimator) {
        this.frames = frames;
        this.estimator = estimator;
        estimator.reset();
    }

    @Override
    public SourceInfo info() {
        return frames.info();
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        PoseFrame known = next;
        if (known != null) {
            next = null;
            return Optional.of(known);
        }
        Optional<Frame> frame = fetch();
        PoseFrame before = last;
        if (frame.isEmpty() || !resting || before == null || isFar(before.at(), frame.get())) {
            return frame.map(this::look);
        }
        ahead = fetchAhead();
        if (ahead == null || isFar(frame.get().at(), ahead)) {
            return frame.map(this::look);
        }
        Frame second = ahead;
        ahead = null;
        PoseFrame after = look(second);
        next = after;
        return Optional.of(bridge(before, frame.get(), after));
    }

    private Optional<Frame> fetch() throws CaptureException {
        Frame fetched = ahead;
        if (fetched != null) {
            ahead = null;
            return Optional.of(fetched);
        }
        if (failure != null) {
            throw failure;
        }
        return frames.next();
    }

    private @Nullable Frame fetchAhead() {
        try {
            return frames.next().orElse(null);
        } catch (CaptureException e) {
            failure = e;
            return null;
        }
    }

    private static boolean isFar(Duration before, Frame frame) {
        Duration apart = frame.at().minus(before);
        return apart.isNegative() || apart.compareTo(CLOSE) > 0;
    }

    private PoseFrame look(Frame frame) {
        PoseFrame seen = PoseFrame.of(frame, estimator.estimate(frame), estimator.crop(frame));
        resting = last != null && hardlyMoves(last, seen);
        last = seen;
        return seen;
    }

    /** Who is there before and after is there between. Who is not seen after may have left already. */
    private PoseFrame bridge(PoseFrame before, Frame frame, PoseFrame after) {
        double share = (frame.at().toNanos() - before.at().toNanos())
                / (double) (after.at().toNanos() - before.at().toNanos());
        Optional<Pose> pose = before.pose()
                .flatMap(one ->
                        after.pose().map(other -> Pose.between(one, other, Double.isFinite(share) ? share : 0)));
        return PoseFrame.of(frame, pose, estimator.crop(frame));
    }

    private static boolean hardlyMoves(PoseFrame before, PoseFrame after) {
        double seconds = after.seconds() - before.seconds();
        if (before.pose().isEmpty() || after.pose().isEmpty() || !(seconds > 0)) {
            return false;
        }
        Pose one = before.pose().get();
        Pose other = after.pose().get();
        Optional<Keypoint> left = other.keypoint(Joint.LEFT_SHOULDER);
        Optional<Keypoint> right = other.keypoint(Joint.RIGHT_SHOULDER);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        double farthest = HARDLY * seconds * left.get().distanceTo(right.get());
        return Joint.ARMS.stream().allMatch(joint -> {
            Optional<Keypoint> then = one.keypoint(joint);
            Optional<Keypoint> now = other.keypoint(joint);
            return then.isPresent() && now.isPresent() && then.get().distanceTo(now.get()) < farthest;
        });
    }

    @Override
    public Optional<String> damage() {
        return frames.damage();
    }

    @Override
    public void close() {
        frames.close();
    }
}

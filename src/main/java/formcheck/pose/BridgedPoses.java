package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Poses of a recording. While the arms hardly move, estimates every other frame only and interpolates the pose of the
 * frame between linearly. Not for live sources, because a frame between is returned only once the next one is estimated.
 */
public final class BridgedPoses implements PoseSource {

    /**
     * Largest interval between two frames that are skipped alternately: at 20 frames a second or more, 100 ms lie
     * between two estimates.
     */
    private static final Duration CLOSE = Duration.ofMillis(51);

    /**
     * Largest speed of the arms at rest, shoulder widths a second. It is about the noise of keypoints of a still
     * person; elbows move at 1 to 2 in a raise. With 0.6, the start of one fast descent in six lay between two
     * estimates.
     */
    private static final double REST_SPEED = 0.3;

    private final FrameSource frames;
    private final PoseEstimator estimator;
    private @Nullable Frame ahead; // fetched, not estimated yet
    private @Nullable CaptureException failure; // thrown once the frames before it are returned
    private @Nullable PoseFrame next; // estimated, returned after the frame before it
    private @Nullable PoseFrame last; // last estimate
    private boolean resting;

    /** Resets the estimator, because it may have followed somebody in another source. */
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
            return frame.map(this::estimate);
        }
        ahead = fetchAhead();
        if (ahead == null || isFar(frame.get().at(), ahead)) {
            return frame.map(this::estimate);
        }
        Frame second = ahead;
        ahead = null;
        PoseFrame after = estimate(second);
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

    private PoseFrame estimate(Frame frame) {
        PoseFrame seen = PoseFrame.of(frame, estimator.estimate(frame), estimator.crop(frame));
        resting = last != null && hardlyMoves(last, seen);
        last = seen;
        return seen;
    }

    /** Interpolates. A person must be in both frames, because somebody who is absent afterwards may have left before. */
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
        double farthest = REST_SPEED * seconds * left.get().distanceTo(right.get());
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

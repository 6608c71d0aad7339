package formcheck.pose;

import formcheck.capture.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Decides, frame by frame, which network looks where: MediaPipe's way of following one person, and besides it a look
 * around for other persons now and then, which changes nothing about the person followed.
 */
final class PersonFollower {
    /** Frames at most so far apart are of one movement: what was found in one is still there in the next. */
    private static final Duration CLOSE = Duration.ofMillis(100);

    /** The first stage, as this class needs it. */
    interface Detector {
        List<Detection> detect(Frame frame);
    }

    /** The second stage, as this class needs it. */
    interface Locator {
        Landmarks locate(Frame frame, Region region);
    }

    private final Detector detector;
    private final Locator locator;
    private final DjlPoseEstimator.Settings settings;
    private final Executor beside;

    private RegionTracker tracker = new RegionTracker();
    private @Nullable Region region;
    private @Nullable Region found; // in the frame before, where the joints were not looked for yet
    private @Nullable LastFrame last;
    private @Nullable Duration searched;
    private Duration lookedAround = Duration.ZERO;
    private List<Pose.Bystander> bystanders = List.of();

    /** What is remembered of the frame before: enough to notice that another source began. */
    private record LastFrame(Duration at, int width, int height) {}

    /** @param beside runs the detector while the locator is at work on the same frame, if it can */
    PersonFollower(Detector detector, Locator locator, DjlPoseEstimator.Settings settings, Executor beside) {
        this.detector = detector;
        this.locator = locator;
        this.settings = settings;
        this.beside = beside;
    }

    void reset() {
        lose();
        last = null;
        searched = null;
    }

    Optional<Pose> follow(Frame frame) {
        if (isOfAnotherSource(frame)) {
            reset();
        }
        boolean close = last != null && frame.at().minus(last.at()).compareTo(CLOSE) <= 0;
        last = new LastFrame(frame.at(), frame.width(), frame.height());
        Region where = region;
        if (where != null && frame.at().minus(lookedAround).compareTo(settings.bystanderInterval()) >= 0) {
            return lookAround(frame, where);
        }
        where = where == null ? newcomer(frame, close) : where;
        return where == null ? Optional.empty() : pose(frame, locator.locate(frame, where), Optional.empty());
    }

    /** Both networks at once, which on two cores takes as long as the slower one. */
    private Optional<Pose> lookAround(Frame frame, Region where) {
        CompletableFuture<List<Detection>> persons =
                CompletableFuture.supplyAsync(() -> detector.detect(frame), beside);
        Landmarks landmarks;
        try {
            landmarks = locator.locate(frame, where);
        } finally {
            persons.handle((seen, failure) -> seen).join(); // whatever comes of it, nothing runs on
        }
        lookedAround = frame.at();
        return pose(frame, landmarks, Optional.of(result(persons)));
    }

    private static List<Detection> result(CompletableFuture<List<Detection>> persons) {
        try {
            return persons.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e;
        }
    }

    /** @param persons who was seen in the frame, if that was looked for */
    private Optional<Pose> pose(Frame frame, Landmarks landmarks, Optional<List<Detection>> persons) {
        if (!(landmarks.presence() >= settings.minimumPresence())) {
            lose();
            return Optional.empty();
        }
        persons.ifPresent(seen -> bystanders =
                Bystanders.beside(landmarks.hipsX(), landmarks.hipsY(), landmarks.topX(), landmarks.topY(), seen));
        Pose pose = new Pose(landmarks.keypoints(), landmarks.world(), Math.min(1, landmarks.presence()), bystanders);
        Region next = tracker.next(landmarks, frame.at());
        if (next.isPlausibleIn(frame.width(), frame.height())) {
            region = next;
        } else {
            lose();
        }
        return Optional.of(pose);
    }

    private boolean isOfAnotherSource(Frame frame) {
        return last != null
                && (frame.at().compareTo(last.at()) < 0
                        || frame.width() != last.width()
                        || frame.height() != last.height());
    }

    private void lose() {
        region = null;
        found = null;
        tracker = new RegionTracker();
        bystanders = List.of();
    }

    /**
     * The region of somebody who was not followed, or null. Both networks on one frame take longer than a usual camera leaves:
     * in a stream whoever is found is looked at in the next frame.
     */
    private @Nullable Region newcomer(Frame frame, boolean close) {
        if (close && found != null) {
            Region waiting = found;
            found = null;
            return waiting;
        }
        Region seen = search(frame);
        found = close ? seen : null;
        return close ? null : seen;
    }

    /** The region of the person to follow, the surest one, or null if nobody is there or it is not yet time to look. */
    private @Nullable Region search(Frame frame) {
        if (searched != null && frame.at().minus(searched).compareTo(settings.searchInterval()) < 0) {
            return null;
        }
        searched = frame.at();
        List<Detection> persons = detector.detect(frame);
        if (persons.isEmpty()) {
            return null;
        }
        Detection followed = persons.get(0);
        lookedAround = frame.at();
        bystanders = Bystanders.beside(followed.hipsX(), followed.hipsY(), followed.topX(), followed.topY(), persons);
        Region around = followed.region();
        return around.isPlausibleIn(frame.width(), frame.height()) ? around : null;
    }
}

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
 * Decides for each frame which network runs on which region, as MediaPipe follows one person. Also runs the detector on
 * the whole frame at intervals to find other persons, which does not affect the followed person.
 */
final class PersonFollower {
    /** Largest interval between two frames of one movement: a region found in one is still valid in the next. */
    private static final Duration CLOSE = Duration.ofMillis(100);

    /** The first stage. */
    interface Detector {
        List<Detection> detect(Frame frame);
    }

    /** The second stage. */
    interface Locator {
        Landmarks locate(Frame frame, Region region);
    }

    private final Detector detector;
    private final Locator locator;
    private final DjlPoseEstimator.Settings settings;
    private final Executor beside;

    private RegionTracker tracker = new RegionTracker();
    private @Nullable Region region;
    private @Nullable Region found; // in the frame before, joints not located yet
    private @Nullable LastFrame last;
    private @Nullable Duration searched;
    private Duration checkedForOthers = Duration.ZERO;
    private List<Pose.Bystander> bystanders = List.of();

    /** The frame before, to notice that another source began. */
    private record LastFrame(Duration at, int width, int height) {}

    /** @param beside runs the detector in parallel with the locator on the same frame */
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
        if (where != null && frame.at().minus(checkedForOthers).compareTo(settings.bystanderInterval()) >= 0) {
            return locateAndDetect(frame, where);
        }
        where = where == null ? newcomer(frame, close) : where;
        return where == null ? Optional.empty() : pose(frame, locator.locate(frame, where), Optional.empty());
    }

    /** Runs both networks in parallel. On two cores that takes as long as the slower one. */
    private Optional<Pose> locateAndDetect(Frame frame, Region where) {
        CompletableFuture<List<Detection>> persons =
                CompletableFuture.supplyAsync(() -> detector.detect(frame), beside);
        Landmarks landmarks;
        try {
            landmarks = locator.locate(frame, where);
        } finally {
            persons.handle((seen, failure) -> seen).join(); // the detector must not run on after a failure
        }
        checkedForOthers = frame.at();
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

    /** @param persons detected in the frame, if the detector ran */
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
     * Returns the region of a person who is not followed yet, or null. Both networks on one frame take longer than
     * the frame interval of an ordinary camera, so in a stream the joints are located in the next frame.
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

    /** Returns the region of the person with the highest score; null if there is nobody or the next search is not due. */
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
        checkedForOthers = frame.at();
        bystanders = Bystanders.beside(followed.hipsX(), followed.hipsY(), followed.topX(), followed.topY(), persons);
        Region around = followed.region();
        return around.isPlausibleIn(frame.width(), frame.height()) ? around : null;
    }
}

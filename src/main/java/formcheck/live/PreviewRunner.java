package formcheck.live;

import formcheck.capture.Frame;
import formcheck.capture.PushedFrames;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.ExerciseFile;
import formcheck.guide.PlacementPreview;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseEstimator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges where the camera of a page, or the phone, stands, while its start page is shown. Begins no session and stores nothing. Belongs to
 * the thread of the feed, except {@link #images}.
 */
final class PreviewRunner {
    private final SerialExecutor live;
    private final ExerciseFile exercises;
    private final Engine engine;
    private final ActivePage active;
    private @Nullable SourceSpec wanted;
    private @Nullable LiveRun run;
    private long number;

    private final ImageEntry images = new ImageEntry();

    PreviewRunner(SerialExecutor live, ExerciseFile exercises, Engine engine, ActivePage active) {
        this.live = live;
        this.exercises = exercises;
        this.engine = engine;
        this.active = active;
    }

    /** Begins the preview of a camera as soon as the engine is ready. */
    void begin(SourceSpec.Browser camera) {
        wanted = camera;
        open();
    }

    /** Begins the preview of the phone as soon as the engine is ready. Shows the page its images. */
    void begin(SourceSpec.Phone camera) {
        wanted = camera;
        open();
    }

    /** Returns whether the phone is previewed. */
    boolean wantsPhone() {
        return wanted instanceof SourceSpec.Phone;
    }

    /** The phone's camera is open, or open in another shape: begins again if the phone is previewed. */
    void phoneOpened(SourceSpec.Phone camera) {
        if (wantsPhone()) {
            end();
            begin(camera);
        }
    }

    /** Opens the wanted camera unless it is open already. Does nothing without an engine. */
    void open() {
        Optional<PoseEstimator> estimator = engine.estimator();
        if (run != null || wanted == null || estimator.isEmpty()) {
            return;
        }
        LiveRun next = new LiveRun(
                wanted, Duration.ZERO, exercises.variant(), estimator.get(), Optional.empty(), new Results(++number));
        run = next;
        images.lead(next);
        next.start();
    }

    /** Ends the preview, if there is one. */
    void end() {
        LiveRun running = run;
        wanted = null;
        run = null;
        images.close();
        number++;
        if (running != null) {
            running.stop();
        }
    }

    /** Returns where images of the browser's camera or of the phone come in. Thread-safe. */
    ImageEntry images() {
        return images;
    }

    /** Shows the page what is judged, as long as this preview lasts. */
    private final class Results implements LiveRun.RunListener {
        private final long own;
        private final PlacementPreview preview = new PlacementPreview();

        Results(long own) {
            this.own = own;
        }

        @Override
        public void result(FrameResult result, Optional<PushedFrames.Arrival> arrival, long busy, long judged) {
            PlacementPreview.PlacementView view = preview.see(result);
            live.execute(() -> {
                if (own == number) {
                    arrival.ifPresent(in -> active.showNewest(() -> new PageView.JudgedPlacement(view, in.sequence())));
                }
            });
        }

        @Override
        public void image(long frame, byte[] jpeg) {
            if (images.isOpen()) {
                active.showNewest(frame, jpeg);
            }
        }

        @Override
        public void taken(Frame frame) {}

        @Override
        public void opened(SourceInfo info) {}

        @Override
        public void failed() {}

        @Override
        public void ended(Optional<String> problem) {}
    }
}

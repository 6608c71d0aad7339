package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs BlazePose as MediaPipe does: a detector finds the person, a landmark model the joints, and the region of the next
 * frame follows from them without the detector, until the person is lost. Unlike MediaPipe, it detects a person in one
 * frame of a stream and locates the joints in the next, so that no frame waits for both networks.
 */
public final class DjlPoseEstimator implements PoseEstimator {

    /**
     * Settings of the estimator.
     *
     * @param form of the weights; the detector has no 8-bit form
     * @param minimumScore smallest score of a detection, 0 to 1
     * @param minimumPresence smallest presence of the followed person, 0 to 1
     * @param searchInterval shortest time between two searches while nobody is followed; shorter than the 33 ms of an
     *     ordinary camera, so that it skips frames of faster cameras only
     * @param bystanderInterval time between two searches for other persons while somebody is followed
     */
    public record Settings(
            ModelForm form,
            double minimumScore,
            double minimumPresence,
            Duration searchInterval,
            Duration bystanderInterval) {

        public static final Settings DEFAULT =
                new Settings(ModelForm.FASTEST, 0.5, 0.5, Duration.ofMillis(30), Duration.ofSeconds(1));

        /** Returns the default settings with another form of the weights. */
        public static Settings of(ModelForm form) {
            return new Settings(
                    form,
                    DEFAULT.minimumScore,
                    DEFAULT.minimumPresence,
                    DEFAULT.searchInterval,
                    DEFAULT.bystanderInterval);
        }

        public Settings {
            if (!(minimumScore > 0 && minimumScore <= 1 && minimumPresence > 0 && minimumPresence <= 1)) {
                throw new IllegalArgumentException("a probability lies between 0 and 1");
            }
            if (searchInterval.isNegative() || bystanderInterval.isNegative()) {
                throw new IllegalArgumentException("an interval is never negative");
            }
        }
    }

    private final PersonDetector detector;
    private final Models models;
    private final Settings settings;
    private final CropEncoder encoder;
    private final ExecutorService beside;
    private final PersonFollower follower;
    private volatile LandmarkLocator locator;
    private volatile String modelId;
    private @Nullable LandmarkLocator loaded; // the faster one, until it is used; guarded by this
    private volatile boolean closed;

    private DjlPoseEstimator(
            PersonDetector detector,
            LandmarkLocator locator,
            CropEncoder encoder,
            ExecutorService beside,
            Models models,
            Settings settings) {
        this.models = models;
        this.settings = settings;
        this.modelId = models.landmarks().id();
        this.encoder = encoder;
        this.detector = detector;
        this.locator = locator;
        this.beside = beside;
        this.follower = new PersonFollower(detector::detect, this::locate, settings, beside);
    }

    /** Opens a model with the default settings. */
    static DjlPoseEstimator open(ModelCatalog catalog, String model) throws ModelException {
        return open(catalog, model, Settings.DEFAULT);
    }

    /** Opens a model without reporting progress. */
    static DjlPoseEstimator open(ModelCatalog catalog, String model, Settings settings) throws ModelException {
        return open(catalog, model, settings, done -> {});
    }

    /**
     * Verifies, loads and warms up a landmark model, the detector that it names, and the posture networks, in parallel where
     * possible.
     *
     * @param model as the user names it: see {@link ModelCatalog#landmarks}
     * @param progress receives the share that is loaded, 0 to 1, in the calling thread
     * @throws ModelException if a model is missing, wrong or does not run here
     */
    public static DjlPoseEstimator open(ModelCatalog catalog, String model, Settings settings, DoubleConsumer progress)
            throws ModelException {
        Loading<PytorchRuntime> engine = Loading.of("engine", PytorchRuntime::start);
        Loading<?> images = Loading.of("opencv", () -> {
            OpenCv.load();
            return OpenCv.class;
        });
        try {
            PoseModel landmarks = catalog.landmarks(model);
            Models models = new Models(
                    landmarks,
                    catalog.fasterThan(landmarks),
                    catalog.detectorOf(landmarks),
                    catalog.posture(),
                    catalog.headCheck());
            return open(engine, models, settings, progress);
        } finally {
            // The program must not exit because of an error while a library is being loaded.
            engine.discard(runtime -> {});
            images.discard(library -> {});
        }
    }

    /** The models of one estimator; {@code faster} may replace {@code landmarks}. */
    private record Models(
            PoseModel landmarks,
            Optional<PoseModel> faster,
            PoseModel persons,
            PostureModel posture,
            HeadModel headCheck) {}

    private static DjlPoseEstimator open(
            Loading<PytorchRuntime> engine, Models models, Settings settings, DoubleConsumer progress)
            throws ModelException {
        ExecutorService beside = newBeside();
        Loading<PersonDetector> detector = Loading.of(
                "detector", () -> PersonDetector.open(models.persons(), settings.form(), settings.minimumScore()));
        Loading<LandmarkLocator> locator =
                Loading.of("landmarks", () -> LandmarkLocator.open(models.landmarks(), settings.form()));
        Loading<CropEncoder> encoder =
                Loading.of("posture", () -> CropEncoder.open(models.posture().crop(), settings.form()));
        try {
            engine.result();
            progress.accept(0.5); // unpacking and starting the engine takes about half of the time
            PersonDetector finds = detector.result();
            progress.accept(0.75);
            LandmarkLocator locates = locator.result();
            CropEncoder encodes = encoder.result();
            progress.accept(1);
            return new DjlPoseEstimator(finds, locates, encodes, beside, models, settings);
        } catch (ModelException | RuntimeException e) {
            detector.discard(PersonDetector::close);
            locator.discard(LandmarkLocator::close);
            encoder.discard(CropEncoder::close);
            beside.shutdown();
            throw e;
        }
    }

    /**
     * Returns an estimator of the same models in memory, for another thread: neither waits for the other.
     *
     * @throws IllegalStateException if this is closed or has changed to another model
     */
    public synchronized DjlPoseEstimator another() {
        refuseIfClosed();
        if (!modelId.equals(models.landmarks().id())) {
            throw new IllegalStateException("it runs " + modelId + " now");
        }
        return new DjlPoseEstimator(
                detector.another(), locator.another(), encoder.another(), newBeside(), models, settings);
    }

    private static ExecutorService newBeside() {
        return Executors.newSingleThreadExecutor(DjlPoseEstimator::besideThread);
    }

    private static Thread besideThread(Runnable work) {
        Thread thread = new Thread(work, "formcheck-pose-beside");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Optional<Pose> estimate(Frame frame) {
        refuseIfClosed();
        synchronized (this) {
            refuseIfClosed();
            return follower.follow(frame);
        }
    }

    private Landmarks locate(Frame frame, Region region) {
        return locator.locate(frame, region);
    }

    @Override
    public Optional<Runnable> loadFaster() throws ModelException {
        Optional<PoseModel> faster = models.faster();
        if (faster.isEmpty() || modelId.equals(faster.get().id())) {
            return Optional.empty();
        }
        LandmarkLocator next = LandmarkLocator.open(faster.get(), settings.form());
        synchronized (this) {
            if (closed || loaded != null) {
                next.close();
                return Optional.empty();
            }
            loaded = next;
        }
        return Optional.of(this::useFaster);
    }

    /** The region of the followed person stays, so that the next frame is located in it. */
    private synchronized void useFaster() {
        if (loaded != null && !closed) {
            LandmarkLocator before = locator;
            locator = loaded;
            loaded = null;
            modelId = models.faster().orElseThrow().id();
            before.close();
        }
    }

    /** Returns the id of the landmark model that runs. */
    public String modelId() {
        return modelId;
    }

    /** Returns the weights file of the landmark model that runs. The machine decides which form it is. */
    public PoseModel.Weights weights() {
        return locator.weights();
    }

    @Override
    public Optional<PostureModel> posture() {
        return Optional.of(models.posture());
    }

    @Override
    public Optional<HeadModel> headCheck() {
        return Optional.of(models.headCheck());
    }

    @Override
    public Optional<UpperBodyCrop> crop(Frame frame) {
        return Optional.of(encoder.crop(frame));
    }

    @Override
    public synchronized void reset() {
        follower.reset();
        encoder.forget();
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            beside.shutdown();
            locator.close();
            if (loaded != null) {
                loaded.close();
            }
            detector.close();
            encoder.close();
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new IllegalStateException("the pose estimator is closed");
        }
    }
}

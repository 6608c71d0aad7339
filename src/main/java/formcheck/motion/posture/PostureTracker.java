package formcheck.motion.posture;

import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.PostureModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Judges posture from frame to frame, compared with the person's own calibration. Probabilities of several frames are not combined
 * into a higher one: errors depend on pose and person, and do not average out.
 *
 * <p>For one thread, except {@link #calibrateSoon}, {@link #addContrast}, {@link #prove} and {@link #forgetSoon}.
 */
public final class PostureTracker {

    /** Elevation from which arms count as raised, 1 for 90 degrees. Features are computed, and raises calibrated, from here on. */
    public static final double RAISED = 0.6;

    /** Least elevation above that of a reference with low arms, 1 for 90 degrees: the range in which it was measured. */
    private static final double RISE = 0.2;

    /** Id of the target of scapular retraction. */
    private static final String BLADES = "blades";

    /** Least retraction in the calibration raise from which a share is computed, centimetres. Chosen, no data. */
    private static final double LEAST_SQUEEZE = 1.5;

    private final PostureJudge judge;
    private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
    private final Map<CalibrationStep, List<PostureCalibration.Sample>> steps = new EnumMap<>(CalibrationStep.class);
    private final ShownContrasts contrasts = new ShownContrasts();
    private final PostureSampler sampler = new PostureSampler();
    private PostureCalibration calibration = PostureCalibration.NONE;
    private OptionalDouble mostSqueeze = OptionalDouble.empty();

    private PostureTracker(PostureJudge judge) {
        this.judge = judge;
    }

    /**
     * Opens a tracker without a calibration.
     *
     * @throws ModelException if the model's weights are missing or wrong
     */
    public static PostureTracker open(PostureModel model) throws ModelException {
        return new PostureTracker(PostureJudge.open(model));
    }

    /**
     * Opens a tracker for the poses of an estimator; empty if it has no model of posture.
     *
     * @throws ModelException if the model's weights are missing or wrong
     */
    public static Optional<PostureTracker> of(PoseEstimator estimator) throws ModelException {
        Optional<PostureModel> model = estimator.posture();
        return model.isPresent() ? Optional.of(open(model.get())) : Optional.empty();
    }

    /**
     * {@link #calibrate}, from any thread. Takes effect before the next frame is judged, in the thread that judges.
     *
     * @param frames as for {@link #calibrate}
     */
    public void calibrateSoon(CalibrationStep step, List<PoseFrame> frames) {
        List<PoseFrame> copy = List.copyOf(frames);
        pending.add(() -> calibrate(step, copy));
    }

    /**
     * Adds a posture of a contrast, from any thread. If the posture is also a sample of a calibration step, it calibrates from then
     * on, beside the frames of that step.
     *
     * @param frames with raised arms, in order; only their samples are kept
     */
    public void addContrast(ShownPose pose, List<PoseFrame> frames) {
        List<PoseFrame> shown = List.copyOf(frames);
        pending.add(() -> {
            contrasts.put(pose, samples(shown, true));
            recalibrate();
        });
    }

    /**
     * Compares each verdict with the contrasts that were shown, from any thread. Every raise is judged by a calibration without it.
     * Runs in the thread that judges, before the next frame.
     *
     * @param limit of each contrast: the probability from which its verdict is given
     * @param result takes the verdicts, in the thread that judges
     */
    public void prove(ToDoubleFunction<Contrast> limit, Consumer<List<ProvenVerdict>> result) {
        pending.add(() -> result.accept(ProvenVerdicts.of(contrasts.leaveOneOut(steps, judge::judge), limit)));
    }

    /** Runs what other threads have asked for, if no frame follows. */
    public void runPending() {
        for (Runnable work = pending.poll(); work != null; work = pending.poll()) {
            work.run();
        }
    }

    /** {@link #forget()}, from any thread. */
    public void forgetSoon() {
        pending.add(this::forget);
    }

    /** Drops the calibration, because camera or chair were moved, or another person sits there. */
    public void forget() {
        steps.clear();
        contrasts.clear();
        calibration = PostureCalibration.NONE;
        sampler.forget();
        mostSqueeze = OptionalDouble.empty();
    }

    /** Whether the model answers a question at any level of calibration. */
    public boolean answers(String question) {
        return judge.answers(question);
    }

    /** How certain it is that the reference is sitting tall, 0 to 1; 1 if it was asked for. Empty without a reference. */
    public OptionalDouble tallCertainty() {
        return reference().map(step -> OptionalDouble.of(step.certainty())).orElse(OptionalDouble.empty());
    }

    /** The most certain reference of sitting tall. */
    private Optional<CalibrationStep> reference() {
        return CalibrationStep.REFERENCES.stream().filter(this::has).findFirst();
    }

    /** Whether there are samples of a step. */
    public boolean has(CalibrationStep step) {
        return !steps.getOrDefault(step, List.of()).isEmpty();
    }

    /**
     * Takes the frames of a calibration step, in place of earlier ones. A reference of sitting tall comes first, because it gives the
     * scale of the image's crop. A less certain reference never replaces a more certain one.
     *
     * @param frames of the step; of a raise only those with raised arms are used
     * @return whether there was a usable frame
     */
    public boolean calibrate(CalibrationStep step, List<PoseFrame> frames) {
        boolean isReference = step.isReference();
        if (isReference) {
            if (reference().filter(step::isLessCertainThan).isPresent()) {
                return false;
            }
            if (step == CalibrationStep.TALL) {
                forget();
            }
            CalibrationStep.REFERENCES.forEach(steps::remove);
            sampler.measure(frames);
        }
        List<PostureCalibration.Sample> samples = step == CalibrationStep.LOW_ARMS
                ? sampler.samples(frames, elevation -> true)
                : samples(frames, !isReference);
        if (samples.isEmpty()) {
            return false;
        }
        steps.put(step, samples);
        recalibrate();
        return true;
    }

    private List<PostureCalibration.Sample> samples(List<PoseFrame> frames, boolean raised) {
        return sampler.samples(frames, elevation -> raised == (elevation >= RAISED));
    }

    private void recalibrate() {
        calibration = contrasts.calibration(steps, Optional.empty());
        mostSqueeze = mostSqueeze();
    }

    /**
     * Judges one frame. Empty without a whole body, and without a reference of sitting tall: people differ more from each other than
     * posture changes anything.
     */
    public Optional<PostureReading> track(PoseFrame frame) {
        runPending();
        Optional<double[]> cues = frame.pose().flatMap(PostureCues::of);
        if (cues.isEmpty() || reference().isEmpty()) {
            return Optional.empty();
        }
        double elevation = cues.get()[PostureCues.ELEVATION];
        if (elevation < calibration.lowArms().orElse(Double.NEGATIVE_INFINITY) + RISE) {
            return Optional.empty();
        }
        boolean raised = elevation >= RAISED;
        Optional<float[]> features = raised ? sampler.features(frame) : Optional.empty();
        PostureCalibration.Sample sample = new PostureCalibration.Sample(cues.get(), features);
        return judge.judge(sample, calibration).map(reading -> raised ? withShare(reading) : reading);
    }

    private PostureReading withShare(PostureReading reading) {
        Double blades = reading.estimates().get(BLADES);
        return blades == null || mostSqueeze.isEmpty()
                ? reading
                : reading.withSqueezeShare(Math.max(0, blades / mostSqueeze.getAsDouble()));
    }

    /** Median retraction over the calibration raise, centimetres; empty below {@link #LEAST_SQUEEZE}. */
    private OptionalDouble mostSqueeze() {
        double[] shown = Stream.concat(
                        steps.getOrDefault(CalibrationStep.MAX_RETRACTION, List.of()).stream(),
                        contrasts.samples(CalibrationStep.MAX_RETRACTION).stream())
                .flatMap(sample -> judge.judge(sample, calibration).stream())
                .flatMap(reading -> Optional.ofNullable(reading.estimates().get(BLADES)).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double median = Median.withDefaults().evaluate(shown); // NaN of an empty array
        return median >= LEAST_SQUEEZE ? OptionalDouble.of(median) : OptionalDouble.empty();
    }
}

package formcheck.motion.posture;

import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.PostureModel;
import java.util.ArrayDeque;
import java.util.Deque;
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
 * Judges posture from frame to frame, against what it was taught of the person. One frame's probabilities are never joined
 * into a greater certainty: errors depend on pose and person, and do not average out.
 *
 * <p>For one thread, except {@link #teach}, {@link #show}, {@link #prove} and {@link #forgetSoon}.
 */
public final class PostureTracker {

    /** What a person shows before a set. */
    public enum CalibrationStep {
        /** Sitting tall and still, arms down, as asked. */
        TALL,
        /** Sitting still, arms down, unasked: stands for sitting tall where that was not shown. */
        STILL,
        /** Arms that hang for a moment: stands for it where not even that is known, and with less certainty. */
        RESTS,
        /** The lowest arms of a repetition in which they never hang: only what changes from there to the top is told. */
        LOW_ARMS,
        /** A slow raise with the elbows as far back and the shoulder blades as close as they go. */
        MAX_RETRACTION,
        /** A slow raise with the elbows forward. */
        FORWARD
    }

    /** Raised arms, 1 for 90 degrees: where looks are worth their time, and raises are learned. */
    public static final double RAISED = 0.6;

    /** What tells how the person sits tall, the surest first. */
    static final List<CalibrationStep> TALLS =
            List.of(CalibrationStep.TALL, CalibrationStep.STILL, CalibrationStep.RESTS, CalibrationStep.LOW_ARMS);

    /** How well sitting tall is known unasked: more than half from stillness, less from rests; only their order means something. */
    private static final double UNASKED = 0.75;

    private static final double FROM_RESTS = 0.25;

    private static final double FROM_LOW_ARMS = 0.1;

    /** How much higher than in the reference arms are where low arms are the reference, 1 for 90 degrees: as it was measured. */
    private static final double RISE = 0.2;

    private static final String BLADES = "blades";

    /** Shown less of it, there is no range to take a share of, centimetres. */
    private static final double LEAST_SQUEEZE = 1.5;

    /** Frames with raised arms whose median counts as a range: half a second at 30 frames a second. */
    private static final int EXCEEDED_FRAMES = 15;

    private final PostureJudge judge;
    private final Queue<Runnable> handedOver = new ConcurrentLinkedQueue<>();
    private final Map<CalibrationStep, List<PostureCalibration.Sample>> learned = new EnumMap<>(CalibrationStep.class);
    private final ShownContrasts contrasts = new ShownContrasts();
    private final PostureSampler sampler = new PostureSampler();
    private PostureCalibration calibration = PostureCalibration.NONE;
    private OptionalDouble mostSqueeze = OptionalDouble.empty();
    private final Deque<Double> ofLate = new ArrayDeque<>();

    private PostureTracker(PostureJudge judge) {
        this.judge = judge;
    }

    /**
     * A tracker that knows nobody yet.
     *
     * @throws ModelException if the model's weights are missing or wrong
     */
    public static PostureTracker open(PostureModel model) throws ModelException {
        return new PostureTracker(PostureJudge.open(model));
    }

    /**
     * A tracker for what an estimator sees; empty if it has no model of posture.
     *
     * @throws ModelException if the model's weights are missing or wrong
     */
    public static Optional<PostureTracker> of(PoseEstimator estimator) throws ModelException {
        Optional<PostureModel> model = estimator.posture();
        return model.isPresent() ? Optional.of(open(model.get())) : Optional.empty();
    }

    /**
     * Hands over a lesson from any thread. It is learned before the next frame is judged, in the thread that judges.
     *
     * @param frames as for {@link #learn}
     */
    public void teach(CalibrationStep lesson, List<PoseFrame> frames) {
        List<PoseFrame> taught = List.copyOf(frames);
        handedOver.add(() -> learn(lesson, taught));
    }

    /**
     * Hands over a posture that was shown, from any thread. Where it is a sample of a lesson it calibrates from then on, too,
     * beside what that lesson has taught.
     *
     * @param frames with raised arms, in their order; each is turned into few numbers, and its picture is not kept
     */
    public void show(ShownPose pose, List<PoseFrame> frames) {
        List<PoseFrame> shown = List.copyOf(frames);
        handedOver.add(() -> {
            contrasts.put(pose, samples(shown, true));
            recalibrate();
        });
    }

    /**
     * Tells, in the thread that judges and before the next frame is, how right each verdict is about what was shown: every raise
     * is judged by a calibration that leaves it out. From any thread.
     *
     * @param limit of each contrast: the chance from which its verdict is told
     * @param found takes it, in the thread that judges
     */
    public void prove(ToDoubleFunction<Contrast> limit, Consumer<List<ProvenVerdict>> found) {
        handedOver.add(() -> found.accept(ProvenVerdicts.of(contrasts.leaveOneOut(learned, judge::judge), limit)));
    }

    /** Does what was handed over, where no frame comes that would have it done. */
    public void settle() {
        for (Runnable work = handedOver.poll(); work != null; work = handedOver.poll()) {
            work.run();
        }
    }

    /** {@link #forget()}, from any thread. */
    public void forgetSoon() {
        handedOver.add(this::forget);
    }

    /** Forgets the person: camera or chair were moved, or somebody else sits there. */
    public void forget() {
        learned.clear();
        contrasts.clear();
        calibration = PostureCalibration.NONE;
        sampler.forget();
        ofLate.clear();
        mostSqueeze = OptionalDouble.empty();
    }

    /** Whether a question is answered at all, whatever the person shows. */
    public boolean answers(String question) {
        return judge.answers(question);
    }

    /** How well it is known how the person sits tall: 1 if they were asked to, less if they were not; empty if it is not known. */
    public OptionalDouble tallKnown() {
        return tall().map(lesson -> OptionalDouble.of(
                        switch (lesson) {
                            case TALL -> 1;
                            case STILL -> UNASKED;
                            case RESTS -> FROM_RESTS;
                            default -> FROM_LOW_ARMS;
                        }))
                .orElse(OptionalDouble.empty());
    }

    /** The surest lesson that tells how the person sits tall. */
    private Optional<CalibrationStep> tall() {
        return TALLS.stream().filter(this::knows).findFirst();
    }

    /** Whether a lesson has been learned. */
    public boolean knows(CalibrationStep lesson) {
        return !learned.getOrDefault(lesson, List.of()).isEmpty();
    }

    /**
     * Learns a lesson, in place of what was learned in it before. Sitting tall comes first, for it gives the scale at which
     * the shoulders are looked at. What is less sure never takes the place of what is surer.
     *
     * @param frames of the lesson; of the raises only those with raised arms count
     * @return whether there was anything to learn
     */
    public boolean learn(CalibrationStep lesson, List<PoseFrame> frames) {
        boolean tall = TALLS.contains(lesson);
        if (tall) {
            if (tall().filter(known -> TALLS.indexOf(known) < TALLS.indexOf(lesson))
                    .isPresent()) {
                return false;
            }
            if (lesson == CalibrationStep.TALL) {
                forget();
            }
            TALLS.forEach(learned::remove);
            sampler.measure(frames);
        }
        List<PostureCalibration.Sample> samples = lesson == CalibrationStep.LOW_ARMS
                ? sampler.samples(frames, elevation -> true)
                : samples(frames, !tall);
        if (samples.isEmpty()) {
            return false;
        }
        learned.put(lesson, samples);
        recalibrate();
        return true;
    }

    private List<PostureCalibration.Sample> samples(List<PoseFrame> frames, boolean raised) {
        return sampler.samples(frames, elevation -> raised == (elevation >= RAISED));
    }

    private void recalibrate() {
        ofLate.clear();
        calibration = contrasts.calibration(learned, Optional.empty());
        mostSqueeze = mostSqueeze();
    }

    /**
     * What a frame says of posture; empty without a whole body, and as long as it is not known how this one sits tall (people differ
     * more from each other than posture moves anything).
     */
    public Optional<PostureReading> track(PoseFrame frame) {
        settle();
        Optional<double[]> cues = frame.pose().flatMap(PostureCues::of);
        if (cues.isEmpty() || tall().isEmpty()) {
            return Optional.empty();
        }
        double elevation = cues.get()[PostureCues.ELEVATION];
        if (elevation < calibration.lowArms().orElse(Double.NEGATIVE_INFINITY) + RISE) {
            return Optional.empty();
        }
        boolean raised = elevation >= RAISED;
        Optional<float[]> look = raised ? sampler.look(frame) : Optional.empty();
        PostureCalibration.Sample sample = new PostureCalibration.Sample(cues.get(), look);
        return judge.judge(sample, calibration).map(reading -> raised ? withShare(reading) : reading);
    }

    private PostureReading withShare(PostureReading reading) {
        Double blades = reading.estimates().get(BLADES);
        return blades == null || mostSqueeze.isEmpty()
                ? reading
                : new PostureReading(
                        reading.estimates(),
                        reading.byKeyPoints(),
                        reading.chances(),
                        reading.disputed(),
                        reading.unlike(),
                        reading.unasked(),
                        reading.unchanged(),
                        OptionalDouble.of(shareOf(blades)));
    }

    /** Share of the range that the person showed, 0 to 1. A range that is exceeded for a while is learned anew. */
    private double shareOf(double blades) {
        ofLate.add(blades);
        if (ofLate.size() > EXCEEDED_FRAMES) {
            ofLate.removeFirst();
        }
        if (ofLate.size() == EXCEEDED_FRAMES) {
            double lately = Median.withDefaults()
                    .evaluate(ofLate.stream().mapToDouble(Double::doubleValue).toArray());
            mostSqueeze = OptionalDouble.of(Math.max(mostSqueeze.orElseThrow(), lately));
        }
        return Math.min(1, Math.max(0, blades / mostSqueeze.orElseThrow()));
    }

    /** The squeeze that the person showed: the median over the raise's frames; empty if there was none to speak of. */
    private OptionalDouble mostSqueeze() {
        double[] shown = Stream.concat(
                        learned.getOrDefault(CalibrationStep.MAX_RETRACTION, List.of()).stream(),
                        contrasts.samples(CalibrationStep.MAX_RETRACTION).stream())
                .flatMap(sample -> judge.judge(sample, calibration).stream())
                .flatMap(reading -> Optional.ofNullable(reading.estimates().get(BLADES)).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double median = Median.withDefaults().evaluate(shown);
        return median >= LEAST_SQUEEZE ? OptionalDouble.of(median) : OptionalDouble.empty();
    }
}

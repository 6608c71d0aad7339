package formcheck.motion;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;

/** Measures a {@link Baseline} as soon as a person has sat still with the arms down for some seconds. */
public final class BaselineMeter {
    /** Does not copy its arrays: each is used once. */
    private static final Median MEDIAN = Median.withDefaults().withCopy(false);

    /**
     * @param seconds of sitting still
     * @param still greatest movement of the shoulders meanwhile, shoulder widths
     * @param armsDown elevation below which the arms rest, degrees
     * @param gap longest time between two frames, seconds
     */
    public record Parameters(double seconds, double still, double armsDown, double gap) {
        private static final double SECONDS = 2.5; // chosen, no data
        private static final double STILL = 0.09; // chosen, no data
        private static final double ARMS_DOWN = 60; // chosen, no data
        private static final double GAP = 0.5; // chosen, no data

        public static final Parameters DEFAULT = new Parameters(SECONDS, STILL, ARMS_DOWN, GAP);
    }

    /** Reasons that do not prevent a baseline: it needs the shoulders only. */
    private static final Set<Reason> TOLERABLE = EnumSet.of(
            Reason.ELBOWS_OUTSIDE,
            Reason.ELBOWS_HIDDEN,
            Reason.ASLANT,
            Reason.HIPS_OUTSIDE,
            Reason.OTHER_PERSON,
            Reason.CAMERA_TOO_HIGH,
            Reason.CAMERA_TOO_LOW,
            Reason.FRAME_RATE_TOO_LOW);

    private record BaselineSample(double at, double x, double y, double width, OptionalDouble eyes, double elevation) {}

    private final Parameters parameters;
    private final ArrayDeque<BaselineSample> samples = new ArrayDeque<>();

    public BaselineMeter(Parameters parameters) {
        this.parameters = parameters;
    }

    public BaselineMeter() {
        this(Parameters.DEFAULT);
    }

    /** Share of the still time that has passed, 0 to 1. */
    public double progress() {
        return samples.isEmpty() ? 0 : Math.min(1, (samples.getLast().at - samples.getFirst().at) / parameters.seconds);
    }

    /** Processes one frame and returns the baseline once it is complete. A movement starts it anew. */
    public Optional<Baseline> track(BodyMeasures frame) {
        OptionalDouble x = frame.seen(Measure.SHOULDERS_X);
        OptionalDouble y = frame.seen(Measure.SHOULDERS_Y);
        OptionalDouble width = frame.seen(Measure.SHOULDER_WIDTH);
        double elevation = Math.max(
                frame.followed(Measure.LEFT_ELEVATION).orElse(0),
                frame.followed(Measure.RIGHT_ELEVATION).orElse(0));
        boolean usable = TOLERABLE.containsAll(frame.reasons()) && frame.continuous();
        if (!usable || x.isEmpty() || y.isEmpty() || width.isEmpty() || elevation > parameters.armsDown) {
            reset();
            return Optional.empty();
        }
        BaselineSample sample = new BaselineSample(
                frame.seconds(),
                x.getAsDouble(),
                y.getAsDouble(),
                width.getAsDouble(),
                frame.seen(Measure.EYE_DISTANCE),
                elevation);
        if (!samples.isEmpty() && sample.at - samples.getLast().at > parameters.gap) {
            reset();
        }
        samples.add(sample);
        double far = parameters.still * median(s -> s.width);
        double middleX = median(BaselineSample::x);
        double middleY = median(BaselineSample::y);
        while (!samples.isEmpty() && Math.hypot(samples.getFirst().x - middleX, samples.getFirst().y - middleY) > far) {
            samples.removeFirst();
        }
        if (Math.hypot(sample.x - middleX, sample.y - middleY) > far) {
            reset();
        }
        return progress() < 1 ? Optional.empty() : Optional.of(baseline(middleX, middleY));
    }

    /** Starts anew. */
    public void reset() {
        samples.clear();
    }

    private Baseline baseline(double x, double y) {
        double[] eyes = samples.stream()
                .filter(s -> s.eyes.isPresent())
                .mapToDouble(s -> s.eyes.getAsDouble())
                .toArray();
        return new Baseline(
                x,
                y,
                median(BaselineSample::width),
                eyes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(MEDIAN.evaluate(eyes)),
                median(BaselineSample::elevation));
    }

    private double median(ToDoubleFunction<BaselineSample> value) {
        return MEDIAN.evaluate(samples.stream().mapToDouble(value).toArray());
    }
}

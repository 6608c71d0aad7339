package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The person's own posture, with which later frames are compared: sitting tall, a raise with the most scapular retraction, and a
 * raise with the elbows forward. Each step may be missing; probabilities are lower without it.
 *
 * <p>Features are the networks' embedding of the upper body's image. Frames without an image, or without a face in it, have none.
 */
public final class PostureCalibration {

    /** Standard deviation of the weights of a calibrated frame over elevation, in units of 90 degrees. */
    private static final double KERNEL = 0.11;

    /**
     * One measured frame.
     *
     * @param cues in the order of {@link PostureCues#NAMES}
     * @param features of the image; empty without one
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never written to
    public record Sample(double[] cues, Optional<float[]> features) {
        /** Elevation of the arms, 1 for 90 degrees. */
        public double elevation() {
            return cues[PostureCues.ELEVATION];
        }
    }

    /** A calibration raise: its cues over elevation, and its samples with features. */
    private static final class CalibrationRaise {
        private final RaiseCurve curve;
        private final List<Sample> featured;

        CalibrationRaise(List<Sample> samples) {
            curve = new RaiseCurve(samples.stream().map(Sample::cues).toList());
            featured = samples.stream()
                    .filter(sample -> sample.features.isPresent())
                    .toList();
        }
    }

    static final PostureCalibration NONE = new PostureCalibration(List.of(), List.of(), List.of());

    private final CalibrationStep reference;
    private final Optional<double[]> tall;
    private final List<Sample> tallFeatures;
    private final List<Optional<CalibrationRaise>> raises;

    /**
     * @param tall frames of sitting tall, arms down
     * @param most frames of the raise with the most squeeze
     * @param forward frames of the raise with the elbows forward
     */
    public PostureCalibration(List<Sample> tall, List<Sample> most, List<Sample> forward) {
        this(CalibrationStep.TALL, tall, most, forward);
    }

    /** @param reference the step that {@code tall} is of */
    PostureCalibration(CalibrationStep reference, List<Sample> tall, List<Sample> most, List<Sample> forward) {
        this.reference = reference;
        this.tall = tall.isEmpty() ? Optional.empty() : Optional.of(median(tall));
        this.tallFeatures =
                tall.stream().filter(sample -> sample.features.isPresent()).toList();
        List<Optional<CalibrationRaise>> found = new ArrayList<>();
        for (List<Sample> raise : List.of(most, forward)) {
            found.add(raise.isEmpty() ? Optional.empty() : Optional.of(new CalibrationRaise(raise)));
        }
        this.raises = List.copyOf(found);
    }

    /** The calibration from the samples of all steps, with the most certain reference. */
    static PostureCalibration of(Map<CalibrationStep, List<Sample>> samples) {
        CalibrationStep reference = CalibrationStep.REFERENCES.stream()
                .filter(step -> !samples.getOrDefault(step, List.of()).isEmpty())
                .findFirst()
                .orElse(CalibrationStep.TALL);
        return new PostureCalibration(
                reference,
                samples.getOrDefault(reference, List.of()),
                samples.getOrDefault(CalibrationStep.MAX_RETRACTION, List.of()),
                samples.getOrDefault(CalibrationStep.FORWARD, List.of()));
    }

    /** The step that gives the reference of sitting tall. */
    CalibrationStep reference() {
        return reference;
    }

    /** Elevation of the reference, 1 for 90 degrees; empty if its arms hang. */
    OptionalDouble lowArms() {
        return reference == CalibrationStep.LOW_ARMS && tall.isPresent()
                ? OptionalDouble.of(tall.get()[PostureCues.ELEVATION])
                : OptionalDouble.empty();
    }

    /** Whether tall, most and forward are known, and whether features are known of all of them and of the sample. */
    boolean[] known(Sample sample) {
        boolean features = sample.features.isPresent() && !tallFeatures.isEmpty();
        for (Optional<CalibrationRaise> raise : raises) {
            features &= raise.isEmpty() || !raise.get().featured.isEmpty();
        }
        return new boolean[] {
            tall.isPresent(), raises.get(0).isPresent(), raises.get(1).isPresent(), features
        };
    }

    /** The free cues, then the differences of all cues to sitting tall and to both raises; 0 for a missing step. */
    double[] compareCues(Sample sample) {
        double[] cues = sample.cues;
        int count = PostureCues.COUNT;
        double[] compared = new double[PostureCues.FREE + 3 * count];
        System.arraycopy(cues, 0, compared, 0, PostureCues.FREE);
        int at = PostureCues.FREE;
        if (tall.isPresent()) {
            double[] reference = tall.get();
            double unit = Math.exp(reference[PostureCues.SHOULDER_SIZE]);
            for (int k = 0; k < count; k++) {
                compared[at + k] = (cues[k] - reference[k]) / (PostureCues.isPlace(k) ? unit : 1);
            }
        }
        double unit = Math.exp(cues[PostureCues.SHOULDER_SIZE]);
        for (Optional<CalibrationRaise> raise : raises) {
            at += count;
            if (raise.isPresent()) {
                for (int k = 0; k < count; k++) {
                    double difference = cues[k] - raise.get().curve.at(sample.elevation(), k);
                    compared[at + k] = difference / (PostureCues.isPlace(k) ? unit : 1);
                }
            }
        }
        return compared;
    }

    /** Differences of the features to sitting tall and to both raises at the same elevation; 0 for a missing step. */
    double[] compareFeatures(Sample sample, int size) {
        double[] compared = new double[3 * size];
        if (sample.features.isEmpty() || tallFeatures.isEmpty()) {
            return compared;
        }
        float[] features = sample.features.get();
        double[] even = new double[tallFeatures.size()];
        Arrays.fill(even, 1.0 / even.length);
        List<List<Sample>> references = List.of(
                tallFeatures,
                raises.get(0).map(raise -> raise.featured).orElse(List.of()),
                raises.get(1).map(raise -> raise.featured).orElse(List.of()));
        for (int block = 0; block < references.size(); block++) {
            List<Sample> reference = references.get(block);
            double[] weights = block == 0 ? even : weights(reference, sample.elevation());
            for (int k = 0; k < size && !reference.isEmpty(); k++) {
                double mean = 0;
                for (int i = 0; i < weights.length; i++) {
                    mean += weights[i] * reference.get(i).features.orElseThrow()[k];
                }
                compared[block * size + k] = features[k] - mean;
            }
        }
        return compared;
    }

    private static double[] weights(List<Sample> reference, double elevation) {
        double[] exponents = new double[reference.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < exponents.length; i++) {
            double distance = (elevation - reference.get(i).elevation()) / KERNEL;
            exponents[i] = -distance * distance / 2;
            most = Math.max(most, exponents[i]);
        }
        double sum = 0;
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = Math.exp(exponents[i] - most);
            sum += exponents[i];
        }
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] /= sum;
        }
        return exponents;
    }

    private static double[] median(List<Sample> samples) {
        double[] median = new double[PostureCues.COUNT];
        double[] values = new double[samples.size()];
        for (int k = 0; k < median.length; k++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = samples.get(i).cues[k];
            }
            median[k] = Median.withDefaults().evaluate(values);
        }
        return median;
    }
}

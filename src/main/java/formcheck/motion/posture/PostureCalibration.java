package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * What was learned of a person before the set: how they sit tall, one raise with the most squeeze, one with the elbows
 * forward. Each may be missing; what is missing widens the doubt.
 *
 * <p>A look is what the networks make of the picture of head, neck and shoulders; frames without a picture, or in which they find no
 * face, have none.
 */
public final class PostureCalibration {

    /** How near in elevation a calibrated look counts, in units of 90 degrees. */
    private static final double KERNEL = 0.11;

    /** One frame that was measured. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never written to
    public record Sample(double[] cues, Optional<float[]> look) {
        /** Elevation of the arms, 1 for 90 degrees. */
        public double elevation() {
            return cues[PostureCues.ELEVATION];
        }
    }

    /** A raise: its cues over elevation, and its looks. */
    private static final class Raise {
        private final RaiseCurve curve;
        private final List<Sample> looks;

        Raise(List<Sample> samples) {
            curve = new RaiseCurve(samples.stream().map(Sample::cues).toList());
            looks = samples.stream().filter(sample -> sample.look.isPresent()).toList();
        }
    }

    /** How sitting tall is known, the surest first. */
    enum Tall {
        /** The person was asked to sit tall and still. */
        ASKED,
        /** They sat still; whether tall, nobody knows. */
        STILL,
        /** Their arms hung for a moment between repetitions. */
        RESTS,
        /** Their arms were low, but never hung. */
        LOW_ARMS
    }

    static final PostureCalibration NONE = new PostureCalibration(List.of(), List.of(), List.of());

    private final Tall certainty;
    private final Optional<double[]> tall;
    private final List<Sample> tallLooks;
    private final List<Optional<Raise>> raises;

    /**
     * @param tall frames of sitting tall, arms down
     * @param most frames of the raise with the most squeeze
     * @param forward frames of the raise with the elbows forward
     */
    public PostureCalibration(List<Sample> tall, List<Sample> most, List<Sample> forward) {
        this(Tall.ASKED, tall, most, forward);
    }

    /** @param certainty how sitting tall is known */
    PostureCalibration(Tall certainty, List<Sample> tall, List<Sample> most, List<Sample> forward) {
        this.certainty = certainty;
        this.tall = tall.isEmpty() ? Optional.empty() : Optional.of(median(tall));
        this.tallLooks = tall.stream().filter(sample -> sample.look.isPresent()).toList();
        List<Optional<Raise>> found = new ArrayList<>();
        for (List<Sample> raise : List.of(most, forward)) {
            found.add(raise.isEmpty() ? Optional.empty() : Optional.of(new Raise(raise)));
        }
        this.raises = List.copyOf(found);
    }

    /** From what was learned, and the surest that there is of sitting tall. */
    static PostureCalibration of(Map<PostureTracker.CalibrationStep, List<Sample>> learned) {
        PostureTracker.CalibrationStep tall = PostureTracker.TALLS.stream()
                .filter(lesson -> !learned.getOrDefault(lesson, List.of()).isEmpty())
                .findFirst()
                .orElse(PostureTracker.CalibrationStep.TALL);
        Tall certainty = switch (tall) {
            case STILL -> Tall.STILL;
            case RESTS -> Tall.RESTS;
            case LOW_ARMS -> Tall.LOW_ARMS;
            default -> Tall.ASKED;
        };
        return new PostureCalibration(
                certainty,
                learned.getOrDefault(tall, List.of()),
                learned.getOrDefault(PostureTracker.CalibrationStep.MAX_RETRACTION, List.of()),
                learned.getOrDefault(PostureTracker.CalibrationStep.FORWARD, List.of()));
    }

    Tall certainty() {
        return certainty;
    }

    /** Elevation of the reference, 1 for 90 degrees, where its arms do not hang. */
    OptionalDouble lowArms() {
        return certainty == Tall.LOW_ARMS && tall.isPresent()
                ? OptionalDouble.of(tall.get()[PostureCues.ELEVATION])
                : OptionalDouble.empty();
    }

    /** What there is of tall, most and forward, and whether a picture goes with all of that. */
    boolean[] known(Sample sample) {
        boolean pictures = sample.look.isPresent() && !tallLooks.isEmpty();
        for (Optional<Raise> raise : raises) {
            pictures &= raise.isEmpty() || !raise.get().looks.isEmpty();
        }
        return new boolean[] {
            tall.isPresent(), raises.get(0).isPresent(), raises.get(1).isPresent(), pictures
        };
    }

    /** The free cues, then the differences of all cues to sitting tall and to both raises; 0 for what is missing. */
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
        for (Optional<Raise> raise : raises) {
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

    /** Differences of the look to sitting tall and to both raises at the same elevation; 0 for what is missing. */
    double[] compareLooks(Sample sample, int size) {
        double[] compared = new double[3 * size];
        if (sample.look.isEmpty() || tallLooks.isEmpty()) {
            return compared;
        }
        float[] look = sample.look.get();
        double[] even = new double[tallLooks.size()];
        Arrays.fill(even, 1.0 / even.length);
        List<List<Sample>> references = List.of(
                tallLooks,
                raises.get(0).map(raise -> raise.looks).orElse(List.of()),
                raises.get(1).map(raise -> raise.looks).orElse(List.of()));
        for (int block = 0; block < references.size(); block++) {
            List<Sample> reference = references.get(block);
            double[] weights = block == 0 ? even : weights(reference, sample.elevation());
            for (int k = 0; k < size && !reference.isEmpty(); k++) {
                double mean = 0;
                for (int i = 0; i < weights.length; i++) {
                    mean += weights[i] * reference.get(i).look.orElseThrow()[k];
                }
                compared[block * size + k] = look[k] - mean;
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

package formcheck.motion.posture;

import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import formcheck.pose.HeadModel;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelException;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Judges forward head posture of a person who has turned the chair, because from the front it is nearly hidden. Compares the
 * usual posture with the person's own tall one; linear in the differences of the keypoints. The frames of one posture are one
 * observation, because errors belong to a person and a view, and do not average out. Stateless.
 */
public final class HeadCheck {

    /** Number of values of a held posture. */
    public static final int HELD_NUMBERS = HeadCues.RAW;

    /** Least probability of a verdict. */
    public static final double SURE = 0.9;

    /** Greatest difference of the turn between both postures, degrees. Chosen, no data. */
    private static final double SAME_TURN = 14;

    /** Middle of the turns in the training data, degrees, and the unit in which the estimate takes a turn. */
    private static final double TURN_CENTRE = 57;

    private static final double TURN_UNIT = 20;
    private static final double STEEPEST = 30;

    /**
     * How a person is seen at one moment.
     *
     * @param degrees of the turn, either way; 0 faces the camera
     * @param earVisibility probability that the nearer ear is seen, 0 to 1
     */
    public record SideView(double degrees, double earVisibility) {}

    private final HeadModel model;
    private final float[] turn;
    private final float[] low;
    private final float[] high;
    private final float[] plain;
    private final float[] turned;
    private final float[] probability;

    private HeadCheck(HeadModel model, FloatBuffer numbers) {
        int count = HeadCues.NAMES.size();
        this.model = model;
        turn = take(numbers, HeadCues.VIEW + 1);
        low = take(numbers, count);
        high = take(numbers, count);
        plain = take(numbers, count + 1);
        turned = take(numbers, count + 1);
        probability = take(numbers, 2);
    }

    /**
     * Reads the weights: those of the turn and its bias; the least and greatest value of each cue in the training data; those of
     * the estimate, once as they are and once for the turn, each with its bias; the slope and bias of the probability.
     *
     * @throws ModelException if they are missing, do not fit the descriptor, or were trained with other cues
     */
    public static HeadCheck open(HeadModel model) throws ModelException {
        if (!model.cues().equals(HeadCues.NAMES)) {
            throw new ModelException(
                    "The model of the turned-chair check was learned with other cues than this FormCheck"
                            + " measures. Restore models/head-check with git checkout.");
        }
        byte[] bytes = model.weights().read();
        int expected = HeadCues.VIEW + 1 + 2 * HeadCues.NAMES.size() + 2 * (HeadCues.NAMES.size() + 1) + 2;
        if (bytes.length != Float.BYTES * expected) {
            throw new ModelException(model.weights().file() + " does not fit its descriptor: it has " + bytes.length
                    + " bytes, and " + Float.BYTES * expected + " are expected.");
        }
        FloatBuffer numbers =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int k = 0; k < expected; k++) {
            if (!Float.isFinite(numbers.get(k))) {
                throw new ModelException(
                        model.weights().file() + " does not fit its descriptor: one of its weights is not a number.");
            }
        }
        return new HeadCheck(model, numbers);
    }

    /**
     * The check for the poses of an estimator; empty if it has no model of it.
     *
     * @throws ModelException if the model's weights are missing or wrong
     */
    public static Optional<HeadCheck> of(PoseEstimator estimator) throws ModelException {
        Optional<HeadModel> model = estimator.headCheck();
        return model.isPresent() ? Optional.of(open(model.get())) : Optional.empty();
    }

    private static float[] take(FloatBuffer numbers, int count) {
        float[] taken = new float[count];
        numbers.get(taken);
        return taken;
    }

    /** How a person is seen; empty without head, shoulders, arms and hips, or without the pose model's own space. */
    public Optional<SideView> side(Pose pose) {
        return HeadCues.of(pose)
                .map(raw -> new SideView(
                        degrees(raw),
                        HeadCues.nearEar(pose).map(HeadCheck::visibility).orElse(0.0)));
    }

    /**
     * Why a person who is seen like this cannot be judged; empty if they can.
     *
     * @param margin degrees inside the turns of the training data; negative allows as much outside
     */
    public Optional<HeadCheckReason> notAssessable(SideView side, double margin) {
        if (side.degrees < model.turn().least() + margin) {
            return Optional.of(HeadCheckReason.TURNED_TOO_LITTLE);
        }
        if (side.degrees > model.turn().most() - margin) {
            return Optional.of(HeadCheckReason.TURNED_TOO_FAR);
        }
        return side.earVisibility < model.visible() ? Optional.of(HeadCheckReason.EAR_HIDDEN) : Optional.empty();
    }

    /** Movement of the near ear within some frames, in sizes of the head. */
    public double unrest(List<Pose> frames) {
        double head = 0;
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Pose frame : frames) {
            Optional<Keypoint> ear = HeadCues.nearEar(frame);
            if (ear.isPresent()) {
                head = Math.max(head, HeadCues.of(frame).map(HeadCues::size).orElse(0.0));
                left = Math.min(left, ear.get().x());
                right = Math.max(right, ear.get().x());
                top = Math.min(top, ear.get().y());
                bottom = Math.max(bottom, ear.get().y());
            }
        }
        return head > 0 ? Math.hypot(right - left, bottom - top) / head : 0;
    }

    /**
     * Compares two postures of the same person, camera and chair.
     *
     * @param usual frames of sitting as usual
     * @param tall frames of sitting tall, the chin drawn back
     */
    public HeadCheckResult judge(List<Pose> usual, List<Pose> tall) {
        Optional<HeldCues> before = held(usual);
        Optional<HeldCues> after = held(tall);
        if (before.isEmpty() || after.isEmpty()) {
            return HeadCheckResult.notAssessed(HeadCheckReason.NOT_SEEN);
        }
        return judge(before.get(), after.get());
    }

    /**
     * A held posture.
     *
     * @param raw cues, {@link #HELD_NUMBERS} of them
     * @param earVisibility median probability that the near ear was seen, 0 to 1
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never written to
    public record HeldCues(double[] raw, double earVisibility) {}

    private static Optional<HeldCues> held(List<Pose> frames) {
        List<double[]> cues =
                frames.stream().flatMap(frame -> HeadCues.of(frame).stream()).toList();
        if (cues.isEmpty()) {
            return Optional.empty();
        }
        double[] visible = frames.stream()
                .flatMap(frame -> HeadCues.nearEar(frame).stream())
                .mapToDouble(HeadCheck::visibility)
                .toArray();
        return Optional.of(
                new HeldCues(HeadCues.hold(cues), Median.withDefaults().evaluate(visible)));
    }

    /** Compares the usual posture with sitting tall. */
    public HeadCheckResult judge(HeldCues usual, HeldCues tall) {
        double first = degrees(usual.raw);
        double second = degrees(tall.raw);
        double degrees = (first + second) / 2;
        SideView side = new SideView(degrees, Math.min(usual.earVisibility, tall.earVisibility));
        Optional<HeadCheckReason> reason =
                Math.abs(first - second) > SAME_TURN ? Optional.of(HeadCheckReason.NOT_STILL) : notAssessable(side, 0);
        double forward = probability(centimetres(HeadCues.compare(usual.raw, tall.raw), degrees));
        if (reason.isEmpty() && Math.max(forward, 1 - forward) < SURE) {
            reason = Optional.of(HeadCheckReason.NOT_SURE);
        }
        HeadVerdict judged = forward >= SURE ? HeadVerdict.FORWARD : HeadVerdict.IN_LINE;
        HeadVerdict verdict = reason.isPresent() ? HeadVerdict.NOT_JUDGED : judged;
        return new HeadCheckResult(verdict, OptionalDouble.of(forward), OptionalDouble.of(degrees), reason);
    }

    /** Turn of the person, either way, degrees. */
    double degrees(double[] raw) {
        double[] view = HeadCues.view(raw);
        double sum = turn[view.length];
        for (int k = 0; k < view.length; k++) {
            sum += turn[k] * view[k];
        }
        return sum;
    }

    /** Estimated distance of the usual head in front of the tall one, centimetres. */
    double centimetres(double[] compared, double degrees) {
        double aside = (degrees - TURN_CENTRE) / TURN_UNIT;
        int count = compared.length;
        double sum = plain[count] + aside * turned[count];
        for (int k = 0; k < count; k++) {
            double value = Math.max(low[k], Math.min(high[k], compared[k]));
            sum += (plain[k] + aside * turned[k]) * value;
        }
        return sum;
    }

    private double probability(double centimetres) {
        double away = centimetres - (model.yes() + model.no()) / 2;
        double odds = probability[0] * away + probability[1];
        return 1 / (1 + Math.exp(-Math.max(-STEEPEST, Math.min(STEEPEST, odds))));
    }

    private static double visibility(Keypoint point) {
        return point.visibility().orElse(1);
    }
}

package formcheck.motion.posture;

import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.Verdict;
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
 * Judges whether somebody's usual head is in front of their own tall one, of a person who has turned the chair: from the front
 * that is nearly hidden. Linear in how keypoints differ between both postures. A posture's frames are one observation,
 * however many: errors belong to a person and a view, and do not average out. Remembers nothing.
 */
public final class HeadCheck {

    /** How many numbers a held posture has. */
    public static final int HELD_NUMBERS = HeadCues.RAW;

    /** Told from this probability on. */
    public static final double SURE = 0.9;

    /** Degrees by which the turn may differ between both postures. */
    private static final double SAME_TURN = 14;

    /** A turn in the estimate: from the middle of those that were learned from, in units of so many degrees. */
    private static final double TURN_CENTRE = 57;

    private static final double TURN_UNIT = 20;
    private static final double STEEPEST = 30;

    /**
     * How somebody is seen at one moment.
     *
     * @param degrees that they have turned, either way; 0 faces the camera
     * @param earVisibility probability that the nearer ear is seen, 0 to 1
     */
    public record Side(double degrees, double earVisibility) {}

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
     * Reads the weights: the turn's and its bias; the least and the most of each cue that was learned from; the estimate's, once
     * as they are and once for the turn, each with its bias; the probability's and its bias.
     *
     * @throws ModelException if they are missing, other than described, or learned with other cues
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
     * The check for what an estimator sees; empty if it has no model of it.
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

    /** How somebody is seen; empty without head, shoulders, arms and hips, or without the pose model's own space. */
    public Optional<Side> look(Pose pose) {
        return HeadCues.of(pose)
                .map(raw -> new Side(
                        degrees(raw),
                        HeadCues.nearEar(pose).map(HeadCheck::visibility).orElse(0.0)));
    }

    /**
     * Why somebody who is seen so could not be judged; empty if they could.
     *
     * @param margin degrees that they have to be inside the turns that are judged; below 0 that they may be outside
     */
    public Optional<HeadCheckReason> notAssessable(Side side, double margin) {
        if (side.degrees < model.turn().least() + margin) {
            return Optional.of(HeadCheckReason.TURNED_TOO_LITTLE);
        }
        if (side.degrees > model.turn().most() - margin) {
            return Optional.of(HeadCheckReason.TURNED_TOO_FAR);
        }
        return side.earVisibility < model.visible() ? Optional.of(HeadCheckReason.EAR_HIDDEN) : Optional.empty();
    }

    /** How far the near ear went within some frames, in sizes of the head. */
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
     * @param usual some frames of sitting as usual
     * @param tall some frames of sitting tall, the chin drawn back
     */
    public HeadCheckResult judge(List<Pose> usual, List<Pose> tall) {
        Optional<Held> before = held(usual);
        Optional<Held> after = held(tall);
        if (before.isEmpty() || after.isEmpty()) {
            return HeadCheckResult.notAssessed(HeadCheckReason.NOT_SEEN);
        }
        return judge(before.get(), after.get());
    }

    /** A posture that was held: its cues, and how probably the near ear was seen. */
    @SuppressWarnings("ArrayRecordComponent") // made once, never written to
    public record Held(double[] raw, double earVisibility) {}

    private static Optional<Held> held(List<Pose> frames) {
        List<double[]> cues =
                frames.stream().flatMap(frame -> HeadCues.of(frame).stream()).toList();
        if (cues.isEmpty()) {
            return Optional.empty();
        }
        double[] visible = frames.stream()
                .flatMap(frame -> HeadCues.nearEar(frame).stream())
                .mapToDouble(HeadCheck::visibility)
                .toArray();
        return Optional.of(new Held(HeadCues.hold(cues), Median.withDefaults().evaluate(visible)));
    }

    /** Compares a usual posture with sitting tall. */
    public HeadCheckResult judge(Held usual, Held tall) {
        double first = degrees(usual.raw);
        double second = degrees(tall.raw);
        double degrees = (first + second) / 2;
        Side side = new Side(degrees, Math.min(usual.earVisibility, tall.earVisibility));
        Optional<HeadCheckReason> reason = Math.abs(first - second) > SAME_TURN ? Optional.of(HeadCheckReason.NOT_STILL) : notAssessable(side, 0);
        double forward = probability(centimetres(HeadCues.compare(usual.raw, tall.raw), degrees));
        if (reason.isEmpty() && Math.max(forward, 1 - forward) < SURE) {
            reason = Optional.of(HeadCheckReason.NOT_SURE);
        }
        Verdict verdict = reason.isPresent() ? Verdict.NOT_JUDGED : forward >= SURE ? Verdict.FORWARD : Verdict.IN_LINE;
        return new HeadCheckResult(verdict, OptionalDouble.of(forward), OptionalDouble.of(degrees), reason);
    }

    /** How far somebody has turned, either way. */
    double degrees(double[] raw) {
        double[] view = HeadCues.view(raw);
        double sum = turn[view.length];
        for (int k = 0; k < view.length; k++) {
            sum += turn[k] * view[k];
        }
        return sum;
    }

    /** How far the usual head is in front of the tall one, by what was learned. */
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

package formcheck.motion.posture;

import formcheck.pose.ModelException;
import formcheck.pose.PoseModel;
import formcheck.pose.PostureModel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Cues and looks in, probabilities out. Remembers nothing: what was calibrated is handed in. */
final class PostureJudge {
    private static final double SUREST_ERROR = -3;
    private static final double DOUBTFUL_ERROR = 2;
    private static final double STEEPEST = 30;
    private static final double UNDECIDED = 0.5;

    /** Nine of a hundred frames of rendered people with every factor at random are stranger, none of a real set on a chair. */
    private static final double STRANGE = 1.4;

    private final PostureModel model;
    private final PostureHead head;

    private PostureJudge(PostureModel model, PostureHead head) {
        this.model = model;
        this.head = head;
    }

    /**
     * Reads the weights.
     *
     * @throws ModelException if they are missing, other than described, or learned with other cues
     */
    static PostureJudge open(PostureModel model) throws ModelException {
        if (!model.cues().equals(PostureCues.NAMES)) {
            throw new ModelException("The model of posture was learned with other cues than this FormCheck measures."
                    + " Restore models/posture with git checkout.");
        }
        PoseModel.Weights weights = model.head();
        try {
            int outputs = 2 * model.targets().size();
            return new PostureJudge(
                    model, new PostureHead(weights.read(), model.look().numbers(), model.hidden(), outputs));
        } catch (IllegalArgumentException e) {
            throw new ModelException(weights.file() + " does not fit its descriptor: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Whether a frame is like those that were learned from. Of somebody who stands, jumps, holds the forearms otherwise or sits
     * elsewhere than when the calibration was taken, the network tells nonsense, and is sure of it.
     */
    boolean isFamiliar(PostureCalibration.Sample sample, PostureCalibration calibration) {
        return head.strangeness(calibration.compareCues(sample), calibration.known(sample)) <= STRANGE;
    }

    /**
     * What a frame says; empty where nothing was learned for what there is of calibration. A question that key points and picture
     * answer is answered where both say the same, as sure as the less sure of them, and left open where they do not; each answer
     * is no surer than was right on people of another kind. Of somebody whom nobody asked to sit tall not every answer is told.
     */
    Optional<PostureReading> judge(PostureCalibration.Sample sample, PostureCalibration calibration) {
        boolean[] known = calibration.known(sample);
        boolean learned = model.questions().values().stream()
                .anyMatch(question -> question.weights().containsKey(PostureModel.level(known)));
        Opinion points = opinion(sample, calibration, new boolean[] {known[0], known[1], known[2], false});
        Optional<Opinion> picture = known[3] ? Optional.of(opinion(sample, calibration, known)) : Optional.empty();
        Map<String, Double> estimates = new LinkedHashMap<>();
        Map<String, Double> byKeyPoints = new LinkedHashMap<>();
        for (PostureModel.Target target : model.targets()) {
            byKeyPoints.put(target.id(), points.estimate(target));
            estimates.put(target.id(), picture.orElse(points).estimate(target));
        }
        Map<String, Double> chances = new LinkedHashMap<>();
        Set<String> disputed = new LinkedHashSet<>();
        Set<String> unasked = new LinkedHashSet<>();
        model.questions().forEach((name, question) -> {
            OptionalDouble byPoints = points.chance(question);
            boolean alone = question.evidence() == PostureModel.Evidence.KEY_POINTS;
            if (alone) {
                PostureModel.Target target = model.targets().get(question.target());
                estimates.put(target.id(), points.estimate(target));
            }
            if (byPoints.isEmpty()
                    || (!alone && picture.isEmpty())
                    || 90 * sample.elevation() < question.leastElevation()) {
                return;
            }
            OptionalDouble told = alone
                    ? byPoints
                    : agreed(
                            byPoints.getAsDouble(),
                            picture.orElseThrow().chance(question).orElse(UNDECIDED));
            if (told.isEmpty()) {
                disputed.add(name);
            } else if (calibration.certainty() != PostureCalibration.Tall.ASKED
                    && !question.unasked().allow(told.getAsDouble())) {
                unasked.add(name);
            } else {
                chances.put(name, question.capped(weakened(told.getAsDouble(), question, calibration)));
            }
        });
        return learned
                ? Optional.of(
                        new PostureReading(estimates, byKeyPoints, chances, disputed, unasked, OptionalDouble.empty()))
                : Optional.empty();
    }

    /** What is left of a chance where sitting tall is known from short rests only. */
    private static double weakened(double chance, PostureModel.Question question, PostureCalibration calibration) {
        if (calibration.certainty() != PostureCalibration.Tall.RESTS) {
            return chance;
        }
        return 1 / (1 + Math.pow((1 - chance) / chance, question.fromRests()));
    }

    /** The less sure of two answers to the same effect; empty if they are not. */
    private static OptionalDouble agreed(double one, double other) {
        if ((one - UNDECIDED) * (other - UNDECIDED) < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.abs(one - UNDECIDED) < Math.abs(other - UNDECIDED) ? one : other);
    }

    private Opinion opinion(PostureCalibration.Sample sample, PostureCalibration calibration, boolean[] known) {
        int numbers = model.look().numbers();
        double[] looks = known[3] ? calibration.compareLooks(sample, numbers) : new double[4 * numbers];
        return new Opinion(
                head.weigh(calibration.compareCues(sample), looks, known, sample.elevation()),
                PostureModel.level(known));
    }

    /** What the network says of a frame, with the picture or without it. */
    private final class Opinion {
        private final double[] out;
        private final String level;

        Opinion(double[] out, String level) {
            this.out = out;
            this.level = level;
        }

        double estimate(PostureModel.Target target) {
            return out[model.targets().indexOf(target)] * target.unit();
        }

        OptionalDouble chance(PostureModel.Question question) {
            List<Double> weights = question.weights().get(level);
            return weights == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(PostureJudge.this.chance(question, weights, out));
        }
    }

    private double chance(PostureModel.Question question, List<Double> weights, double[] out) {
        int target = question.target();
        double unit = model.targets().get(target).unit();
        double width = Math.abs(question.yes() - question.no());
        double away = out[target] * unit - (question.yes() + question.no()) / 2;
        double doubt = out[target + model.targets().size()];
        double error = Math.exp(Math.max(SUREST_ERROR, Math.min(DOUBTFUL_ERROR, doubt))) * unit;
        double odds = weights.get(0) * away / width + weights.get(1) * away / error + weights.get(2);
        return 1 / (1 + Math.exp(-Math.max(-STEEPEST, Math.min(STEEPEST, odds))));
    }
}

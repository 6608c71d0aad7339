package formcheck.motion.posture;

import formcheck.pose.ModelException;
import formcheck.pose.PoseModel;
import formcheck.pose.PostureModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Cues and looks in, probabilities out. Remembers nothing: what was calibrated is handed in. */
final class PostureJudge {
    private static final double SUREST_ERROR = -3;
    private static final double DOUBTFUL_ERROR = 2;
    private static final double STEEPEST = 30;

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

    /** What a frame says; empty where nothing was learned for what there is of calibration. */
    Optional<PostureReading> judge(PostureCalibration.Sample sample, PostureCalibration calibration) {
        boolean[] known = calibration.known(sample);
        String level = PostureModel.level(known);
        double[] out = head.weigh(
                calibration.compareCues(sample),
                known[3]
                        ? calibration.compareLooks(sample, model.look().numbers())
                        : new double[4 * model.look().numbers()],
                known,
                sample.elevation());
        Map<String, Double> estimates = new LinkedHashMap<>();
        List<PostureModel.Target> targets = model.targets();
        for (int k = 0; k < targets.size(); k++) {
            estimates.put(targets.get(k).id(), out[k] * targets.get(k).unit());
        }
        Map<String, Double> chances = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> {
            List<Double> weights = question.weights().get(level);
            if (weights != null && 90 * sample.elevation() >= question.leastElevation()) {
                chances.put(name, chance(question, weights, out));
            }
        });
        return chances.isEmpty()
                ? Optional.empty()
                : Optional.of(new PostureReading(estimates, chances, OptionalDouble.empty()));
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

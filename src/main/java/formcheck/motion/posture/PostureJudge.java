package formcheck.motion.posture;

import formcheck.pose.ModelException;
import formcheck.pose.PoseModel;
import formcheck.pose.PostureModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Turns cues and features into probabilities. Stateless: takes the calibration with each call. */
public final class PostureJudge {
    /** Number of cues of a frame. */
    public static final int CUES = PostureCues.COUNT;

    private static final double STEEPEST = 30;
    private static final double UNDECIDED = 0.5;

    private final PostureModel model;
    private final PostureHeads heads;
    private final Map<String, PostureModel.Level> levels = new HashMap<>();

    private PostureJudge(PostureModel model, PostureHeads heads) {
        this.model = model;
        this.heads = heads;
        model.heads().levels().forEach(level -> levels.put(level.id(), level));
    }

    /**
     * Reads the weights.
     *
     * @throws ModelException if they are missing, do not fit the descriptor, or were trained with other cues
     */
    public static PostureJudge open(PostureModel model) throws ModelException {
        if (!model.cues().equals(PostureCues.NAMES)) {
            throw new ModelException("The model of posture was learned with other cues than this FormCheck measures."
                    + " Restore models/posture with git checkout.");
        }
        PoseModel.Weights weights = model.heads().weights();
        try {
            return new PostureJudge(
                    model,
                    new PostureHeads(
                            weights.read(),
                            model.heads().levels(),
                            model.crop().features(),
                            model.targets().size()));
        } catch (IllegalArgumentException e) {
            throw new ModelException(weights.file() + " does not fit its descriptor: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Judges one frame. Empty if there is no head for what is calibrated.
     *
     * <p>A question is answered by keypoints and features, or by keypoints alone if there is no image, or if features did not hold
     * on other domains with this calibration. A frame out of distribution gets no answer: a person who stands, jumps or sits
     * elsewhere than in the calibration would get a wrong answer with a high probability. No probability exceeds the share of
     * right answers on people of other domains. If the person was not asked to sit tall, only some answers are given, and none
     * with low arms as the reference; but an answer may say that nothing got worse since.
     */
    public Optional<PostureReading> judge(PostureCalibration.Sample sample, PostureCalibration calibration) {
        boolean[] known = calibration.known(sample);
        Optional<Opinion> keyPoints = opinion(sample, calibration, new boolean[] {known[0], known[1], known[2], false});
        if (keyPoints.isEmpty()) {
            return Optional.empty();
        }
        Opinion points = keyPoints.get();
        Optional<Opinion> image = known[3] ? opinion(sample, calibration, known) : Optional.empty();
        Map<String, Double> estimates = new LinkedHashMap<>();
        Map<String, Double> byKeyPoints = new LinkedHashMap<>();
        if (points.familiar) {
            Opinion weighed = image.filter(opinion -> opinion.familiar).orElse(points);
            for (int k = 0; k < model.targets().size(); k++) {
                byKeyPoints.put(model.targets().get(k).id(), points.estimates[k]);
                estimates.put(model.targets().get(k).id(), weighed.estimates[k]);
            }
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        Set<String> unlike = new LinkedHashSet<>();
        Set<String> unasked = new LinkedHashSet<>();
        Map<String, Double> unchanged = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> {
            if (!question.isAskedAt(90 * sample.elevation())) {
                return;
            }
            if (!points.familiar || image.filter(seen -> !seen.familiar).isPresent()) {
                unlike.add(name);
                return;
            }
            Opinion opinion = byFeatures(question, points, image);
            double answer = opinion.probability(question);
            if (mayBeGiven(answer, question, calibration.reference())) {
                double worth = worth(question, calibration.reference());
                probabilities.put(name, opinion.calibration(question).capped(weakened(answer, worth)));
            } else {
                unasked.add(name);
                double worth = worthUnchanged(question, calibration.reference());
                if (worth > 0 && question.unchanged().means(answer)) {
                    unchanged.put(name, opinion.calibration(question).capped(weakened(answer, worth)));
                }
            }
        });
        return Optional.of(new PostureReading(
                estimates, byKeyPoints, probabilities, unlike, unasked, unchanged, OptionalDouble.empty()));
    }

    /** Whether an answer may be given about the posture itself. */
    private static boolean mayBeGiven(double probability, PostureModel.Question question, CalibrationStep reference) {
        return reference == CalibrationStep.TALL
                || (worth(question, reference) > 0
                        && (probability == UNDECIDED || question.unasked().allow(probability)));
    }

    /** Factor of a logit about the posture itself; 0 where that is not reported. */
    private static double worth(PostureModel.Question question, CalibrationStep reference) {
        return switch (reference) {
            case TALL -> 1;
            case STILL -> question.fromStill();
            case RESTS -> question.fromRests();
            default -> 0;
        };
    }

    /** Factor of a logit that says that nothing got worse since the reference; 0 where that is not reported. */
    private static double worthUnchanged(PostureModel.Question question, CalibrationStep reference) {
        return switch (reference) {
            case STILL -> question.unchanged().fromStill();
            case RESTS -> question.unchanged().fromRests();
            case LOW_ARMS -> question.unchanged().fromLowArms();
            default -> 0;
        };
    }

    /** Whether a question is answered at any level of calibration. */
    boolean answers(String question) {
        PostureModel.Question asked = model.questions().get(question);
        return asked != null && asked.isReported();
    }

    /** Keypoints if there is no image, or if features did not hold with this calibration. */
    private static Opinion byFeatures(PostureModel.Question question, Opinion points, Optional<Opinion> image) {
        return image.filter(seen -> seen.calibration(question).isReported()).orElse(points);
    }

    /** A probability whose logit is multiplied by a factor. */
    private static double weakened(double probability, double worth) {
        return worth == 1 ? probability : 1 / (1 + Math.pow((1 - probability) / probability, worth));
    }

    /** The answer of the head for what is known, or of one that needs less. */
    private Optional<Opinion> opinion(
            PostureCalibration.Sample sample, PostureCalibration calibration, boolean[] known) {
        boolean[] used = known.clone();
        for (int step = 2; step > 0 && !heads.has(used); step--) {
            used[step] = false;
        }
        if (!heads.has(used)) {
            return Optional.empty();
        }
        int numbers = model.crop().features();
        double[] inputs = heads.standardised(
                calibration.compareCues(sample),
                used[3] ? calibration.compareFeatures(sample, numbers) : new double[0],
                used);
        PostureModel.Level level = Objects.requireNonNull(levels.get(PostureModel.level(used)));
        PostureHeads.Distance distance = heads.distance(inputs, used);
        return Optional.of(new Opinion(
                heads.estimate(inputs, used, sample.elevation()),
                distance.divisor(),
                level.id(),
                distance.cues() <= level.farthestCues() && distance.features() <= level.farthestCrop()));
    }

    /** The answer of one head to one frame. */
    private static final class Opinion {
        private final double[] estimates;
        private final double divisor;
        private final String level;
        /** Whether the frame is within the head's training distribution. */
        private final boolean familiar;

        Opinion(double[] estimates, double divisor, String level, boolean familiar) {
            this.estimates = estimates;
            this.divisor = divisor;
            this.level = level;
            this.familiar = familiar;
        }

        PostureModel.Calibration calibration(PostureModel.Question question) {
            return question.at(level);
        }

        double probability(PostureModel.Question question) {
            PostureModel.Calibration calibration = calibration(question);
            double width = Math.abs(question.yes() - question.no());
            double away = estimates[question.target()] - (question.yes() + question.no()) / 2;
            double odds = calibration.slope() * away / width / divisor + calibration.bias();
            return 1 / (1 + Math.exp(-Math.max(-STEEPEST, Math.min(STEEPEST, odds))));
        }
    }
}

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

/** Cues and looks in, probabilities out. Remembers nothing: what was calibrated is handed in. */
public final class PostureJudge {
    /** How many cues it reads of a frame. */
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
     * @throws ModelException if they are missing, other than described, or learned with other cues
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
                            model.look().numbers(),
                            model.targets().size()));
        } catch (IllegalArgumentException e) {
            throw new ModelException(weights.file() + " does not fit its descriptor: " + e.getMessage() + ".", e);
        }
    }

    /**
     * What a frame says; empty where nothing was learned for what there is of calibration. Questions to be answered by features are
     * answered by keypoints where there is no image, or where features did not hold on others with that calibration. Nothing is
     * answered of a frame unlike all that was learned from: of somebody who stands, jumps or sits elsewhere than when the calibration
     * was taken, a head tells nonsense and is sure of it. Each answer is no surer than was right on people of another kind. Of somebody
     * whom nobody asked to sit tall not every answer is told, and from low arms none; but that nothing got worse since may be.
     */
    public Optional<PostureReading> judge(PostureCalibration.Sample sample, PostureCalibration calibration) {
        boolean[] known = calibration.known(sample);
        Optional<Opinion> keyPoints = opinion(sample, calibration, new boolean[] {known[0], known[1], known[2], false});
        if (keyPoints.isEmpty()) {
            return Optional.empty();
        }
        Opinion points = keyPoints.get();
        Optional<Opinion> picture = known[3] ? opinion(sample, calibration, known) : Optional.empty();
        Map<String, Double> estimates = new LinkedHashMap<>();
        Map<String, Double> byKeyPoints = new LinkedHashMap<>();
        if (points.familiar) {
            Opinion weighed = picture.filter(opinion -> opinion.familiar).orElse(points);
            for (int k = 0; k < model.targets().size(); k++) {
                byKeyPoints.put(model.targets().get(k).id(), points.estimates[k]);
                estimates.put(model.targets().get(k).id(), weighed.estimates[k]);
            }
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        Set<String> disputed = new LinkedHashSet<>();
        Set<String> unlike = new LinkedHashSet<>();
        Set<String> unasked = new LinkedHashSet<>();
        Map<String, Double> unchanged = new LinkedHashMap<>();
        model.questions().forEach((name, question) -> {
            boolean alone = question.evidence() == PostureModel.Evidence.KEY_POINTS;
            if (alone && points.familiar) {
                estimates.put(model.targets().get(question.target()).id(), points.estimates[question.target()]);
            }
            boolean both = question.evidence() == PostureModel.Evidence.AGREEMENT;
            if ((both && picture.isEmpty()) || !question.isAskedAt(90 * sample.elevation())) {
                return;
            }
            if (!points.familiar
                    || (!alone && picture.filter(seen -> !seen.familiar).isPresent())) {
                unlike.add(name);
                return;
            }
            OptionalDouble told = told(question, points, picture);
            if (told.isEmpty()) {
                disputed.add(name);
            } else if (mayBeTold(told.getAsDouble(), question, calibration.reference())) {
                probabilities.put(
                        name, capped(weakened(told.getAsDouble(), question, calibration), question, points, picture));
            } else {
                unasked.add(name);
                double worth = worthUnchanged(question, calibration.reference());
                if (worth > 0 && question.unchanged().means(told.getAsDouble())) {
                    unchanged.put(name, capped(weakened(told.getAsDouble(), worth), question, points, picture));
                }
            }
        });
        return Optional.of(new PostureReading(
                estimates, byKeyPoints, probabilities, disputed, unlike, unasked, unchanged, OptionalDouble.empty()));
    }

    /** Whether an answer may be told of the posture itself. */
    private static boolean mayBeTold(double probability, PostureModel.Question question, CalibrationStep reference) {
        return switch (reference) {
            case TALL -> true;
            case STILL, RESTS -> probability == UNDECIDED || question.unasked().allow(probability);
            default -> false;
        };
    }

    /** What a logit is worth where it says that nothing got worse since the reference. */
    private static double worthUnchanged(PostureModel.Question question, CalibrationStep reference) {
        return reference == CalibrationStep.LOW_ARMS
                ? question.unchanged().fromLowArms()
                : question.unchanged().fromRests();
    }

    /** Whether a question is answered at all, whatever is calibrated. */
    boolean answers(String question) {
        PostureModel.Question asked = model.questions().get(question);
        return asked != null && asked.isTold();
    }

    /** The probability by the question's evidence; empty if two heads have to agree and do not. */
    private static OptionalDouble told(PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return switch (question.evidence()) {
            case KEY_POINTS -> OptionalDouble.of(points.probability(question));
            case FEATURES ->
                OptionalDouble.of(byFeatures(question, points, picture).probability(question));
            case AGREEMENT ->
                agreed(points.probability(question), picture.orElseThrow().probability(question));
        };
    }

    /** Keypoints where there is no image, or where features did not hold with this calibration. */
    private static Opinion byFeatures(PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return picture.filter(seen -> seen.calibration(question).isTold()).orElse(points);
    }

    /** As sure as was right on others of who answers. */
    private static double capped(
            double probability, PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return switch (question.evidence()) {
            case KEY_POINTS -> points.calibration(question).capped(probability);
            case FEATURES ->
                byFeatures(question, points, picture).calibration(question).capped(probability);
            case AGREEMENT ->
                points.calibration(question)
                        .capped(picture.orElseThrow().calibration(question).capped(probability));
        };
    }

    /** What is left of a probability where sitting tall is known from short rests only. */
    private static double weakened(double probability, PostureModel.Question question, PostureCalibration calibration) {
        if (calibration.reference() != CalibrationStep.RESTS) {
            return probability;
        }
        return weakened(probability, question.fromRests());
    }

    /** A probability whose logit is worth less. */
    private static double weakened(double probability, double worth) {
        return 1 / (1 + Math.pow((1 - probability) / probability, worth));
    }

    /** The less sure of two answers to the same effect; empty if they are not. */
    private static OptionalDouble agreed(double one, double other) {
        if ((one - UNDECIDED) * (other - UNDECIDED) < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.abs(one - UNDECIDED) < Math.abs(other - UNDECIDED) ? one : other);
    }

    /** What the head for what is known says; one that knows less where there is none. */
    private Optional<Opinion> opinion(
            PostureCalibration.Sample sample, PostureCalibration calibration, boolean[] known) {
        boolean[] used = known.clone();
        for (int step = 2; step > 0 && !heads.has(used); step--) {
            used[step] = false;
        }
        if (!heads.has(used)) {
            return Optional.empty();
        }
        int numbers = model.look().numbers();
        double[] inputs = heads.standardised(
                calibration.compareCues(sample),
                used[3] ? calibration.compareFeatures(sample, numbers) : new double[0],
                used);
        PostureModel.Level level = Objects.requireNonNull(levels.get(PostureModel.level(used)));
        PostureHeads.Distance distance = heads.distance(inputs, used);
        return Optional.of(new Opinion(
                heads.estimate(inputs, used, sample.elevation()),
                distance.doubt(),
                level.id(),
                distance.cues() <= level.farthestCues() && distance.look() <= level.farthestLook()));
    }

    /** What one head says of a frame. */
    private static final class Opinion {
        private final double[] estimates;
        private final double doubt;
        private final String level;
        /** Whether the frame is like those that the head was learned from. */
        private final boolean familiar;

        Opinion(double[] estimates, double doubt, String level, boolean familiar) {
            this.estimates = estimates;
            this.doubt = doubt;
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
            double odds = calibration.slope() * away / width / doubt + calibration.bias();
            return 1 / (1 + Math.exp(-Math.max(-STEEPEST, Math.min(STEEPEST, odds))));
        }
    }
}

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
     * answered by key points where there is no picture, or where features did not hold on others with that calibration. Nothing is
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
        Map<String, Double> chances = new LinkedHashMap<>();
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
            } else if (mayBeTold(told.getAsDouble(), question, calibration.certainty())) {
                double worth = worth(question, calibration.certainty());
                chances.put(name, capped(weakened(told.getAsDouble(), worth), question, points, picture));
            } else {
                unasked.add(name);
                double worth = worthUnchanged(question, calibration.certainty());
                if (worth > 0 && question.unchanged().means(told.getAsDouble())) {
                    unchanged.put(name, capped(weakened(told.getAsDouble(), worth), question, points, picture));
                }
            }
        });
        return Optional.of(new PostureReading(
                estimates, byKeyPoints, chances, disputed, unlike, unasked, unchanged, OptionalDouble.empty()));
    }

    /** Whether an answer may be reported of the posture itself. */
    private static boolean mayBeTold(double chance, PostureModel.Question question, PostureCalibration.Tall certainty) {
        return certainty == PostureCalibration.Tall.ASKED
                || (worth(question, certainty) > 0
                        && (chance == UNDECIDED || question.unasked().allow(chance)));
    }

    /** Factor on a logit where it says something of the posture itself; 0 where that is not reported. */
    private static double worth(PostureModel.Question question, PostureCalibration.Tall certainty) {
        return switch (certainty) {
            case ASKED -> 1;
            case STILL -> question.fromStill();
            case RESTS -> question.fromRests();
            case LOW_ARMS -> 0;
        };
    }

    /** Factor on a logit where it says that nothing got worse since the reference; 0 where that is not reported. */
    private static double worthUnchanged(PostureModel.Question question, PostureCalibration.Tall certainty) {
        return switch (certainty) {
            case ASKED -> 0;
            case STILL -> question.unchanged().fromStill();
            case RESTS -> question.unchanged().fromRests();
            case LOW_ARMS -> question.unchanged().fromLowArms();
        };
    }

    /** Whether a question is answered at all, whatever is calibrated. */
    boolean answers(String question) {
        PostureModel.Question asked = model.questions().get(question);
        return asked != null && asked.isTold();
    }

    /** The chance by the question's evidence; empty if two heads have to agree and do not. */
    private static OptionalDouble told(PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return switch (question.evidence()) {
            case KEY_POINTS -> OptionalDouble.of(points.chance(question));
            case FEATURES ->
                OptionalDouble.of(byFeatures(question, points, picture).chance(question));
            case AGREEMENT ->
                agreed(points.chance(question), picture.orElseThrow().chance(question));
        };
    }

    /** Key points where there is no picture, or where features did not hold with this calibration. */
    private static Opinion byFeatures(PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return picture.filter(seen -> seen.calibration(question).isTold()).orElse(points);
    }

    /** As sure as was right on others of who answers. */
    private static double capped(
            double chance, PostureModel.Question question, Opinion points, Optional<Opinion> picture) {
        return switch (question.evidence()) {
            case KEY_POINTS -> points.calibration(question).capped(chance);
            case FEATURES ->
                byFeatures(question, points, picture).calibration(question).capped(chance);
            case AGREEMENT ->
                points.calibration(question)
                        .capped(picture.orElseThrow().calibration(question).capped(chance));
        };
    }

    /** A probability whose logit is multiplied by a factor. */
    private static double weakened(double chance, double worth) {
        return worth == 1 ? chance : 1 / (1 + Math.pow((1 - chance) / chance, worth));
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
                used[3] ? calibration.compareLooks(sample, numbers) : new double[0],
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

        double chance(PostureModel.Question question) {
            PostureModel.Calibration calibration = calibration(question);
            double width = Math.abs(question.yes() - question.no());
            double away = estimates[question.target()] - (question.yes() + question.no()) / 2;
            double odds = calibration.slope() * away / width / doubt + calibration.bias();
            return 1 / (1 + Math.exp(-Math.max(-STEEPEST, Math.min(STEEPEST, odds))));
        }
    }
}

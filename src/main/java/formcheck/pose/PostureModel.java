package formcheck.pose;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The posture model {@code models/posture}, as its descriptor {@code posture.json} describes it: a crop model, linear
 * heads on cues and crop features, and the calibration of their estimates to probabilities.
 *
 * @param crop computes the features of upper body and head
 * @param heads the linear heads
 * @param cues names of the cues that the heads were trained with, in order
 * @param targets that the heads estimate, in order
 * @param questions about the estimates, by name
 */
public record PostureModel(
        CropModel crop, Heads heads, List<String> cues, List<Target> targets, Map<String, Question> questions) {

    static final String FOLDER = "posture";
    static final String FILE = "posture.json";

    /**
     * The linear heads.
     *
     * @param weights of all heads
     * @param levels of calibration, one for each head, in the order of the weights
     */
    public record Heads(PoseModel.Weights weights, List<Level> levels) {}

    /**
     * A calibration level: which calibration a head uses, and which frames it does not judge.
     *
     * @param id see {@link PostureModel#level}
     * @param farthestCues largest distance of the cues of a frame from the training data, see
     *     {@code PostureHeads.Distance}
     * @param farthestCrop largest distance of the crop features
     */
    public record Level(String id, double farthestCues, double farthestCrop) {
        /** Returns which of these are known: sitting tall, both calibration raises, crop features. */
        public boolean[] known() {
            boolean[] known = new boolean[id.length()];
            for (int k = 0; k < known.length; k++) {
                known[k] = id.charAt(k) == '1';
            }
            return known;
        }
    }

    /**
     * An estimated quantity, centimetres or degrees.
     *
     * @param id its name
     */
    public record Target(String id) {}

    /**
     * A yes-or-no question about an estimate.
     *
     * @param target index of the estimate
     * @param yes value from which the answer is certainly yes
     * @param no value up to which the answer is certainly no
     * @param leastElevation smallest elevation at which the question applies, degrees
     * @param mostElevation largest elevation at which the answer is accurate enough, degrees
     * @param fromStill factor of the logit, 0 to 1, if the tall baseline comes from stillness in which the person was not asked to sit
     *     tall; 0: not reported, because the person may have slouched or leaned
     * @param fromRests the same if it comes from short rests
     * @param unasked answers that may be reported for a person who was not asked to sit tall: who always slouches is
     *     compared with slouching
     * @param calibrations by level, see {@link #level}
     * @param unchanged what may be reported for a person who was not asked, compared with themselves
     */
    public record Question(
            int target,
            double yes,
            double no,
            double leastElevation,
            double mostElevation,
            double fromStill,
            double fromRests,
            Answers unasked,
            Map<String, Calibration> calibrations,
            UnchangedAnswer unchanged) {

        /**
         * Returns whether it applies to arms at this elevation.
         *
         * @param elevation degrees
         */
        public boolean isAskedAt(double elevation) {
            return elevation >= leastElevation && elevation <= mostElevation;
        }

        /** Returns whether any level answers it. Answers that were not accurate enough on other people are withdrawn. */
        public boolean isReported() {
            return calibrations.values().stream().anyMatch(Calibration::isReported);
        }

        /** Returns the calibration of a level. */
        public Calibration at(String level) {
            return calibrations.getOrDefault(level, Calibration.WITHDRAWN);
        }
    }

    /**
     * Converts an estimate to a probability at one calibration level.
     *
     * @param slope of a logistic regression on the distance of the estimate from the middle of yes and no, in units
     *     of their distance; reduced for frames far from the training data
     * @param bias of that regression
     * @param measuredOnOthers share of correct verdicts on people of a kind outside the training data, for the worst
     *     such kind, 0.5 to 1. No probability is reported above it
     */
    public record Calibration(double slope, double bias, double measuredOnOthers) {
        /** Of an answer that was not accurate enough on others, or of a level that was not trained. */
        public static final Calibration WITHDRAWN = new Calibration(0, 0, 0.5);

        /** Returns whether the answer is reported. */
        public boolean isReported() {
            return slope != 0 || bias != 0;
        }

        /** Limits a probability to the accuracy that was measured on other people. */
        public double capped(double probability) {
            return Math.max(1 - measuredOnOthers, Math.min(measuredOnOthers, probability));
        }
    }

    /**
     * The answer "no worse than in the reference", where the reference is another moment of the same person in any
     * posture.
     *
     * @param yes whether the answer yes to the question means it
     * @param fromStill factor of the logit, 0 to 1, if the person sat still in the reference; 0 if it is not reported
     * @param fromRests the same if the arms were down for a moment
     * @param fromLowArms the same if the arms were low
     */
    public record UnchangedAnswer(boolean yes, double fromStill, double fromRests, double fromLowArms) {
        static final UnchangedAnswer NEVER = new UnchangedAnswer(false, 0, 0, 0);

        /** Returns whether the more probable answer is this one. */
        public boolean means(double probability) {
            return yes ? probability > 0.5 : probability < 0.5;
        }
    }

    /** Answers to a question that may be reported. */
    public enum Answers {
        YES,
        NO,
        BOTH;

        static Optional<Answers> ofId(String id) {
            return Arrays.stream(values())
                    .filter(answers -> answers.name().toLowerCase(Locale.ROOT).equals(id))
                    .findFirst();
        }

        /** Returns whether the more probable answer is one of them. */
        public boolean allow(double probability) {
            return this == BOTH || (this == YES) == (probability > 0.5);
        }
    }

    /**
     * Returns the name of a calibration level: 1 for each of sitting tall, both raises and crop features that is
     * known, else 0.
     */
    public static String level(boolean... known) {
        StringBuilder name = new StringBuilder();
        for (boolean there : known) {
            name.append(there ? '1' : '0');
        }
        return name.toString();
    }

    /**
     * Reads and checks the descriptor.
     *
     * @throws ModelException if it is missing or wrong
     */
    static PostureModel read(Path folder) throws ModelException {
        return PostureModelReader.read(folder);
    }

    /**
     * Returns the same model with other heads, trained without some people, to judge those people.
     *
     * @param other folder whose {@code posture.json} contains heads, verdicts and probabilities only
     * @throws ModelException if it is missing or wrong
     */
    public PostureModel withHeadsOf(Path other) throws ModelException {
        return PostureModelReader.withHeads(this, other);
    }
}

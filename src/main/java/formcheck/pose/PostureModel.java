package formcheck.pose;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The model of posture, {@code models/posture}, as its descriptor {@code posture.json} describes it: what turns a frame into a look,
 * linear heads that weigh looks and cues, and how their estimates become probabilities.
 *
 * @param look what turns a frame into a look
 * @param heads the linear heads
 * @param cues names of the cues that the heads were learned with, in their order
 * @param targets what it estimates, in their order
 * @param questions what is asked of the estimates, by name
 */
public record PostureModel(
        LookModel look, Heads heads, List<String> cues, List<Target> targets, Map<String, Question> questions) {

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
     * What a head is for, and which frames it does not judge.
     *
     * @param id see {@link PostureModel#level}
     * @param farthestCues most that a frame's cues may be unlike those that were learned from, see {@code PostureHeads.Distance}
     * @param farthestLook the same of its look
     */
    public record Level(String id, double farthestCues, double farthestLook) {
        /** What there is of sitting tall, both raises and a picture. */
        public boolean[] known() {
            boolean[] known = new boolean[id.length()];
            for (int k = 0; k < known.length; k++) {
                known[k] = id.charAt(k) == '1';
            }
            return known;
        }
    }

    /**
     * Something that is estimated, in centimetres or degrees.
     *
     * @param id its name
     */
    public record Target(String id) {}

    /**
     * A question about an estimate, with yes and no.
     *
     * @param target what it is about, an index
     * @param yes value from which the answer is yes beyond doubt
     * @param no value up to which it is no beyond doubt
     * @param leastElevation below it, the question makes no sense, degrees
     * @param mostElevation above it, the answer is wrong too often, degrees
     * @param evidence what it is answered by
     * @param fromStill factor on a logit, 0 to 1, where sitting tall was learned from stillness that nobody asked for; 0: no answer
     *     is reported, because the person may have slouched or leaned then
     * @param fromRests the same where it was learned from short rests
     * @param unasked the answers that may be reported of somebody whom nobody asked to sit tall: who slouches all the time is
     *     compared with that
     * @param calibrations by what was shown, see {@link #level}
     * @param unchanged what may be told of somebody whom nobody asked, compared with themselves
     */
    public record Question(
            int target,
            double yes,
            double no,
            double leastElevation,
            double mostElevation,
            Evidence evidence,
            double fromStill,
            double fromRests,
            Answers unasked,
            Map<String, Calibration> calibrations,
            Unchanged unchanged) {

        /**
         * Whether it is asked of arms that are raised so far.
         *
         * @param elevation degrees
         */
        public boolean isAskedAt(double elevation) {
            return elevation >= leastElevation && elevation <= mostElevation;
        }

        /** Whether it is answered at all, whatever was shown: what was not right often enough on others is withdrawn. */
        public boolean isTold() {
            return calibrations.values().stream().anyMatch(Calibration::isTold);
        }

        /** What holds at a level. */
        public Calibration at(String level) {
            return calibrations.getOrDefault(level, Calibration.WITHDRAWN);
        }
    }

    /**
     * How an estimate becomes a chance at one level of what was shown.
     *
     * @param slope of a logistic regression on how far the estimate is from the middle of yes and no, in distances between both; the
     *     less, the more a frame is unlike what was learned from
     * @param bias of that regression
     * @param measuredOnOthers share of the verdicts that were right on people of a kind that was not learned from, on the worst such
     *     kind, one half to 1: no chance is told above it
     */
    public record Calibration(double slope, double bias, double measuredOnOthers) {
        /** Of an answer that was not right often enough on others, or at a level for which none was learned. */
        public static final Calibration WITHDRAWN = new Calibration(0, 0, 0.5);

        /** Whether the answer is told. */
        public boolean isTold() {
            return slope != 0 || bias != 0;
        }

        /** A chance as far as it may be told: not surer, of yes or no, than was right on others. */
        public double capped(double chance) {
            return Math.max(1 - measuredOnOthers, Math.min(measuredOnOthers, chance));
        }
    }

    /**
     * The answer "no worse than in the reference", where the reference is another moment of the same person in any posture.
     *
     * @param yes whether it is the question's yes that means it
     * @param fromStill factor on a logit, 0 to 1, where the person sat still in the reference; 0: it is not reported
     * @param fromRests the same where the arms were down for a moment
     * @param fromLowArms the same where they were only low
     */
    public record Unchanged(boolean yes, double fromStill, double fromRests, double fromLowArms) {
        static final Unchanged NEVER = new Unchanged(false, 0, 0, 0);

        /** Whether the answer to which a chance inclines is this one. */
        public boolean means(double chance) {
            return yes ? chance > 0.5 : chance < 0.5;
        }
    }

    /** What a question is answered by. */
    public enum Evidence {
        /** Key points alone: what the picture adds did not hold for people of another kind. */
        KEY_POINTS("key-points"),
        /** Key points and features of the picture, weighed together. */
        FEATURES("features");

        private final String id;

        Evidence(String id) {
            this.id = id;
        }

        /** The name in the descriptor. */
        public String id() {
            return id;
        }

        static Optional<Evidence> ofId(String id) {
            return Arrays.stream(values())
                    .filter(evidence -> evidence.id.equals(id))
                    .findFirst();
        }
    }

    /** Which answers to a question may be told. */
    public enum Answers {
        YES,
        NO,
        BOTH;

        static Optional<Answers> ofId(String id) {
            return Arrays.stream(values())
                    .filter(answers -> answers.name().toLowerCase(Locale.ROOT).equals(id))
                    .findFirst();
        }

        /** Whether the answer to which a chance inclines is one of them. */
        public boolean allow(double chance) {
            return this == BOTH || (this == YES) == (chance > 0.5);
        }
    }

    /** The name of a level of calibration: 1 for what there is of sitting tall, both raises and a picture, else 0. */
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
     * The same model with other heads, which were learned without some people: by these they are judged.
     *
     * @param other its {@code posture.json} holds heads, verdicts and probabilities alone
     * @throws ModelException if it is missing or wrong
     */
    public PostureModel withHeadsOf(Path other) throws ModelException {
        return PostureModelReader.withHeads(this, other);
    }
}

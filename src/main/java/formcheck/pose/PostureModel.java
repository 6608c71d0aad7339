package formcheck.pose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The model of posture, {@code models/posture}, as its descriptor {@code posture.json} describes it: networks that look
 * at upper body and head, a small one that weighs looks and cues, and how its answers become probabilities.
 *
 * @param look the first networks
 * @param hidden outputs of the small one's hidden layers
 * @param head weights of the small one
 * @param cues names of the cues that it was learned with, in their order
 * @param targets what it estimates, in their order
 * @param questions what is asked of the estimates, by name
 */
public record PostureModel(
        LookModel look,
        int hidden,
        PoseModel.Weights head,
        List<String> cues,
        List<Target> targets,
        Map<String, Question> questions) {

    static final String FOLDER = "posture";
    static final String FILE = "posture.json";
    private static final int SCHEMA_VERSION = 2;
    private static final int LARGEST_LAYER = 4096;
    private static final int EVIDENCE = 3;

    /**
     * Something that is estimated.
     *
     * @param id its name
     * @param unit how much of it the network's 1 is: centimetres or degrees
     */
    public record Target(String id, double unit) {}

    /**
     * A question about an estimate, with yes and no.
     *
     * @param target what it is about, an index
     * @param yes value from which the answer is yes beyond doubt
     * @param no value up to which it is no beyond doubt
     * @param leastElevation below it, the question makes no sense, degrees
     * @param evidence what it is answered by
     * @param measuredOnOthers share of the verdicts that were right on people of a kind that was not learned from, one half to 1:
     *     no chance is told above it
     * @param fromRests what a logit is worth, 0 to 1, where sitting tall was learned from short rests
     * @param unasked the answers that may be told of somebody whom nobody asked to sit tall: who slouches all the time is
     *     compared with that
     * @param weights by what was calibrated (see {@link #level}): of the distance from the middle, of that distance in expected
     *     errors, and the bias, of a logistic regression
     */
    public record Question(
            int target,
            double yes,
            double no,
            double leastElevation,
            Evidence evidence,
            double measuredOnOthers,
            double fromRests,
            Answers unasked,
            Map<String, List<Double>> weights) {

        /** A chance as far as it may be told: not surer, of yes or no, than was right on others. */
        public double capped(double chance) {
            return Math.max(1 - measuredOnOthers, Math.min(measuredOnOthers, chance));
        }
    }

    /** What a question is answered by. */
    public enum Evidence {
        /** Key points alone: what the picture adds did not hold for people of another kind. */
        KEY_POINTS("key-points"),
        /** Key points and picture, where both give the same answer. */
        AGREEMENT("agreement");

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
        Descriptor json = new Descriptor(folder, FILE);
        json.id(SCHEMA_VERSION);
        json.licence();
        LookModel look = LookModel.read(json, folder);
        List<Target> targets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int k = 0; k < json.count("targets"); k++) {
            String field = "targets." + k;
            names.add(json.text(field + ".id"));
            targets.add(new Target(json.text(field + ".id"), json.decimal(field + ".unit", 1e-3, 1e3)));
        }
        List<String> cues = new ArrayList<>();
        for (int k = 0; k < json.count("cues"); k++) {
            cues.add(json.text("cues." + k));
        }
        Map<String, Question> questions = new LinkedHashMap<>();
        for (String name : json.names("verdicts")) {
            String field = "verdicts." + name;
            int target = names.indexOf(json.text(field + ".target"));
            if (target < 0) {
                throw json.wrong(field + ".target", "is none of the targets");
            }
            Evidence evidence = Evidence.ofId(json.text(field + ".evidence"))
                    .orElseThrow(() -> json.wrong(field + ".evidence", "is neither key-points nor agreement"));
            Answers unasked = Answers.ofId(json.text(field + ".unasked"))
                    .orElseThrow(() -> json.wrong(field + ".unasked", "is neither yes, no nor both"));
            Map<String, List<Double>> weights = new LinkedHashMap<>();
            for (String level : json.names("probabilities")) {
                List<Double> numbers = new ArrayList<>();
                for (int k = 0; k < EVIDENCE; k++) {
                    numbers.add(json.decimal("probabilities." + level + "." + name + "." + k, -1e3, 1e3));
                }
                weights.put(level, List.copyOf(numbers));
            }
            questions.put(
                    name,
                    new Question(
                            target,
                            json.decimal(field + ".yes", -1e3, 1e3),
                            json.decimal(field + ".no", -1e3, 1e3),
                            json.decimal(field + ".leastElevation", 0, 180),
                            evidence,
                            json.decimal(field + ".measuredOnOthers", 0.5, 1),
                            json.decimal(field + ".fromRests", 0, 1),
                            unasked,
                            Collections.unmodifiableMap(weights)));
        }
        return new PostureModel(
                look,
                json.number("head.hidden", 1, LARGEST_LAYER),
                json.weights("head"),
                List.copyOf(cues),
                List.copyOf(targets),
                Collections.unmodifiableMap(questions));
    }
}

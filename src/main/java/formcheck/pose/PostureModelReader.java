package formcheck.pose;

import formcheck.pose.PostureModel.Answers;
import formcheck.pose.PostureModel.Calibration;
import formcheck.pose.PostureModel.Heads;
import formcheck.pose.PostureModel.Level;
import formcheck.pose.PostureModel.Question;
import formcheck.pose.PostureModel.Target;
import formcheck.pose.PostureModel.UnchangedAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code posture.json} and checks each of its fields. */
final class PostureModelReader {
    private static final int SCHEMA_VERSION = 3;
    private static final double LARGEST_DISTANCE = 1e3;
    private static final Pattern LEVEL = Pattern.compile("[01]{4}");

    private PostureModelReader() {}

    /** @throws ModelException if the descriptor is missing or wrong */
    static PostureModel read(Path folder) throws ModelException {
        Descriptor json = new Descriptor(folder, PostureModel.FILE);
        json.id(SCHEMA_VERSION);
        json.licence();
        CropModel crop = CropModel.read(json, folder);
        List<Target> targets = json.texts("targets").stream().map(Target::new).toList();
        List<String> cues = json.texts("cues");
        return new PostureModel(crop, heads(json), cues, targets, questions(json, targets));
    }

    /**
     * Returns a model with the heads, verdicts and probabilities of another folder.
     *
     * @throws ModelException if the other descriptor is missing or wrong
     */
    static PostureModel withHeads(PostureModel model, Path other) throws ModelException {
        Descriptor json = new Descriptor(other, PostureModel.FILE);
        json.id(SCHEMA_VERSION);
        return new PostureModel(
                model.crop(), heads(json), model.cues(), model.targets(), questions(json, model.targets()));
    }

    private static Heads heads(Descriptor json) throws ModelException {
        List<Level> levels = new ArrayList<>();
        for (int k = 0; k < json.count("heads.levels"); k++) {
            String field = "heads.levels." + k;
            String id = json.text(field + ".id");
            if (!LEVEL.matcher(id).matches()) {
                throw json.wrong(field + ".id", "must be four digits, each 0 or 1");
            }
            if (levels.stream().anyMatch(level -> level.id().equals(id))) {
                throw json.wrong(field + ".id", "is there twice");
            }
            levels.add(new Level(
                    id,
                    json.decimal(field + ".farthestCues", 0, LARGEST_DISTANCE),
                    json.decimal(field + ".farthestCrop", 0, LARGEST_DISTANCE)));
        }
        return new Heads(json.weights("heads"), List.copyOf(levels));
    }

    private static Map<String, Question> questions(Descriptor json, List<Target> targets) throws ModelException {
        List<String> names = targets.stream().map(Target::id).toList();
        Map<String, Question> questions = new LinkedHashMap<>();
        for (String name : json.names("verdicts")) {
            String field = "verdicts." + name;
            int target = names.indexOf(json.text(field + ".target"));
            if (target < 0) {
                throw json.wrong(field + ".target", "is none of the targets");
            }
            double yes = json.decimal(field + ".yes", -1e3, 1e3);
            double no = json.decimal(field + ".no", -1e3, 1e3);
            if (!(yes > no)) {
                throw json.wrong(field + ".yes", "must be greater than no");
            }
            Answers unasked = Answers.ofId(json.text(field + ".unasked"))
                    .orElseThrow(() -> json.wrong(field + ".unasked", "is neither yes, no nor both"));
            Map<String, Calibration> calibrations = new LinkedHashMap<>();
            for (String level : json.names("probabilities")) {
                String numbers = "probabilities." + level + "." + name;
                calibrations.put(
                        level,
                        new Calibration(
                                json.decimal(numbers + ".0", -1e3, 1e3),
                                json.decimal(numbers + ".1", -1e3, 1e3),
                                json.decimal(numbers + ".2", 0.5, 1)));
            }
            questions.put(
                    name,
                    new Question(
                            target,
                            yes,
                            no,
                            json.decimal(field + ".leastElevation", 0, 180),
                            json.decimal(field + ".mostElevation", 0, 180),
                            json.decimal(field + ".fromStill", 0, 1),
                            json.decimal(field + ".fromRests", 0, 1),
                            unasked,
                            Collections.unmodifiableMap(calibrations),
                            unchanged(json, field)));
        }
        return Collections.unmodifiableMap(questions);
    }

    private static UnchangedAnswer unchanged(Descriptor json, String question) throws ModelException {
        if (!json.names(question).contains("unchanged")) {
            return UnchangedAnswer.NEVER;
        }
        String field = question + ".unchanged";
        String answer = json.text(field + ".answer");
        if (!answer.equals("yes") && !answer.equals("no")) {
            throw json.wrong(field + ".answer", "is neither yes nor no");
        }
        return new UnchangedAnswer(
                answer.equals("yes"),
                json.decimal(field + ".fromStill", 0, 1),
                json.decimal(field + ".fromRests", 0, 1),
                json.decimal(field + ".fromLowArms", 0, 1));
    }
}

package formcheck.evaluation.guided;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.evaluation.LabelledPose;
import formcheck.evaluation.Role;
import formcheck.evaluation.guided.GuidedRecording.Prompted;
import formcheck.exercise.RuleKind;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the labels of a guided recording as a truth file: what was prompted, and nothing measured. A void repetition may be
 * counted or not, and any verdict on it is accepted.
 */
public final class RecordingLabels {
    private static final double MILLIS = 1000;

    private RecordingLabels() {}

    /**
     * @param video the recording's file name, in the same folder
     * @param width of a frame, pixels
     * @param height of a frame, pixels
     */
    public static String text(GuidedRecording recording, String video, int width, int height) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("schemaVersion", 1);
        root.put("video", video);
        root.put("title", "Own recording");
        root.put("description", "Recorded by prompt on this machine.");
        root.put("role", Role.POSITIVE.id());
        root.put("part", "own");
        root.put("origin", "recorded");
        root.put("width", width);
        root.put("height", height);
        root.put("satTall", recording.satTall());
        List<Prompted> all = recording.prompted();
        counts(root.putObject("counts"), all);
        ArrayNode reps = root.putArray("repetitions");
        ArrayNode faults = root.putArray("faults");
        for (int i = 0; i < all.size(); i++) {
            rep(reps.addObject(), all.get(i));
            faults(faults, all.get(i), i + 1);
        }
        ArrayNode shown = root.putArray("shown");
        for (LabelledPose pose : recording.poses()) {
            shown.addObject()
                    .put("contrast", pose.pose().contrast().id())
                    .put("number", pose.pose().number())
                    .put("good", pose.pose().good())
                    .put("from", rounded(pose.from()))
                    .put("to", rounded(pose.to()));
        }
        return root.toPrettyString() + "\n";
    }

    private static void counts(ObjectNode json, List<Prompted> all) {
        int certain = (int) all.stream().filter(rep -> !isOpen(rep)).count();
        accept(json.putArray("attemptedAccept"), certain, all.size());
        int valid = (int) all.stream().filter(RecordingLabels::isSurelyValid).count();
        int perhaps = (int) all.stream().filter(RecordingLabels::isPerhapsValid).count();
        accept(json.putArray("validAccept"), valid, valid + perhaps);
    }

    private static void accept(ArrayNode json, int least, int most) {
        IntStream.rangeClosed(least, most).forEach(json::add);
    }

    private static boolean isSurelyValid(Prompted rep) {
        return !isOpen(rep) && rep.step().settled().contains(RuleKind.ELBOW_HEIGHT);
    }

    /** Returns whether both counts are accepted: it is void, or its hold is not part of the exercise. */
    private static boolean isOpen(Prompted rep) {
        return rep.isVoid() || rep.step().shown().isPresent();
    }

    private static boolean isPerhapsValid(Prompted rep) {
        boolean low = rep.step().faults().contains(RuleKind.ELBOW_HEIGHT.id());
        return !isSurelyValid(rep) && (isOpen(rep) || !low);
    }

    private static void rep(ObjectNode json, Prompted rep) {
        json.put("step", rep.step().id());
        json.put("from", rounded(rep.from()));
        json.put("to", rounded(rep.to()));
        json.put("attempted", true);
        Set<String> judged = rep.isVoid() ? Set.of() : rep.step().faults();
        put(json.putArray("faults"), judged.stream());
        Stream<String> either =
                isOpen(rep) ? Stream.of(RuleKind.values()).map(RuleKind::id) : rep.step().either().stream();
        put(json.putArray("either"), either);
        if (!rep.isVoid()) {
            rep.step().squeeze().ifPresent(squeeze -> json.put("squeeze", squeeze));
        }
    }

    private static void faults(ArrayNode json, Prompted rep, int number) {
        if (!rep.isVoid()) {
            rep.step().faults().stream()
                    .sorted()
                    .forEach(kind -> json.addObject()
                            .put("kind", kind)
                            .put("from", rounded(rep.from()))
                            .put("to", rounded(rep.to()))
                            .put("repetition", number));
        }
    }

    private static void put(ArrayNode json, Stream<String> texts) {
        texts.sorted().forEach(json::add);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * MILLIS) / MILLIS;
    }
}

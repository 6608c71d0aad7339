package formcheck.evaluation;

import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ShownPose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads FormCheck's own truth files, {@code NAME.truth.json} or {@code .json.gz}: exact for rendered clips, by prompt for people
 * who recorded themselves. {@code scripts/samples/README.md} documents every field.
 */
final class TruthFile {
    private static final int SCHEMA_VERSION = 1;

    private TruthFile() {}

    static LabelledClip read(Path folder, String name, Node root) throws LabelException {
        if (root.in("schemaVersion").count() != SCHEMA_VERSION) {
            throw root.in("schemaVersion").wrong(String.valueOf(SCHEMA_VERSION));
        }
        Path recording = LabelledSet.beside(folder, recording(root));
        Role role = Role.ofId(root.text("role").orElse("positive"))
                .orElseThrow(() -> root.in("role").wrong("positive, partial, fast, offview or negative"));
        List<LabelledRep> reps = new ArrayList<>();
        for (Node rep : root.list("repetitions")) {
            reps.add(rep(rep));
        }
        List<String> injected = new ArrayList<>();
        for (Node fault : root.list("faults")) {
            injected.add(fault.in("kind").text());
        }
        Node counts = root.in("counts");
        return new LabelledClip(
                LabelledSet.name(folder),
                name,
                recording,
                root.text("part").orElse("own"),
                role,
                root.text("person"),
                root.text("variant"),
                accepted(counts, "attempted"),
                accepted(counts, "valid"),
                reps,
                ruleKinds(),
                injected,
                unjudgeable(root),
                motion(root.in("frames"), root),
                poses(root),
                root.flag("satTall", false));
    }

    private static List<LabelledPose> poses(Node root) throws LabelException {
        List<LabelledPose> poses = new ArrayList<>();
        for (Node shown : root.list("shown")) {
            Contrast contrast = Contrast.ofId(shown.in("contrast").text())
                    .orElseThrow(() -> shown.in("contrast").wrong("squeeze, elbows or slouch"));
            int number = shown.in("number").count();
            double from = shown.in("from").number();
            double to = shown.in("to").number();
            if (number < 1) {
                throw shown.in("number").wrong("1 or more");
            }
            if (!(from < to)) {
                throw shown.wrong("a posture that ends after it begins");
            }
            poses.add(new LabelledPose(new ShownPose(contrast, number, shown.flag("good", true)), from, to));
        }
        return poses;
    }

    private static String recording(Node root) throws LabelException {
        return root.has("keypoints")
                ? root.in("keypoints").text()
                : root.in("video").text();
    }

    private static LabelledRep rep(Node rep) throws LabelException {
        OptionalDouble start = rep.number("start");
        OptionalDouble top = rep.number("top");
        OptionalDouble bottom = rep.number("bottom");
        OptionalDouble from = rep.has("from") ? rep.number("from") : start.isPresent() ? start : top;
        OptionalDouble to = rep.has("to") ? rep.number("to") : bottom;
        if (from.isEmpty()) {
            throw rep.in("start").wrong("a number");
        }
        if (to.isEmpty()) {
            throw rep.in("bottom").wrong("a number");
        }
        if (!(from.getAsDouble() < to.getAsDouble())) {
            throw rep.wrong("a repetition that ends after it begins");
        }
        return new LabelledRep(
                from.getAsDouble(),
                to.getAsDouble(),
                top,
                rep.number("loweringStart"),
                bottom,
                rep.number("loweringSeconds"),
                rep.flag("attempted", true),
                rep.texts("faults"),
                rep.texts("either"));
    }

    /** Returns {@code counts.attemptedAccept}, or {@code counts.attempted} alone. */
    private static Set<Integer> accepted(Node counts, String name) throws LabelException {
        Set<Integer> accepted = new LinkedHashSet<>(counts.counts(name + "Accept"));
        if (accepted.isEmpty() && counts.has(name)) {
            accepted.add(counts.in(name).count());
        }
        return accepted;
    }

    private static Set<String> ruleKinds() {
        Set<String> kinds = new LinkedHashSet<>();
        Stream.of(RuleKind.values()).map(RuleKind::id).forEach(kinds::add);
        return kinds;
    }

    private static Optional<List<Unjudgeable>> unjudgeable(Node root) throws LabelException {
        if (!root.has("unjudgeable")) {
            return Optional.empty();
        }
        List<Unjudgeable> all = new ArrayList<>();
        for (Node blind : root.list("unjudgeable")) {
            all.add(new Unjudgeable(
                    blind.in("check").text(),
                    blind.in("reason").text(),
                    blind.in("from").number(),
                    blind.in("to").number()));
        }
        return Optional.of(all);
    }

    private static Optional<TrueMotion> motion(Node frames, Node root) throws LabelException {
        if (frames.isAbsent()) {
            return Optional.empty();
        }
        List<Double> left = frames.numbers("leftElevation");
        List<Double> right = frames.numbers("rightElevation");
        if (left.size() != right.size() || left.isEmpty()) {
            throw frames.in("rightElevation").wrong("as long as leftElevation");
        }
        List<Double> squeeze = frames.has("squeeze") ? frames.numbers("squeeze") : List.of();
        if (!squeeze.isEmpty() && squeeze.size() != left.size()) {
            throw frames.in("squeeze").wrong("as long as leftElevation");
        }
        double rate = root.in("framesPerSecond").number();
        if (!(rate > 0)) {
            throw root.in("framesPerSecond").wrong("above 0");
        }
        return Optional.of(new TrueMotion(rate, left, right, squeeze));
    }
}

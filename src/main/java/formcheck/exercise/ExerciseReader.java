package formcheck.exercise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads exercises from the text of an exercise file. Errors are one line that names the wrong line. */
final class ExerciseReader {

    /** The numbers and the cue of a rule. */
    private record Draft(double limit, double tolerance, String cue) {}

    private final String file;

    ExerciseReader(String file) {
        this.file = file;
    }

    Map<String, Exercise> read(String text) throws ExerciseException {
        Fields root = mapping(compose(text), "the file");
        root.allow(
                "schemaVersion",
                "id",
                "name",
                "targetRepetitions",
                "setBreakSeconds",
                "rules",
                "cleanRequires",
                "variants");
        if (number(root.need("schemaVersion"), "schemaVersion", 1, 1) != 1) {
            throw new IllegalStateException("bounds hold");
        }
        String id = identifier(root.need("id"), "id");
        String name = label(root.need("name"), "name");
        Fields target = mapping(root.need("targetRepetitions"), "targetRepetitions");
        target.allow("from", "to");
        int from = whole(target.need("from"), "targetRepetitions.from", 1, 200);
        int to = whole(target.need("to"), "targetRepetitions.to", from, 200);
        double setBreak = number(root.need("setBreakSeconds"), "setBreakSeconds", 3, 600);
        Map<RuleKind, Draft> rules = rules(mapping(root.need("rules"), "rules"), Map.of());
        if (!rules.containsKey(RuleKind.ELBOW_HEIGHT)) {
            throw wrong(root.need("rules"), "rules needs elbow-height: it decides what is valid");
        }
        Set<RuleKind> clean = cleanRequires(root.need("cleanRequires"), rules);
        Map<String, Exercise> variants = new LinkedHashMap<>();
        Node variantsNode = root.need("variants");
        for (NodeTuple entry : mapping(variantsNode, "variants").tuples()) {
            String variant = identifier(entry.getKeyNode(), "a variant's name");
            Fields fields = mapping(entry.getValueNode(), "variant " + variant);
            fields.allow("name", "rules");
            Map<RuleKind, Draft> own =
                    fields.has("rules") ? rules(mapping(fields.need("rules"), "rules"), rules) : rules;
            variants.put(
                    variant,
                    new Exercise(
                            id,
                            name,
                            variant,
                            label(fields.need("name"), "name"),
                            from,
                            to,
                            setBreak,
                            build(own),
                            clean));
        }
        if (variants.isEmpty()) {
            throw wrong(variantsNode, "variants must not be empty");
        }
        return variants;
    }

    private Node compose(String text) throws ExerciseException {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(12);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
            if (node == null) {
                throw new ExerciseException(file + " is empty. Start from a copy of the built-in exercise.");
            }
            refuseDoubleKeys(node);
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ExerciseException(file + ":" + line + ": " + oneLine(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            throw new ExerciseException(file + " is not readable as YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** Refuses two values for one name: the library would take the last, and the author may mean the first. */
    private void refuseDoubleKeys(Node node) throws ExerciseException {
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                refuseDoubleKeys(item);
            }
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = text(tuple.getKeyNode(), "a name");
                int line = tuple.getKeyNode().getStartMark().getLine() + 1;
                Integer first = lines.putIfAbsent(key, line);
                if (first != null) {
                    throw wrong(tuple.getKeyNode(), "'" + oneLine(key) + "' is there twice, first in line " + first);
                }
                refuseDoubleKeys(tuple.getValueNode());
            }
        }
    }

    private Map<RuleKind, Draft> rules(Fields fields, Map<RuleKind, Draft> base) throws ExerciseException {
        Map<RuleKind, Draft> rules = base.isEmpty() ? new EnumMap<>(RuleKind.class) : new EnumMap<>(base);
        for (NodeTuple entry : fields.tuples()) {
            String id = text(entry.getKeyNode(), "a rule's name");
            RuleKind kind = RuleKind.ofId(id)
                    .orElseThrow(() -> wrong(
                            entry.getKeyNode(),
                            "there is no rule '" + id + "'; there are "
                                    + String.join(
                                            ", ",
                                            List.of(RuleKind.values()).stream()
                                                    .map(RuleKind::id)
                                                    .toList())));
            Draft was = rules.get(kind);
            Fields rule = mapping(entry.getValueNode(), id);
            rule.allow("limit", "tolerance", "cue");
            double limit = was != null && !rule.has("limit")
                    ? was.limit
                    : number(rule.need("limit"), id + ".limit", kind.least(), kind.most());
            double tolerance = was != null && !rule.has("tolerance")
                    ? was.tolerance
                    : number(rule.need("tolerance"), id + ".tolerance", kind.leastTolerance(), kind.mostTolerance());
            String cue = was != null && !rule.has("cue") ? was.cue : label(rule.need("cue"), id + ".cue");
            if (cue.length() > 24) {
                throw wrong(rule.need("cue"), id + ".cue is longer than the 24 characters that are read at a glance");
            }
            rules.put(kind, new Draft(limit, tolerance, cue));
        }
        return rules;
    }

    private static List<FormRule> build(Map<RuleKind, Draft> drafts) {
        List<FormRule> rules = new ArrayList<>();
        drafts.forEach(
                (kind, draft) -> rules.add(kind.rule(new Limit(draft.limit, draft.tolerance, kind.unit()), draft.cue)));
        return rules;
    }

    private Set<RuleKind> cleanRequires(Node node, Map<RuleKind, Draft> rules) throws ExerciseException {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong(node, "cleanRequires must be a list of rules");
        }
        Set<RuleKind> clean = new LinkedHashSet<>();
        for (Node item : sequence.getValue()) {
            String id = text(item, "a rule of cleanRequires");
            RuleKind kind = RuleKind.ofId(id)
                    .filter(rules::containsKey)
                    .orElseThrow(() -> wrong(item, "cleanRequires names '" + id + "', which is not among the rules"));
            if (kind.coachesOnly()) {
                throw wrong(
                        item, "cleanRequires must not name '" + id + "': it is coached, but not sure enough to decide");
            }
            clean.add(kind);
        }
        return clean;
    }

    private String identifier(Node node, String what) throws ExerciseException {
        String value = text(node, what);
        if (!value.matches("[a-z][a-z0-9-]{0,39}")) {
            throw wrong(node, what + " must be small letters, digits and hyphens, not '" + oneLine(value) + "'");
        }
        return value;
    }

    private String label(Node node, String what) throws ExerciseException {
        String value = text(node, what);
        if (value.isBlank() || value.length() > 80 || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(node, what + " must be one line of 1 to 80 characters");
        }
        return value;
    }

    private int whole(Node node, String what, double least, double most) throws ExerciseException {
        double value = number(node, what, least, most);
        if (value != Math.rint(value)) {
            throw wrong(node, what + " must be a whole number");
        }
        return (int) value;
    }

    private double number(Node node, String what, double least, double most) throws ExerciseException {
        String text = text(node, what);
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(node, what + " must be a number, not '" + oneLine(text) + "'");
        }
        if (!(value >= least && value <= most)) {
            throw wrong(
                    node,
                    String.format(
                            Locale.ROOT,
                            "%s must be between %s and %s, not %s",
                            what,
                            brief(least),
                            brief(most),
                            text));
        }
        return value;
    }

    private String text(Node node, String what) throws ExerciseException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, what + " must be a single value");
    }

    private Fields mapping(Node node, String what) throws ExerciseException {
        if (node instanceof MappingNode mapping) {
            return new Fields(mapping, what);
        }
        throw wrong(node, what + " must be a block of 'name: value' lines");
    }

    private ExerciseException wrong(Node node, String message) {
        return new ExerciseException(file + ":" + (node.getStartMark().getLine() + 1) + ": " + message + ".");
    }

    private static String brief(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }

    /** The fields of one block. */
    private final class Fields {
        private final MappingNode node;
        private final String what;

        Fields(MappingNode node, String what) {
            this.node = node;
            this.what = what;
        }

        List<NodeTuple> tuples() {
            return node.getValue();
        }

        void allow(String... names) throws ExerciseException {
            for (NodeTuple tuple : node.getValue()) {
                String name = text(tuple.getKeyNode(), "a name in " + what);
                if (!List.of(names).contains(name)) {
                    throw wrong(
                            tuple.getKeyNode(),
                            what + " knows no '" + oneLine(name) + "'; it knows " + String.join(", ", names));
                }
            }
        }

        boolean has(String name) {
            return node.getValue().stream()
                    .anyMatch(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(name));
        }

        Node need(String name) throws ExerciseException {
            for (NodeTuple tuple : node.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return tuple.getValueNode();
                }
            }
            throw wrong(node, what + " lacks '" + name + "'");
        }
    }
}

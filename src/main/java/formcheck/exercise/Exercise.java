package formcheck.exercise;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exercise in one of its variants, as its file states it. Data only.
 *
 * @param id name in files
 * @param name for people
 * @param variant the variant's name in files
 * @param variantName the variant's name for people
 * @param fewestRepetitions of a set
 * @param mostRepetitions of a set
 * @param setBreak rest after which a new set begins, seconds
 * @param rules in the order in which they are shown
 * @param cleanRequires the rules that a clean repetition keeps
 */
public record Exercise(
        String id,
        String name,
        String variant,
        String variantName,
        int fewestRepetitions,
        int mostRepetitions,
        double setBreak,
        List<FormRule> rules,
        Set<RuleKind> cleanRequires) {

    public Exercise {
        rules = List.copyOf(rules);
        cleanRequires = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(cleanRequires));
        long height = rules.stream().filter(ElbowHeight.class::isInstance).count();
        if (height != 1) {
            throw new IllegalArgumentException("elbow-height decides what is valid and must stand in the rules once");
        }
    }

    /** The rule that decides validity. */
    public ElbowHeight elbowHeight() {
        return rules.stream()
                .filter(ElbowHeight.class::isInstance)
                .map(ElbowHeight.class::cast)
                .findFirst()
                .orElseThrow();
    }

    public Optional<FastDescent> fastDescent() {
        return rules.stream()
                .filter(FastDescent.class::isInstance)
                .map(FastDescent.class::cast)
                .findFirst();
    }

    /**
     * The same exercise for a person who cannot reach the usual height yet.
     *
     * @param degrees the elevation that this person is to reach
     * @throws IllegalArgumentException if that is no sensible height
     */
    public Exercise withHeightLimit(double degrees) {
        if (!(degrees >= RuleKind.ELBOW_HEIGHT.least() && degrees <= RuleKind.ELBOW_HEIGHT.most())) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a height limit is between %.0f and %.0f degrees",
                    RuleKind.ELBOW_HEIGHT.least(),
                    RuleKind.ELBOW_HEIGHT.most()));
        }
        List<FormRule> own = new ArrayList<>();
        for (FormRule rule : rules) {
            own.add(
                    rule instanceof ElbowHeight height
                            ? new ElbowHeight(
                                    new Limit(
                                            degrees,
                                            height.limit().tolerance(),
                                            height.limit().unit()),
                                    height.cue())
                            : rule);
        }
        return new Exercise(
                id, name, variant, variantName, fewestRepetitions, mostRepetitions, setBreak, own, cleanRequires);
    }

    /**
     * The same exercise as it is judged for a person of whom verdicts were proven; what was proven before is forgotten.
     *
     * @param proofs by the rule that they are about; a rule that the exercise does not have is passed over
     * @param decide whether those that are sure enough decide what is clean: their fault makes a repetition unclean, and where
     *     they are not judged the others decide
     */
    public Exercise provenBy(Map<RuleKind, Proof> proofs, boolean decide) {
        List<FormRule> own = new ArrayList<>();
        Set<RuleKind> clean = new LinkedHashSet<>(cleanRequires);
        clean.removeIf(kind -> kind.probability().isPresent());
        for (FormRule rule : rules) {
            if (rule instanceof Posture posture) {
                Optional<Proof> proof = Optional.ofNullable(proofs.get(rule.kind()));
                own.add(new Posture(posture.kind(), posture.limit(), posture.cue(), proof));
                if (decide && proof.filter(found -> found.verdict().mayDecide()).isPresent()) {
                    clean.add(rule.kind());
                }
            } else {
                own.add(rule);
            }
        }
        return new Exercise(id, name, variant, variantName, fewestRepetitions, mostRepetitions, setBreak, own, clean);
    }

    /** The same exercise as it is judged for the person for whom another one was: today's rules, and what was proven then. */
    public Exercise provenLike(Exercise then) {
        boolean decided =
                then.cleanRequires.stream().anyMatch(kind -> kind.probability().isPresent());
        return provenBy(then.proofs(), decided);
    }

    /** The probability from which a rule about posture is told, 0 to 1; 1 for one that the exercise does not have. */
    public double probabilityLimit(RuleKind kind) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind)
                .mapToDouble(rule -> rule.limit().value() / 100)
                .findFirst()
                .orElse(1);
    }

    /** The proofs of its rules. */
    public Map<RuleKind, Proof> proofs() {
        Map<RuleKind, Proof> proofs = new EnumMap<>(RuleKind.class);
        rules.forEach(rule -> rule.proof().ifPresent(proof -> proofs.put(rule.kind(), proof)));
        return proofs;
    }
}

package formcheck.exercise;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The exercise in one of its variants, as its file defines it. Data only.
 *
 * @param id name in files
 * @param name for people
 * @param variant name of the variant in files
 * @param variantName name of the variant for people
 * @param fewestRepetitions of a set
 * @param mostRepetitions of a set
 * @param setBreak rest after which a new set begins, seconds
 * @param rules in the order in which they are shown
 * @param cleanRequires rules that a clean repetition keeps
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
     * @param degrees elevation that this person should reach
     * @throws IllegalArgumentException if the height is outside the rule's bounds
     */
    public Exercise withHeightLimit(double degrees) {
        return prescribed(OptionalDouble.of(degrees), OptionalDouble.empty(), fewestRepetitions, mostRepetitions);
    }

    /**
     * The same exercise with limits and repetitions that somebody prescribed. Tolerances stay.
     *
     * @param height elevation to reach, degrees; empty for the usual one
     * @param lowering least time of a lowering of 90 degrees, seconds; empty for the usual one
     * @param fewest repetitions of a set
     * @param most repetitions of a set
     * @throws IllegalArgumentException if a limit is outside its rule's bounds, or of a rule that the exercise does not have
     */
    public Exercise prescribed(OptionalDouble height, OptionalDouble lowering, int fewest, int most) {
        if (lowering.isPresent() && fastDescent().isEmpty()) {
            throw new IllegalArgumentException("this exercise has no limit of the lowering");
        }
        List<FormRule> own = new ArrayList<>();
        for (FormRule rule : rules) {
            if (rule instanceof ElbowHeight usual && height.isPresent()) {
                own.add(new ElbowHeight(limited(rule, height.getAsDouble(), "a height limit"), usual.cue()));
            } else if (rule instanceof FastDescent usual && lowering.isPresent()) {
                own.add(new FastDescent(limited(rule, lowering.getAsDouble(), "a lowering limit"), usual.cue()));
            } else {
                own.add(rule);
            }
        }
        return new Exercise(id, name, variant, variantName, fewest, most, setBreak, own, cleanRequires);
    }

    private static Limit limited(FormRule rule, double value, String what) {
        RuleKind kind = rule.kind();
        if (!(value >= kind.least() && value <= kind.most())) {
            throw new IllegalArgumentException(
                    what + " is between " + number(kind.least()) + " and " + number(kind.most()) + " " + kind.unit());
        }
        return new Limit(value, rule.limit().tolerance(), rule.limit().unit());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /**
     * The same exercise for a person for whom verdicts were proven; replaces earlier proofs.
     *
     * @param proofs by the rule that they are about; rules that the exercise does not have are ignored
     * @param decide whether proofs that are certain enough decide what is clean: a fault makes a repetition unclean; what is not
     *     assessed is left to the other rules
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

    /** The same exercise with the proofs of an earlier session's exercise: today's rules, yesterday's proofs. */
    public Exercise provenLike(Exercise then) {
        boolean decided =
                then.cleanRequires.stream().anyMatch(kind -> kind.probability().isPresent());
        return provenBy(then.proofs(), decided);
    }

    /** Least probability of a verdict of a posture rule, 0 to 1; 1 for a rule that the exercise does not have. */
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

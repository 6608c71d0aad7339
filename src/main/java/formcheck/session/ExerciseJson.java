package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.motionfile.StoredJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An exercise as it was judged, as sessions and motion files store it: reports show the limits of that day.
 *
 * @param rules in the exercise's order
 * @param cleanRequires ids of the rules that a clean repetition passes
 */
record ExerciseJson(
        @Nullable String id,
        @Nullable String name,
        @Nullable String variant,
        @Nullable String variantName,
        int fewestRepetitions,
        int mostRepetitions,
        double setBreakSeconds,
        @Nullable List<StoredRule> rules,
        @Nullable List<String> cleanRequires) {

    /** A rule with its limit, and with its proof where a person has one. */
    record StoredRule(
            @Nullable String id,
            double limit,
            double tolerance,
            @Nullable String unit,
            @Nullable String cue,
            @Nullable StoredProof proof) {

        static StoredRule of(FormRule rule) {
            return new StoredRule(
                    rule.id(),
                    rule.limit().value(),
                    rule.limit().tolerance(),
                    rule.limit().unit(),
                    rule.cue(),
                    rule.proof().map(StoredProof::of).orElse(null));
        }

        FormRule rule(RuleKind kind) {
            return kind.rule(new Limit(limit, tolerance, RepJson.text(unit)), RepJson.text(cue));
        }
    }

    /**
     * The last proof of a posture verdict.
     *
     * @param on ISO 8601 date
     * @param right how many of the shown postures the verdict recognised
     * @param wrong how many it mistook
     * @param shown how many were shown
     */
    record StoredProof(@Nullable String on, int right, int wrong, int shown) {
        static StoredProof of(Proof proof) {
            return new StoredProof(
                    proof.day(),
                    proof.verdict().right(),
                    proof.verdict().wrong(),
                    proof.verdict().shown());
        }

        Proof proof(Contrast contrast) {
            try {
                return new Proof(LocalDate.parse(RepJson.text(on)), new ProvenVerdict(contrast, right, wrong, shown));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("a proof without a date", e);
            }
        }
    }

    static ExerciseJson of(Exercise exercise) {
        return new ExerciseJson(
                exercise.id(),
                exercise.name(),
                exercise.variant(),
                exercise.variantName(),
                exercise.fewestRepetitions(),
                exercise.mostRepetitions(),
                exercise.setBreak(),
                exercise.rules().stream().map(StoredRule::of).toList(),
                exercise.cleanRequires().stream().map(RuleKind::id).toList());
    }

    static ObjectNode write(Exercise exercise) {
        return StoredJson.tree(of(exercise));
    }

    /** @throws IllegalArgumentException if it is no exercise */
    static Exercise read(JsonNode json) {
        return StoredJson.read(json, ExerciseJson.class).exercise();
    }

    /**
     * Returns the exercise without the rules that this version does not know.
     *
     * @throws IllegalArgumentException if it is no exercise
     */
    Exercise exercise() {
        List<FormRule> known = new ArrayList<>();
        Map<RuleKind, Proof> proofs = new EnumMap<>(RuleKind.class);
        for (StoredRule rule : rules == null ? List.<StoredRule>of() : rules) {
            Optional<RuleKind> kind = RuleKind.ofId(RepJson.text(rule.id));
            kind.ifPresent(found -> known.add(rule.rule(found)));
            StoredProof proof = rule.proof;
            if (proof != null) {
                kind.ifPresent(
                        found -> found.contrast().ifPresent(contrast -> proofs.put(found, proof.proof(contrast))));
            }
        }
        Set<RuleKind> clean = new LinkedHashSet<>();
        for (String rule : cleanRequires == null ? List.<String>of() : cleanRequires) {
            RuleKind.ofId(rule).ifPresent(clean::add);
        }
        Exercise exercise = new Exercise(
                RepJson.text(id),
                RepJson.text(name),
                RepJson.text(variant),
                RepJson.text(variantName),
                fewestRepetitions,
                mostRepetitions,
                setBreakSeconds,
                known,
                clean);
        return proofs.isEmpty()
                ? exercise
                : exercise.provenBy(
                        proofs,
                        clean.stream().anyMatch(kind -> kind.probability().isPresent()));
    }
}

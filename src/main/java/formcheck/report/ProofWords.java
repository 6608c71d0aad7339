package formcheck.report;

import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Proof;
import java.util.List;
import java.util.Optional;

/** What the reports say of verdicts that were proven of the person, or that were tried to be. */
final class ProofWords {
    private final Exercise exercise;
    private final Words words;

    /** @param exercise as it was judged for the person */
    ProofWords(Exercise exercise, Words words) {
        this.exercise = exercise;
        this.words = words;
    }

    /** {@code proven on you on 30 Nov 2026}, if it is. */
    static Optional<String> brief(FormRule rule, Words words) {
        return passed(rule).map(proof -> words.text("report.proven", "day", day(proof, words)));
    }

    /** The rule by its name, with that beside it if so. */
    String named(FormRule rule) {
        String name = words.rule(rule.kind());
        return passed(rule)
                .map(proof -> words.text("report.proven.rule", "rule", name, "day", day(proof, words)))
                .orElse(name);
    }

    /** What stands beside a verdict in place of what anybody's would have. */
    Optional<String> beside(FormRule rule) {
        return passed(rule)
                .map(proof -> words.text(
                        decides(rule) ? "report.proven.beside-decides" : "report.proven.beside",
                        "day",
                        day(proof, words),
                        "right",
                        proof.verdict().right(),
                        "shown",
                        proof.verdict().shown()));
    }

    /** Whether a rule about posture decides what is clean. */
    boolean decides(FormRule rule) {
        return rule.kind().probability().isPresent() && exercise.cleanRequires().contains(rule.kind());
    }

    /** Whether any does. */
    boolean anyDecides() {
        return exercise.rules().stream().anyMatch(this::decides);
    }

    /** A sentence or two on each verdict of which anything was shown; none if nothing was. */
    List<String> findings() {
        return exercise.rules().stream()
                .flatMap(rule -> rule.proof().map(proof -> finding(rule, proof)).stream())
                .toList();
    }

    private String finding(FormRule rule, Proof proof) {
        String outcome = decides(rule) ? "decides" : proof.verdict().outcome().id();
        return words.text(
                "report.proven." + outcome,
                "rule",
                Numbers.capital(words.rule(rule.kind())),
                "day",
                day(proof, words),
                "right",
                proof.verdict().right(),
                "wrong",
                proof.verdict().wrong(),
                "shown",
                proof.verdict().shown(),
                "luck",
                words.fixed(100 * proof.verdict().luck(), 1) + " %");
    }

    private static Optional<Proof> passed(FormRule rule) {
        return rule.proof().filter(Proof::passed);
    }

    private static String day(Proof proof, Words words) {
        return Dates.of(words).day(proof.on());
    }
}

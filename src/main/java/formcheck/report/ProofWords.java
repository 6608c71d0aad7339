package formcheck.report;

import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Proof;
import java.util.List;
import java.util.Optional;

/** The report's text on verdicts that were proven for the person, or tested without success. */
final class ProofWords {
    private final Exercise exercise;
    private final Words words;

    /** @param exercise as it was judged for the person */
    ProofWords(Exercise exercise, Words words) {
        this.exercise = exercise;
        this.words = words;
    }

    /** Returns text such as {@code proven on you on 30 Nov 2026}; empty without a proof. */
    static Optional<String> brief(FormRule rule, Words words) {
        return passed(rule).map(proof -> words.text("report.proven", "day", day(proof, words)));
    }

    /** Returns the name of a rule, with its proof if there is one. */
    String named(FormRule rule) {
        String name = words.rule(rule.kind());
        return passed(rule)
                .map(proof -> words.text("report.proven.rule", "rule", name, "day", day(proof, words)))
                .orElse(name);
    }

    /** Returns the note on a proven verdict, in place of the general one. */
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

    /** Returns whether a posture rule decides whether a repetition is clean. */
    boolean decides(FormRule rule) {
        return rule.kind().probability().isPresent() && exercise.cleanRequires().contains(rule.kind());
    }

    /** Returns whether any posture rule decides. */
    boolean anyDecides() {
        return exercise.rules().stream().anyMatch(this::decides);
    }

    /** Returns one or two sentences on each verdict with a test; none without tests. */
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

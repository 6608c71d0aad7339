package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.report.RepView.MeasuredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes one row for all posture rules of a repetition that found no fault, grouped by outcome. */
final class PostureRow {
    private final Words words;
    private final ProofWords proofs;

    PostureRow(Words words, ProofWords proofs) {
        this.words = words;
        this.proofs = proofs;
    }

    /**
     * Returns the row of a repetition; empty if there is nothing to show.
     *
     * @param printed whether to leave out what was not assessed: the session's own table has it once
     */
    Optional<MeasuredRow> of(Rep rep, boolean printed) {
        record PostureOutcome(Check check, boolean decides) {}
        Map<PostureOutcome, List<String>> outcomes = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> {
            boolean shown = !printed || check.notAssessable().isEmpty();
            if (shown && rule.kind().coachesOnly() && !(check instanceof Check.Broken)) {
                boolean decides = check instanceof Check.Ok && proofs.decides(rule);
                outcomes.computeIfAbsent(new PostureOutcome(check, decides), any -> new ArrayList<>())
                        .add(named(rule, check));
            }
        });
        List<String> notes = new ArrayList<>();
        Set<String> states = new LinkedHashSet<>();
        outcomes.forEach((outcome, names) -> {
            Check check = outcome.check();
            states.add(check.id());
            String list = words.list(names);
            String told = told(check, outcome.decides());
            String note = check.notAssessable()
                    .map(why -> words.text(
                            "report.posture.unjudged",
                            "list",
                            list,
                            "why",
                            words.reason(why),
                            "remedy",
                            words.remedy(why)))
                    .orElseGet(() -> words.text(told, "list", list));
            notes.add(note);
        });
        if (notes.isEmpty()) {
            return Optional.empty();
        }
        String state = states.size() == 1 ? states.iterator().next() : "ok";
        return Optional.of(MeasuredRow.note(words.text("report.posture"), state, String.join(" ", notes)));
    }

    private String named(FormRule rule, Check check) {
        if (check instanceof Check.Unchanged) {
            return words.text("report.unchanged." + rule.kind().id());
        }
        return check instanceof Check.Ok ? proofs.named(rule) : words.rule(rule.kind());
    }

    private static String told(Check check, boolean decides) {
        if (check instanceof Check.Ok) {
            return decides ? "report.posture.good-decides" : "report.posture.good";
        }
        return check instanceof Check.Unchanged ? "report.posture.unchanged" : "report.posture.not-watched";
    }
}

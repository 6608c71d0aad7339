package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import java.util.List;

/** What the reports say of the rules and their faults. Every number in these words comes from the fault or its rule. */
final class RuleWords {
    private final Words words;

    RuleWords(Words words) {
        this.words = words;
    }

    /** The fault of a few words that heads a repetition. */
    String brief(RuleKind kind) {
        return words.text("report.brief." + kind.id());
    }

    /** The fault with what was measured and what it was held against. */
    String fault(Fault fault, Rep rep) {
        Limit limit = fault.limit();
        RuleKind kind = fault.rule().kind();
        if (kind.probability().isPresent()) {
            String told = words.text("report.fault.probably", "what", probably(kind), "value", measured(fault));
            return ProofWords.brief(fault.rule(), words)
                    .map(proven -> told + ", " + proven)
                    .orElse(told);
        }
        return words.text(
                "report.fault." + kind.id(),
                "who",
                who(kind, fault.side()),
                "value",
                measured(fault),
                "bound",
                words.amount(limit.value(), limit.unit()),
                "way",
                rep.range().stream().mapToObj(words::degrees).findFirst().orElse("–"),
                "counts",
                counts(kind, limit));
    }

    /** What counts beside what is wanted, and why the two differ, in brackets; empty where they do not. */
    private String counts(RuleKind kind, Limit limit) {
        if (limit.tolerance() > 0) {
            return words.text(
                    kind.wantsAtLeast() ? "report.counts.least" : "report.counts.most",
                    "edge",
                    words.amount(limit.edge(kind.wantsAtLeast()), limit.unit()),
                    "error",
                    words.amount(limit.tolerance(), limit.unit()));
        }
        return kind == RuleKind.ASYMMETRY
                ? words.text("report.counts.false", "error", words.degrees(Uncertainty.FALSE_ASYMMETRY))
                : "";
    }

    private String who(RuleKind kind, BodySide side) {
        return words.text(switch (kind) {
                    case ELBOW_HEIGHT -> "report.elbows.";
                    case FAST_DESCENT -> "report.lowered.";
                    default -> "report.arm.";
                }
                + side.id());
    }

    private String probably(RuleKind kind) {
        return words.text("report.probably." + kind.id());
    }

    /** The value, never rounded into what would have been good enough. */
    String measured(Fault fault) {
        Limit limit = fault.limit();
        double edge =
                fault.value() < limit.value() ? limit.value() - limit.tolerance() : limit.value() + limit.tolerance();
        return words.amountBeside(fault.value(), edge, limit.unit());
    }

    /**
     * What several repetitions did wrong, to go on after their number: {@code two repetitions ...}.
     *
     * @param counted those by which singular or plural is chosen
     * @param faults those whose values are told
     */
    String together(FormRule rule, List<Fault> counted, List<Fault> faults) {
        return words.plural(
                "report.together." + rule.id(),
                counted.size(),
                "bound",
                words.amount(rule.limit().value(), rule.limit().unit()),
                "how",
                inTime(faults));
    }

    private String inTime(List<Fault> faults) {
        double least = faults.stream().mapToDouble(Fault::value).min().orElse(0);
        double most = faults.stream().mapToDouble(Fault::value).max().orElse(0);
        if (least >= 0.4 && most < 0.65) {
            return words.text("report.in-half-second");
        }
        return most - least > 0.35
                ? words.text("report.too-fast")
                : words.text("report.in", "range", words.range(least, most, "s"));
    }

    /** The values of several repetitions as a remark: {@code reached 74 to 78°}. */
    String spread(FormRule rule, List<Fault> faults) {
        double least = faults.stream().mapToDouble(Fault::value).min().orElse(0);
        double most = faults.stream().mapToDouble(Fault::value).max().orElse(0);
        String range = words.range(least, most, rule.limit().unit());
        if (rule.kind().probability().isPresent()) {
            String told = words.text("report.fault.probably-spread", "what", probably(rule.kind()), "range", range);
            return ProofWords.brief(rule, words)
                    .map(proven -> told + ", " + proven)
                    .orElse(told);
        }
        return words.plural("report.spread." + rule.id(), faults.size(), "range", range);
    }

    /** The one thing to change about it next time. */
    String advice(FormRule rule, List<Fault> faults) {
        String key = "report.advice." + rule.id();
        if (rule.kind() == RuleKind.ELBOW_HEIGHT && rule.limit().value() != 90) {
            return words.text(key + ".own", "bound", words.degrees(rule.limit().value()));
        }
        for (BodySide side : List.of(BodySide.LEFT, BodySide.RIGHT)) {
            boolean always = !faults.isEmpty() && faults.stream().allMatch(fault -> fault.side() == side);
            if (rule.kind() == RuleKind.ASYMMETRY && always) {
                return words.text(key + "." + side.id());
            }
        }
        return words.text(key);
    }
}

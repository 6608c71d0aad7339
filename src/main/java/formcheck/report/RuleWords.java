package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import java.util.List;

/** What the reports call the rules and their faults. Every number in these words comes from the fault or its rule. */
final class RuleWords {

    private RuleWords() {}

    /** What is measured. */
    static String name(RuleKind kind) {
        return switch (kind) {
            case ELBOW_HEIGHT -> "elbow height";
            case FAST_DESCENT -> "way down";
            case ASYMMETRY -> "left against right";
            case HALF_REPETITION -> "coming back";
            case RANGE_OF_MOTION -> "range of motion";
            case ELBOWS_BACK -> "elbows back";
            case CHEST_OPENING -> "chest opening";
            case BLADE_SQUEEZE -> "shoulder blades";
            case SLOUCH -> "sitting tall";
            case HEAD_FORWARD -> "head over shoulders";
            case SHRUG -> "shoulders low";
            case LEANING_BACK -> "upright trunk";
            case TRUNK_SWING -> "still trunk";
        };
    }

    /** What is not judged, from a blind spot's check. */
    static String checkName(String check) {
        return switch (check) {
            case "repetitions" -> "repetitions";
            case "person" -> "who exercises";
            default -> RuleKind.ofId(check).map(RuleWords::name).orElse(check.replace('-', ' '));
        };
    }

    /** The fault of a few words that heads a repetition. */
    static String brief(RuleKind kind) {
        return switch (kind) {
            case ELBOW_HEIGHT -> "stayed too low";
            case FAST_DESCENT -> "came down too fast";
            case ASYMMETRY -> "was uneven";
            case HALF_REPETITION -> "did not come all the way down";
            case RANGE_OF_MOTION -> "was too small";
            case ELBOWS_BACK -> "kept the elbows forward";
            case CHEST_OPENING -> "kept the chest closed";
            case BLADE_SQUEEZE -> "had no squeeze at the top";
            case SLOUCH -> "was slouched";
            case HEAD_FORWARD -> "pushed the head forward";
            case SHRUG -> "pulled the shoulders up";
            case LEANING_BACK -> "leaned back";
            case TRUNK_SWING -> "was swung up";
        };
    }

    /** The fault with what was measured and what it was held against. */
    static String fault(Fault fault, Rep rep) {
        Limit limit = fault.limit();
        String bound = Figures.amount(limit.value(), limit.unit());
        String value = measured(fault);
        return switch (fault.rule().kind()) {
            case ELBOW_HEIGHT -> "%s reached %s, %s wanted".formatted(elbows(fault.side()), value, bound);
            case FAST_DESCENT ->
                "%s in %s, %s want %s"
                        .formatted(
                                fault.side() == BodySide.BOTH
                                        ? "lowered"
                                        : fault.side().id() + " arm lowered",
                                value,
                                Figures.degrees(rep.range()),
                                bound);
            case ASYMMETRY ->
                "%s arm %s lower, at most %s".formatted(fault.side().id(), value, bound);
            case HALF_REPETITION -> "lowered %s of the way, %s wanted".formatted(value, bound);
            case RANGE_OF_MOTION -> "moved %s, %s wanted".formatted(value, bound);
            case ELBOWS_BACK, CHEST_OPENING, BLADE_SQUEEZE, SLOUCH, HEAD_FORWARD, SHRUG, LEANING_BACK ->
                "probably %s (%s sure)".formatted(probably(fault.rule().kind()), value);
            case TRUNK_SWING ->
                "trunk swung by about %s on the way up, at most %s".formatted(Figures.degrees(fault.value()), bound);
        };
    }

    private static String probably(RuleKind kind) {
        return switch (kind) {
            case ELBOWS_BACK -> "elbows forward";
            case CHEST_OPENING -> "chest closed";
            case BLADE_SQUEEZE -> "shoulder blades apart";
            case SLOUCH -> "slouched";
            case HEAD_FORWARD -> "head forward";
            case SHRUG -> "shoulders pulled up";
            case LEANING_BACK -> "leaning back";
            default -> throw new IllegalArgumentException(kind + " is measured, not probable");
        };
    }

    /** The value, never rounded into what would have been good enough. */
    static String measured(Fault fault) {
        Limit limit = fault.limit();
        double edge =
                fault.value() < limit.value() ? limit.value() - limit.tolerance() : limit.value() + limit.tolerance();
        return Figures.amountBeside(fault.value(), edge, limit.unit());
    }

    private static String elbows(BodySide side) {
        return side == BodySide.BOTH ? "elbows" : side.id() + " elbow";
    }

    /** What several repetitions did wrong, to go on after their number: {@code two repetitions ...}. */
    static String together(FormRule rule, List<Fault> faults) {
        String bound = Figures.amount(rule.limit().value(), rule.limit().unit());
        return switch (rule.kind()) {
            case ELBOW_HEIGHT -> "stayed below " + bound;
            case FAST_DESCENT -> "came down " + inTime(faults);
            case ASYMMETRY -> "left one arm behind";
            case HALF_REPETITION -> "turned before the bottom";
            case RANGE_OF_MOTION -> "moved less than " + bound;
            case ELBOWS_BACK -> "probably kept the elbows forward";
            case CHEST_OPENING -> "probably kept the chest closed";
            case BLADE_SQUEEZE -> "probably had no squeeze";
            case SLOUCH -> "were probably slouched";
            case HEAD_FORWARD -> "probably had the head forward";
            case SHRUG -> "probably pulled the shoulders up";
            case LEANING_BACK -> "probably leaned back";
            case TRUNK_SWING -> "were swung up with the trunk";
        };
    }

    private static String inTime(List<Fault> faults) {
        double least = faults.stream().mapToDouble(Fault::value).min().orElse(0);
        double most = faults.stream().mapToDouble(Fault::value).max().orElse(0);
        if (least >= 0.4 && most < 0.65) {
            return "in half a second";
        }
        if (most - least > 0.35) {
            return "too fast";
        }
        String shortest = Figures.fixed(least, 1);
        String longest = Figures.fixed(most, 1);
        return "in " + (shortest.equals(longest) ? longest : shortest + " to " + longest) + " s";
    }

    /** The values of several repetitions as a remark: {@code reached 74 to 78°}. */
    static String spread(FormRule rule, List<Fault> faults) {
        double least = faults.stream().mapToDouble(Fault::value).min().orElse(0);
        double most = faults.stream().mapToDouble(Fault::value).max().orElse(0);
        String unit = rule.limit().unit();
        String from = Figures.amount(least, unit);
        String to = Figures.amount(most, unit);
        String range = from.equals(to) ? to : from.replaceAll("[^0-9.]", "") + " to " + to;
        return switch (rule.kind()) {
            case ELBOW_HEIGHT -> "reached " + range;
            case FAST_DESCENT -> "took " + range + " down";
            case ASYMMETRY -> "differed by " + range + " between the arms";
            case HALF_REPETITION -> "lowered " + range + " of the way";
            case RANGE_OF_MOTION -> "moved " + range;
            case ELBOWS_BACK, CHEST_OPENING, BLADE_SQUEEZE, SLOUCH, SHRUG, LEANING_BACK ->
                "probably %s, %s sure".formatted(probably(rule.kind()), range);
            case TRUNK_SWING -> "swung the trunk by about " + range;
            case HEAD_FORWARD ->
                "probably %s, %s sure, though nearly hidden from the front".formatted(probably(rule.kind()), range);
        };
    }

    /** The one thing to change about it next time. */
    static String advice(FormRule rule, List<Fault> faults) {
        return switch (rule.kind()) {
            case ELBOW_HEIGHT ->
                rule.limit().value() == 90
                        ? "Lift until both elbows are level with your shoulders."
                        : "Lift until both upper arms reach "
                                + Figures.degrees(rule.limit().value()) + ".";
            case FAST_DESCENT -> "Count “one, two, three” on every way down.";
            case ASYMMETRY -> "Lift both arms alike%s.".formatted(lowArm(faults));
            case HALF_REPETITION -> "Let your arms come all the way down before you lift again.";
            case RANGE_OF_MOTION -> "Use more of the way: up higher, and down lower.";
            case ELBOWS_BACK -> "Draw the elbows back, until they are behind your ears.";
            case CHEST_OPENING -> "Lift your breastbone at the top.";
            case BLADE_SQUEEZE -> "Squeeze your shoulder blades together at the top.";
            case SLOUCH -> "Sit tall before every repetition.";
            case HEAD_FORWARD -> "Draw your chin back, over your shoulders.";
            case SHRUG -> "Keep your shoulders low while the arms rise.";
            case LEANING_BACK -> "Stay upright: open the chest, do not lean back.";
            case TRUNK_SWING -> "Keep the trunk still, and let the arms do it; take less weight if they cannot.";
        };
    }

    private static String lowArm(List<Fault> faults) {
        for (BodySide side : List.of(BodySide.LEFT, BodySide.RIGHT)) {
            if (!faults.isEmpty() && faults.stream().allMatch(fault -> fault.side() == side)) {
                return "; your " + side.id() + " one stays lower";
            }
        }
        return "";
    }
}

package formcheck.coach;

import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides when to give a cue: one at a time, the most urgent first, none soon after another of its kind. A fast lowering is cued
 * at once. Other faults are cued after the repetition, one at a time: a fault that cost the count at once, others only if they
 * happen twice in a row, and repeated ones only now and then. Posture faults are cued only if the rule is proven for the person.
 * A set that gets faster or lower is cued once, also right after the cue for its fast lowering, which would hide it in every
 * repetition. A corrected fault is praised, and so is every fifth clean and controlled
 * repetition in a row, by its {@link Pace}.
 */
public final class Coach {

    /**
     * @param stay time before a less urgent cue may follow, seconds
     * @param coolDown time before the same words are repeated, seconds
     * @param praiseEvery clean and controlled repetitions in a row for a praise
     */
    public record Parameters(double stay, double coolDown, int praiseEvery) {
        private static final double STAY = 1.2; // chosen: long enough to read three words
        private static final double COOL_DOWN = 4.0; // chosen: about a repetition
        private static final int PRAISE_EVERY = 5; // chosen

        public static final Parameters DEFAULT = new Parameters(STAY, COOL_DOWN, PRAISE_EVERY);
    }

    /** Faults with which a repetition does not count, so that the person has to know why. */
    private static final Set<RuleKind> COST_THE_COUNT = Set.of(RuleKind.ELBOW_HEIGHT, RuleKind.HALF_REPETITION);

    private final Parameters parameters;

    /** Number of repetitions in a row, up to the last one, that broke each rule. */
    private final Map<FormRule, Integer> streaks = new HashMap<>();

    private Optional<Cue> last = Optional.empty();
    private OptionalDouble lastPause = OptionalDouble.empty();
    private int calmInARow;
    private final Drift drift = new Drift();

    public Coach(Parameters parameters) {
        this.parameters = parameters;
    }

    public Coach() {
        this(Parameters.DEFAULT);
    }

    /** Returns the cue for the latest events, if any. */
    public Optional<Cue> advise(List<RepEvent> events) {
        Optional<Cue> best = Optional.empty();
        for (RepEvent event : events) {
            Optional<Cue> cue = cueFor(event);
            if (cue.isPresent()
                    && (best.isEmpty()
                            || cue.get().urgency().compareTo(best.get().urgency()) > 0)) {
                best = cue;
            }
        }
        Optional<Cue> given = best.filter(this::mayInterrupt);
        given.ifPresent(cue -> {
            last = Optional.of(cue);
            for (Drift.Direction direction : Drift.Direction.values()) {
                if (cue.id().equals(direction.cue(cue.at()).id())) {
                    drift.markCued(direction);
                }
            }
        });
        return given;
    }

    private Optional<Cue> cueFor(RepEvent event) {
        if (event instanceof RepEvent.FaultFlagged flagged) {
            return Optional.of(cue(flagged.at(), Cue.Urgency.DESCENT, flagged.rule()));
        }
        if (event instanceof RepEvent.RepCompleted completed) {
            return afterRep(completed.at(), completed.rep());
        }
        if (event instanceof RepEvent.NotAssessedSpan span
                && span.isTotal()
                && lastPause.orElse(Double.NEGATIVE_INFINITY) < span.at() - parameters.coolDown) {
            lastPause = OptionalDouble.of(span.at());
            return Optional.of(new Cue(span.at(), Cue.Urgency.PAUSE, span.reasonId(), span.remedy()));
        }
        return Optional.empty();
    }

    private Optional<Cue> afterRep(double at, Rep rep) {
        Optional<Drift.Direction> drifts = drift.update(rep);
        boolean fastBefore = streaks.keySet().stream().anyMatch(rule -> rule.kind() == RuleKind.FAST_DESCENT);
        boolean faultyBefore = streaks.keySet().stream().anyMatch(FormRule::isCued);
        Set<FormRule> broken = rep.faults().stream().map(Fault::rule).collect(Collectors.toUnmodifiableSet());
        streaks.keySet().retainAll(broken);
        broken.forEach(rule -> streaks.merge(rule, 1, Integer::sum));
        Pace pace = Pace.of(rep);
        calmInARow = rep.verdict() == Verdict.CLEAN && pace == Pace.CONTROLLED && !drift.sags() ? calmInARow + 1 : 0;
        Optional<Fault> fault = rep.faults().stream()
                .filter(f -> f.flagged().isEmpty())
                .filter(f -> f.rule().isCued())
                .filter(f -> COST_THE_COUNT.contains(f.rule().kind())
                        || f.rule().kind() == RuleKind.FAST_DESCENT
                        || inARow(f) > 1)
                .filter(f -> isWorthCueing(inARow(f)))
                .findFirst();
        if (fault.isPresent()) {
            return Optional.of(cue(at, Cue.Urgency.FORM, fault.get().rule()));
        }
        if (drifts.isPresent()) {
            return Optional.of(drifts.get().cue(at));
        }
        boolean good = fastBefore
                ? pace == Pace.CONTROLLED
                : pace != Pace.CLOSE_TO_LIMIT; // barely slower than too fast is no reason for praise
        if (faultyBefore && broken.isEmpty() && good) {
            return Optional.of(new Cue(at, Cue.Urgency.PRAISE, Cue.CORRECTED, "That's it"));
        }
        return calmInARow > 0 && calmInARow % parameters.praiseEvery == 0
                ? Optional.of(new Cue(at, Cue.Urgency.PRAISE, Cue.STEADY, "Calm and steady"))
                : Optional.empty();
    }

    private int inARow(Fault fault) {
        return streaks.getOrDefault(fault.rule(), 0);
    }

    /** Twice, and then every third repetition: a person who cannot do it yet is not nagged. */
    private static boolean isWorthCueing(int inARow) {
        return inARow <= 2 || inARow % 3 == 0;
    }

    private static Cue cue(double at, Cue.Urgency urgency, FormRule rule) {
        return new Cue(at, urgency, rule.id(), rule.cue());
    }

    private boolean mayInterrupt(Cue cue) {
        if (last.isEmpty()) {
            return true;
        }
        double since = cue.at() - last.get().at();
        boolean lowered = last.get().urgency() == Cue.Urgency.DESCENT && Drift.isCue(cue);
        if (since < parameters.stay && cue.urgency().compareTo(last.get().urgency()) <= 0 && !lowered) {
            return false;
        }
        boolean same = cue.text().equals(last.get().text());
        return !same || cue.urgency() == Cue.Urgency.DESCENT || since >= parameters.coolDown;
    }
}

package formcheck.report;

import formcheck.coach.SetAdvice;
import formcheck.coach.SetTrend;
import formcheck.exercise.Check;
import formcheck.exercise.DropReason;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.session.CurvePoint;
import formcheck.session.DroppedMovement;
import formcheck.session.NotAssessedPeriod;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The findings of a session for all reports: faults by rule, and periods without an assessment. */
final class SessionFindings {
    /** An arm that moved less than this did not move, degrees. */
    private static final double MOVED = 15;

    private final Session session;
    private final SetAdvice advice;

    SessionFindings(Session session) {
        this.session = session;
        this.advice = SetAdvice.of(session.reps());
    }

    /** Returns the one thing to change, over all sets. */
    SetAdvice advice() {
        return advice;
    }

    /** A set and how it changed. */
    record SetChange(int set, SetTrend trend) {}

    /** Returns the sets that became much faster or much lower, in order. */
    List<SetChange> trends() {
        return session.reps().stream()
                .collect(Collectors.groupingBy(Rep::set, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(set -> new SetChange(set.getKey(), SetTrend.of(set.getValue())))
                .filter(set -> set.trend().hasChange())
                .toList();
    }

    /** Counts repetitions by the pace of their descent, from controlled on; without those that have none. */
    Map<Pace, Integer> paces() {
        Map<Pace, Integer> paces = new EnumMap<>(Pace.class);
        session.reps().forEach(rep -> paces.merge(Pace.of(rep), 1, Integer::sum));
        return paces;
    }

    /** Counts repetitions with a timed descent that was not controlled. */
    int hurried() {
        return (int)
                session.reps().stream().filter(rep -> Pace.of(rep).isHurried()).count();
    }

    /** Returns whether most descents were controlled, and none was fast. */
    boolean calm() {
        return hurried() == 0
                && 2 * paces().getOrDefault(Pace.CONTROLLED, 0) > session.reps().size();
    }

    /** Returns the movements that were not counted, by reason, the most frequent first. */
    Map<DropReason, List<DroppedMovement>> dropped() {
        Map<DropReason, List<DroppedMovement>> byReason = new LinkedHashMap<>();
        DropReason.counted(session.dropped().stream().map(DroppedMovement::why).toList())
                .keySet()
                .forEach(why -> byReason.put(
                        why,
                        session.dropped().stream()
                                .filter(movement -> movement.why() == why)
                                .toList()));
        return byReason;
    }

    /**
     * Posture rules that were not assessed for one reason.
     *
     * @param reps number of repetitions
     */
    record NotAssessedPosture(Reason reason, int reps, List<RuleKind> rules) {}

    /** Returns the posture rules that were not assessed, in order of the rules. */
    List<NotAssessedPosture> notAssessedPosture() {
        Map<RuleKind, Map<Reason, Integer>> times = new LinkedHashMap<>();
        for (Rep rep : session.reps()) {
            rep.checks()
                    .forEach((rule, check) -> Session.whyNoPosture(rule, check)
                            .ifPresent(reason -> times.computeIfAbsent(rule.kind(), any -> new EnumMap<>(Reason.class))
                                    .merge(reason, 1, Integer::sum)));
        }
        Map<String, NotAssessedPosture> together = new LinkedHashMap<>();
        times.forEach((rule, reasons) -> reasons.forEach((reason, reps) -> together.computeIfAbsent(
                        reason.id() + "/" + reps, key -> new NotAssessedPosture(reason, reps, new ArrayList<>()))
                .rules()
                .add(rule)));
        return List.copyOf(together.values());
    }

    /** Counts for each posture rule the repetitions without a change for the worse, in order of the rules. */
    Map<RuleKind, Integer> unchanged() {
        Map<RuleKind, Integer> times = new LinkedHashMap<>();
        for (Rep rep : session.reps()) {
            rep.checks().forEach((rule, check) -> {
                if (check instanceof Check.Unchanged) {
                    times.merge(rule.kind(), 1, Integer::sum);
                }
            });
        }
        return times;
    }

    /** Returns whether a rule was never broken, and was assessed in most repetitions. */
    boolean kept(RuleKind kind) {
        long good = 0;
        for (Rep rep : session.reps()) {
            for (Map.Entry<FormRule, Check> check : rep.checks().entrySet()) {
                if (check.getKey().kind() == kind) {
                    if (check.getValue() instanceof Check.Broken) {
                        return false;
                    }
                    good += check.getValue() instanceof Check.Ok ? 1 : 0;
                }
            }
        }
        return good * 2 > session.reps().size();
    }

    /** A rule and the repetitions that broke it. */
    record FaultGroup(FormRule rule, List<Rep> reps, List<Fault> faults) {}

    /** Returns the faults that may appear in a headline. */
    List<FaultGroup> leadingFaults() {
        return faults().stream().filter(group -> group.rule().kind().leads()).toList();
    }

    /**
     * Returns the broken rules: first the one that the page names after a set, then by number of repetitions, last the ones that
     * may not lead.
     */
    List<FaultGroup> faults() {
        Map<RuleKind, FaultGroup> groups = new EnumMap<>(RuleKind.class);
        for (Rep rep : session.reps()) {
            for (Fault fault : rep.faults()) {
                FaultGroup group = groups.computeIfAbsent(
                        fault.rule().kind(),
                        kind -> new FaultGroup(fault.rule(), new ArrayList<>(), new ArrayList<>()));
                group.reps().add(rep);
                group.faults().add(fault);
            }
        }
        return groups.values().stream()
                .sorted(Comparator.<FaultGroup, Boolean>comparing(group ->
                                !advice.rule().equals(Optional.of(group.rule().kind())))
                        .thenComparing(group -> !group.rule().kind().leads())
                        .thenComparing(group -> -group.reps().size())
                        .thenComparing(group -> group.rule().kind() == RuleKind.FAST_DESCENT ? 0 : 1))
                .toList();
    }

    /**
     * Periods without an assessment, of one check and reason.
     *
     * @param spots at least one, in order of time
     */
    record NotAssessedGroup(String check, Reason reason, List<NotAssessedPeriod> spots) {}

    /** Returns the periods without an assessment by check and reason, in order of first appearance. */
    List<NotAssessedGroup> notAssessed() {
        Map<String, NotAssessedGroup> kinds = new LinkedHashMap<>();
        for (NotAssessedPeriod spot : session.notAssessed()) {
            kinds.computeIfAbsent(
                            spot.check() + "/" + spot.reason().id(),
                            key -> new NotAssessedGroup(spot.check(), spot.reason(), new ArrayList<>()))
                    .spots()
                    .add(spot);
        }
        return List.copyOf(kinds.values());
    }

    /** Returns whether nothing at all could be assessed in a period. */
    static boolean isTotal(NotAssessedPeriod spot) {
        return RuleKind.ofId(spot.check()).isEmpty();
    }

    /** The reason for which most checks of some repetitions were not judged. */
    static Optional<Reason> mainObstacle(List<Rep> reps) {
        Map<Reason, Integer> times = new EnumMap<>(Reason.class);
        for (Rep rep : reps) {
            rep.checks()
                    .values()
                    .forEach(check -> check.notAssessable().ifPresent(reason -> times.merge(reason, 1, Integer::sum)));
        }
        return times.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** The reason for which nothing could be judged longest. */
    Optional<Reason> mainReason() {
        Map<Reason, Double> spans = new EnumMap<>(Reason.class);
        session.notAssessed().forEach(spot -> spans.merge(spot.reason(), spot.to() - spot.from(), Double::sum));
        return spans.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** Whether an arm moved at all, as far as the kept curve shows. */
    boolean armsMoved() {
        return Stream.<Function<CurvePoint, OptionalDouble>>of(CurvePoint::left, CurvePoint::right)
                .map(arm -> session.curve().stream()
                        .flatMapToDouble(point -> arm.apply(point).stream())
                        .filter(Double::isFinite)
                        .summaryStatistics())
                .anyMatch(seen -> seen.getCount() > 0 && seen.getMax() - seen.getMin() >= MOVED);
    }
}

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
import formcheck.session.BlindSpot;
import formcheck.session.CurvePoint;
import formcheck.session.DroppedMovement;
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

/** What stands out in a session, for all reports to tell: faults by rule, what could not be judged, and why. */
final class SessionFindings {
    /** An arm that was seen to move by less hung still, degrees. */
    private static final double MOVED = 15;

    private final Session session;
    private final SetAdvice advice;

    SessionFindings(Session session) {
        this.session = session;
        this.advice = SetAdvice.of(session.reps());
    }

    /** The one thing to change, over all sets. */
    SetAdvice advice() {
        return advice;
    }

    /** A set and how it changed. */
    record SetChange(int set, SetTrend trend) {}

    /** The sets that got much faster or much lower, in order. */
    List<SetChange> trends() {
        return session.reps().stream()
                .collect(Collectors.groupingBy(Rep::set, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(set -> new SetChange(set.getKey(), SetTrend.of(set.getValue())))
                .filter(set -> set.trend().hasChange())
                .toList();
    }

    /** How many repetitions came down at which pace; those that there were, from controlled on. */
    Map<Pace, Integer> paces() {
        Map<Pace, Integer> paces = new EnumMap<>(Pace.class);
        session.reps().forEach(rep -> paces.merge(Pace.of(rep), 1, Integer::sum));
        return paces;
    }

    /** How many were timed and not controlled. */
    int hurried() {
        return (int)
                session.reps().stream().filter(rep -> Pace.of(rep).isHurried()).count();
    }

    /** Whether most repetitions came down under control, and none in a hurry. */
    boolean calm() {
        return hurried() == 0
                && 2 * paces().getOrDefault(Pace.CONTROLLED, 0) > session.reps().size();
    }

    /** What was seen and not counted, by reason: the most frequent first. */
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
     * Rules about posture that were not judged for one reason.
     *
     * @param reps in how many repetitions
     */
    record PostureBlindness(Reason reason, int reps, List<RuleKind> rules) {}

    /** What of posture was not judged and why, in order of the rules. */
    List<PostureBlindness> postureBlindness() {
        Map<RuleKind, Map<Reason, Integer>> times = new LinkedHashMap<>();
        for (Rep rep : session.reps()) {
            rep.checks()
                    .forEach((rule, check) -> Session.whyNoPosture(rule, check)
                            .ifPresent(reason -> times.computeIfAbsent(rule.kind(), any -> new EnumMap<>(Reason.class))
                                    .merge(reason, 1, Integer::sum)));
        }
        Map<String, PostureBlindness> together = new LinkedHashMap<>();
        times.forEach((rule, reasons) -> reasons.forEach((reason, reps) -> together.computeIfAbsent(
                        reason.id() + "/" + reps, key -> new PostureBlindness(reason, reps, new ArrayList<>()))
                .rules()
                .add(rule)));
        return List.copyOf(together.values());
    }

    /** In how many repetitions a rule about posture found that nothing got worse, in order of the rules. */
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

    /** Whether a rule was never broken and was judged more often than not. */
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

    /** Those of the faults that may stand in a headline. */
    List<FaultGroup> leadingFaults() {
        return faults().stream().filter(group -> group.rule().kind().leads()).toList();
    }

    /**
     * Broken rules: first the one that the page names after a set, then by how many repetitions broke them; what may not lead comes
     * last.
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
     * Blind spots of one kind.
     *
     * @param spots at least one, in order of time
     */
    record Blindness(String check, Reason reason, List<BlindSpot> spots) {}

    /** What could not be judged, gathered by check and reason, in order of first appearance. */
    List<Blindness> blindness() {
        Map<String, Blindness> kinds = new LinkedHashMap<>();
        for (BlindSpot spot : session.blindSpots()) {
            kinds.computeIfAbsent(
                            spot.check() + "/" + spot.reason().id(),
                            key -> new Blindness(spot.check(), spot.reason(), new ArrayList<>()))
                    .spots()
                    .add(spot);
        }
        return List.copyOf(kinds.values());
    }

    /** Whether nothing at all could be judged there. */
    static boolean isTotal(BlindSpot spot) {
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
    Optional<Reason> mainBlindness() {
        Map<Reason, Double> spans = new EnumMap<>(Reason.class);
        session.blindSpots().forEach(spot -> spans.merge(spot.reason(), spot.to() - spot.from(), Double::sum));
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

package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.session.BlindSpot;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a session's figures say, in sentences: the good news first if it is true, then one thing to change. */
final class SessionWords {
    /** Repetitions that are named by their number before the rest is only counted. */
    private static final int NAMED = 6;

    private final Session session;
    private final Session.Counts counts;

    SessionWords(Session session) {
        this.session = session;
        this.counts = session.counts();
    }

    /** {@code 16 repetitions, 14 valid, 11 clean.} */
    String tally() {
        if (counts.attempted() == 0) {
            return headline();
        }
        return "%d %s, %d valid, %d clean%s."
                .formatted(
                        counts.attempted(),
                        counts.attempted() == 1 ? "repetition" : "repetitions",
                        counts.valid(),
                        counts.clean(),
                        counts.unjudged() == 0 ? "" : ", " + counts.unjudged() + " could not be judged");
    }

    /** The figures in one sentence. */
    String headline() {
        int attempted = counts.attempted();
        if (attempted == 0) {
            return nothingSeen();
        }
        if (counts.unjudged() == attempted) {
            return attempted == 1
                    ? "One repetition, but it could not be judged."
                    : Figures.capital(Figures.repetitions(attempted)) + ", but none could be judged.";
        }
        if (counts.clean() == attempted) {
            return attempted == 1
                    ? "One repetition, and it was clean."
                    : "All " + Figures.repetitions(attempted) + " were clean.";
        }
        List<FaultGroup> faults = faults();
        if (faults.isEmpty()) {
            return withoutFault();
        }
        FaultGroup worst = faults.get(0);
        String change = (worst.reps().size() == attempted && attempted > 1
                        ? "every repetition"
                        : Figures.repetitions(worst.reps().size()))
                + " " + RuleWords.together(worst.rule(), worst.faults()) + ".";
        return goodNews().map(good -> good + ", but " + change).orElseGet(() -> Figures.capital(change));
    }

    private String nothingSeen() {
        if (session.frames() == 0) {
            return "There was no picture to judge.";
        }
        if (session.framesWithPose() == 0) {
            return "Nobody was to be seen.";
        }
        double blind = session.blindSpots().stream()
                .filter(SessionWords::isTotal)
                .mapToDouble(spot -> spot.to() - spot.from())
                .sum();
        return blind > 0.5 * seconds() ? "This could not be judged." : "No repetition of this exercise was seen.";
    }

    private String withoutFault() {
        int judged = counts.attempted() - counts.unjudged();
        if (counts.clean() == judged) {
            return judged == 1
                    ? "The one repetition that could be judged was clean."
                    : "All " + Figures.repetitions(judged) + " that could be judged were clean.";
        }
        if (counts.valid() == judged) {
            return "No fault was seen, but not everything could be judged.";
        }
        int incomplete = judged - counts.valid();
        return Figures.capital(Figures.repetitions(incomplete)) + " did not come back with both arms.";
    }

    private Optional<String> goodNews() {
        boolean high = kept(RuleKind.ELBOW_HEIGHT);
        boolean even = kept(RuleKind.ASYMMETRY);
        if (high && even) {
            return Optional.of("High and even");
        }
        if (kept(RuleKind.FAST_DESCENT)) {
            return Optional.of(high ? "High and slow" : "Slow on the way down");
        }
        return high ? Optional.of("High enough") : even ? Optional.of("Even") : Optional.empty();
    }

    /** Whether a rule was never broken and was judged more often than not. */
    private boolean kept(RuleKind kind) {
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

    /** What stands behind the headline: counts, pace, the faults by their repetitions. */
    String lede() {
        if (counts.attempted() == 0) {
            return "A repetition is counted once both upper arms rose together and came down again.";
        }
        List<String> sentences = new ArrayList<>();
        if (counts.unjudged() == counts.attempted()) {
            mainObstacle(session.reps()).ifPresent(reason -> sentences.add(reason.text()));
        } else {
            sentences.add(
                    "%d of %d were clean, %d valid.".formatted(counts.clean(), counts.attempted(), counts.valid()));
            Figures.median(session.reps().stream().map(Rep::eccentricSeconds).toList())
                    .ifPresent(down -> sentences.add("The usual way down took " + Figures.seconds(down) + "."));
            SqueezeWords.usual(session.reps())
                    .ifPresent(squeeze -> sentences.add("The squeeze was usually " + squeeze + "."));
        }
        for (FaultGroup group : faults()) {
            sentences.add("%s %s.".formatted(numbered(group.reps()), RuleWords.spread(group.rule(), group.faults())));
        }
        List<Rep> unjudged = session.reps().stream()
                .filter(rep -> rep.verdict() == Verdict.UNJUDGED)
                .toList();
        if (!unjudged.isEmpty() && unjudged.size() < counts.attempted()) {
            sentences.add(numbered(unjudged) + " could not be judged"
                    + mainObstacle(unjudged)
                            .map(reason -> ": " + Figures.inner(reason.text()))
                            .orElse("")
                    + ".");
        }
        return String.join(" ", sentences);
    }

    private static String numbered(List<Rep> reps) {
        List<String> names = reps.stream()
                .limit(NAMED)
                .map(rep -> Integer.toString(rep.index()))
                .collect(Collectors.toList());
        if (reps.size() > NAMED) {
            names.add((reps.size() - NAMED) + " more");
        }
        return (reps.size() == 1 ? "Repetition " : "Repetitions ") + Figures.list(names);
    }

    /** The one thing to do next time. */
    String next() {
        List<FaultGroup> faults = faults();
        if (counts.unjudged() * 2 > counts.attempted() || counts.attempted() == 0) {
            return mainObstacle(session.reps())
                    .or(this::mainBlindness)
                    .map(Reason::remedy)
                    .orElse("Face the camera, so that head and both raised elbows are in the picture.");
        }
        if (!faults.isEmpty()) {
            FaultGroup worst = faults.get(0);
            return RuleWords.advice(worst.rule(), worst.faults());
        }
        if (counts.clean() < counts.attempted()) {
            return mainObstacle(session.reps())
                    .map(Reason::remedy)
                    .orElse("Let both arms come all the way down before you lift again.");
        }
        int longest = session.reps().stream()
                .collect(Collectors.groupingBy(Rep::set, Collectors.summingInt(rep -> 1)))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
        int fewest = session.exercise().fewestRepetitions();
        return longest < fewest
                ? "Do it just like this, and a few more: a set is %d to %d."
                        .formatted(fewest, session.exercise().mostRepetitions())
                : "Do it just like this. Once it feels easy, a little more load is the next step.";
    }

    /** A rule and the repetitions that broke it. */
    record FaultGroup(FormRule rule, List<Rep> reps, List<Fault> faults) {}

    /** Broken rules, the one that most repetitions broke first; among equals, a fast descent first. */
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
                .sorted(Comparator.<FaultGroup>comparingInt(
                                group -> -group.reps().size())
                        .thenComparing(group -> group.rule().kind() == RuleKind.FAST_DESCENT ? 0 : 1))
                .toList();
    }

    /** What was wrong with a repetition or could not be judged, each with measured value and limit. */
    static List<String> remarks(Rep rep) {
        List<String> remarks = new ArrayList<>();
        Map<Reason, List<String>> unjudged = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> {
            check.found().ifPresent(fault -> remarks.add(RuleWords.fault(fault, rep)));
            check.obstacle()
                    .ifPresent(reason -> unjudged.computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(RuleWords.name(rule.kind())));
        });
        unjudged.forEach(
                (reason, names) -> remarks.add(Figures.list(names) + " not judged: " + Figures.inner(reason.text())));
        if (remarks.isEmpty() && rep.verdict() == Verdict.ATTEMPTED) {
            remarks.add("one arm did not come back");
        }
        return remarks;
    }

    /**
     * Blind spots of one kind.
     *
     * @param spots at least one, in order of time
     */
    record Blindness(String check, Reason reason, List<BlindSpot> spots) {
        /** {@code 0:12–0:15, 0:20–0:22 and 30 more}. */
        String times() {
            List<String> ranges = spots.stream()
                    .limit(NAMED)
                    .map(spot -> {
                        String from = Figures.clock(spot.from());
                        String to = Figures.clock(spot.to());
                        return from.equals(to) ? from : from + "–" + to;
                    })
                    .collect(Collectors.toList());
            if (spots.size() > NAMED) {
                ranges.add((spots.size() - NAMED) + " more");
            }
            return Figures.list(ranges);
        }
    }

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

    static boolean isTotal(BlindSpot spot) {
        return RuleKind.ofId(spot.check()).isEmpty();
    }

    private static Optional<Reason> mainObstacle(List<Rep> reps) {
        Map<Reason, Integer> times = new EnumMap<>(Reason.class);
        for (Rep rep : reps) {
            rep.checks()
                    .values()
                    .forEach(check -> check.obstacle().ifPresent(reason -> times.merge(reason, 1, Integer::sum)));
        }
        return times.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private Optional<Reason> mainBlindness() {
        Map<Reason, Double> spans = new EnumMap<>(Reason.class);
        session.blindSpots().forEach(spot -> spans.merge(spot.reason(), spot.to() - spot.from(), Double::sum));
        return spans.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private double seconds() {
        return session.duration().toNanos() * 1e-9;
    }
}

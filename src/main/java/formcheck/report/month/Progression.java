package formcheck.report.month;

import formcheck.exercise.Pace;
import formcheck.report.month.Suggestion.Criterion;
import formcheck.report.month.Suggestion.SuggestionKind;
import formcheck.report.month.Suggestion.SuggestionReason;
import formcheck.report.month.Suggestion.SuggestionState;
import formcheck.session.SessionOverview;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Suggests the next load in the exercise's progression: bare hands, then a band, then weights. Suggests more only after clean
 * full sets in consecutive sessions and never when pain rises; suggests less when form declines.
 */
public final class Progression {

    /**
     * @param sessions consecutive good sessions, on different days, before more load
     * @param cleanShare of the judged repetitions of a good session, 0 to 1
     * @param judgedShare of the repetitions of a good session, 0 to 1: unseen repetitions prove nothing
     * @param paceSeconds median lowering of a good session, of 90 degrees at most, as of a controlled repetition: slow and
     *     controlled ones of real people take 2.1 s or more, and the target is 3
     * @param fallShare form has declined if a smaller share of the judged repetitions is clean, 0 to 1
     * @param fallSessions consecutive sessions with declined form before less load is suggested
     * @param leastJudged judged repetitions below which a session is ignored
     * @param painRise a rise of pain that rules out more load, on a scale from 0 to 10
     * @param painBack a rise that calls for less load: patients report 2 of 10 as a change (Farrar and others 2001)
     * @param painStop pain from which to see a professional first: severe pain begins at 7 of 10
     * @param longestBreak after which the count of good sessions restarts
     */
    public record Parameters(
            int sessions,
            double cleanShare,
            double judgedShare,
            double paceSeconds,
            double fallShare,
            int fallSessions,
            int leastJudged,
            int painRise,
            int painBack,
            int painStop,
            Duration longestBreak) {
        public static final Parameters DEFAULT =
                new Parameters(3, 0.8, 0.8, Pace.CONTROLLED_SECONDS, 0.5, 2, 5, 1, 2, 7, Duration.ofDays(14));
    }

    private final Parameters parameters;

    public Progression(Parameters parameters) {
        this.parameters = parameters;
    }

    public Progression() {
        this(Parameters.DEFAULT);
    }

    /**
     * Returns the suggestion for the next session.
     *
     * @param all sessions of one person in order of time
     */
    public Suggestion suggest(List<SessionOverview> all) {
        List<SessionOverview> sessions =
                all.stream().filter(session -> session.counts().attempted() > 0).toList();
        Optional<SessionOverview> newest = last(all);
        if (newest.isPresent() && mustStop(newest.get())) {
            SuggestionReason pain = new SuggestionReason(
                    Criterion.PAIN, SuggestionState.UNMET, pain(newest.get()), OptionalDouble.empty());
            return new Suggestion(SuggestionKind.SEE_SOMEONE, LoadStep.of(newest.get()), List.of(pain));
        }
        Optional<SessionOverview> last = last(sessions);
        if (last.isEmpty()) {
            return new Suggestion(SuggestionKind.BEGIN, Optional.of(LoadStep.BARE_HANDS), List.of());
        }
        Optional<LoadStep> step = LoadStep.of(last.get());
        List<SessionOverview> run = run(sessions, last.get());
        SuggestionReason pain = painOf(all);
        if (step.isEmpty()) {
            return new Suggestion(SuggestionKind.STAY, step, List.of(pain));
        }
        Optional<SuggestionReason> fallen = fallen(run);
        boolean painRose = rise(all).orElse(0) >= parameters.painBack;
        if (fallen.isPresent() || painRose) {
            List<SuggestionReason> why = new ArrayList<>();
            fallen.ifPresent(why::add);
            why.add(pain);
            boolean lighter = step.get() != LoadStep.BARE_HANDS || hasLighter(sessions, last.get());
            return new Suggestion(
                    lighter ? SuggestionKind.BACK : SuggestionKind.STAY,
                    Optional.of(lighter(step.get(), sessions)),
                    why);
        }
        List<SuggestionReason> reasons = reasons(run);
        reasons.add(pain);
        boolean more = reasons.stream()
                .allMatch(reason -> reason.state() == SuggestionState.MET
                        || (reason.criterion() == Criterion.PAIN && reason.state() == SuggestionState.UNKNOWN));
        return more
                ? new Suggestion(SuggestionKind.ADVANCE, Optional.of(step.get().next()), reasons)
                : new Suggestion(SuggestionKind.STAY, step, reasons);
    }

    // ---------------------------------------------------------------- good sessions

    /** Returns the latest sessions with the load of the last one, newest first, without a long break between them. */
    private List<SessionOverview> run(List<SessionOverview> sessions, SessionOverview last) {
        List<SessionOverview> run = new ArrayList<>();
        SessionOverview later = last;
        for (int i = sessions.size() - 1; i >= 0; i--) {
            SessionOverview session = sessions.get(i);
            boolean longBreak = Duration.between(session.began(), later.began()).compareTo(parameters.longestBreak) > 0;
            if (longBreak || !sameLoad(session, last)) {
                break;
            }
            run.add(session);
            later = session;
        }
        return run;
    }

    private static boolean sameLoad(SessionOverview a, SessionOverview b) {
        return Objects.equals(LoadStep.of(a), LoadStep.of(b)) && a.load().equals(b.load());
    }

    /** Evaluates the conditions for more load over the newest consecutive good sessions. */
    private List<SuggestionReason> reasons(List<SessionOverview> run) {
        int wanted = parameters.sessions;
        Set<LocalDate> days = new HashSet<>();
        List<SessionOverview> good = new ArrayList<>();
        for (SessionOverview session : run) {
            if (!fullSet(session) || days.size() >= wanted) {
                break;
            }
            days.add(session.began().toLocalDate());
            good.add(session);
        }
        List<SessionOverview> looked = good.isEmpty() ? run.subList(0, 1) : good;
        List<SuggestionReason> reasons = new ArrayList<>();
        reasons.add(SuggestionReason.of(Criterion.FULL_SETS, days.size() >= wanted, days.size(), wanted));
        reasons.add(lowest(
                Criterion.CLEAN, looked.stream().map(Progression::cleanShare).toList(), parameters.cleanShare));
        reasons.add(lowest(
                Criterion.JUDGED,
                looked.stream()
                        .map(session -> OptionalDouble.of(judgedShare(session)))
                        .toList(),
                parameters.judgedShare));
        reasons.add(lowest(
                Criterion.PACE, looked.stream().map(Progression::secondsFor90).toList(), parameters.paceSeconds));
        return reasons;
    }

    private static SuggestionReason lowest(Criterion criterion, List<OptionalDouble> values, double wanted) {
        if (values.stream().anyMatch(OptionalDouble::isEmpty)) {
            return SuggestionReason.unknown(criterion, wanted);
        }
        double least =
                values.stream().mapToDouble(value -> value.orElse(0)).min().orElse(0);
        return SuggestionReason.of(criterion, least >= wanted, least, wanted);
    }

    /**
     * Returns the median lowering of at most 90 degrees, seconds. Scales down a longer range, but does not scale up a shorter
     * one.
     */
    private static OptionalDouble secondsFor90(SessionOverview session) {
        return session.eccentricSeconds().isPresent()
                ? OptionalDouble.of(session.eccentricSeconds().getAsDouble()
                        * Math.min(1, 90 / session.range().orElse(90)))
                : OptionalDouble.empty();
    }

    private static boolean fullSet(SessionOverview session) {
        return session.sets().stream().anyMatch(SessionOverview.SetMetrics::full);
    }

    static int judged(SessionOverview session) {
        return session.counts().attempted() - session.counts().unjudged();
    }

    private static double judgedShare(SessionOverview session) {
        return (double) judged(session) / Math.max(1, session.counts().attempted());
    }

    /** Returns the share of clean repetitions among the judged ones, 0 to 1; empty where none was judged. */
    public static OptionalDouble cleanShare(SessionOverview session) {
        int judged = judged(session);
        return judged == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) session.counts().clean() / judged);
    }

    // ---------------------------------------------------------------- form and pain

    private Optional<SuggestionReason> fallen(List<SessionOverview> run) {
        List<SessionOverview> telling = run.stream()
                .filter(session -> judged(session) >= parameters.leastJudged)
                .limit(parameters.fallSessions)
                .toList();
        boolean fell = telling.size() == parameters.fallSessions
                && telling.stream().allMatch(session -> cleanShare(session).orElse(1) < parameters.fallShare);
        return fell
                ? Optional.of(SuggestionReason.of(
                        Criterion.FORM, false, cleanShare(telling.get(0)).orElse(0), parameters.fallShare))
                : Optional.empty();
    }

    private boolean mustStop(SessionOverview session) {
        return pain(session).orElse(0) >= parameters.painStop;
    }

    /** Returns the highest pain rating of a session. */
    private static OptionalDouble pain(SessionOverview session) {
        return Stream.of(session.painBefore(), session.painAfter())
                .filter(OptionalInt::isPresent)
                .mapToDouble(OptionalInt::getAsInt)
                .max();
    }

    /** Returns the rise of pain: within the last session, or since the one before where that was rated. */
    private static OptionalDouble rise(List<SessionOverview> sessions) {
        Optional<SessionOverview> last = last(sessions);
        if (last.isEmpty() || pain(last.get()).isEmpty()) {
            return OptionalDouble.empty();
        }
        double now = pain(last.get()).orElse(0);
        boolean stopped =
                last.get().sets().stream().anyMatch(set -> set.ending().equals("pain"));
        OptionalDouble within =
                last.get().painBefore().isPresent() && last.get().painAfter().isPresent()
                        ? OptionalDouble.of(last.get().painAfter().getAsInt()
                                - last.get().painBefore().getAsInt())
                        : OptionalDouble.empty();
        OptionalDouble since = OptionalDouble.empty();
        for (int i = sessions.size() - 2; i >= 0 && since.isEmpty(); i--) {
            OptionalDouble before = pain(sessions.get(i));
            since = before.isPresent() ? OptionalDouble.of(now - before.getAsDouble()) : since;
        }
        double rise = Math.max(within.orElse(0), since.orElse(0));
        return OptionalDouble.of(stopped ? Math.max(1, rise) : rise);
    }

    private SuggestionReason painOf(List<SessionOverview> sessions) {
        OptionalDouble rise = rise(sessions);
        OptionalDouble now = last(sessions).map(Progression::pain).orElse(OptionalDouble.empty());
        boolean stopped = last(sessions).stream()
                .flatMap(session -> session.sets().stream())
                .anyMatch(set -> set.ending().equals("pain"));
        if (stopped) {
            return new SuggestionReason(Criterion.PAIN, SuggestionState.UNMET, now, OptionalDouble.empty());
        }
        if (rise.isEmpty() || now.isEmpty()) {
            return new SuggestionReason(
                    Criterion.PAIN, SuggestionState.UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return SuggestionReason.of(
                Criterion.PAIN,
                rise.getAsDouble() < parameters.painRise,
                now.getAsDouble(),
                now.getAsDouble() - Math.max(0, rise.getAsDouble()));
    }

    // ---------------------------------------------------------------- loads

    private static boolean hasLighter(List<SessionOverview> sessions, SessionOverview last) {
        double kilograms = last.load().kilograms().orElse(0);
        return sessions.stream()
                .anyMatch(session -> session.load().kilograms().orElse(0) < kilograms
                        && LoadStep.of(session).equals(LoadStep.of(last)));
    }

    /** Returns the step before; with weights the same step, where there were lighter ones. */
    private static LoadStep lighter(LoadStep step, List<SessionOverview> sessions) {
        if (step == LoadStep.WEIGHTS
                && last(sessions).filter(last -> hasLighter(sessions, last)).isPresent()) {
            return LoadStep.WEIGHTS;
        }
        return step.before();
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }
}

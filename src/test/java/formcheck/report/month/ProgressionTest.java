package formcheck.report.month;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.report.Language;
import formcheck.report.Words;
import formcheck.report.month.Suggestion.Criterion;
import formcheck.report.month.Suggestion.SuggestionKind;
import formcheck.report.month.Suggestion.SuggestionState;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressionTest {
    private static final ZonedDateTime FIRST = ZonedDateTime.of(2026, 11, 2, 18, 0, 0, 0, ZoneOffset.UTC);

    private final Progression progression = new Progression();
    private final List<SessionOverview> sessions = new ArrayList<>();
    private int day;

    /** A session as it is compared; a good one unless something else is said. */
    private record Plan(
            String variant,
            Load load,
            int attempted,
            int valid,
            int clean,
            int unjudged,
            double down,
            OptionalInt before,
            OptionalInt after,
            String ending) {
        static Plan good() {
            return new Plan(
                    "bare-hands", Load.UNKNOWN, 16, 16, 15, 0, 2.6, OptionalInt.of(2), OptionalInt.of(2), "complete");
        }

        Plan with(String otherVariant) {
            return new Plan(otherVariant, load, attempted, valid, clean, unjudged, down, before, after, ending);
        }

        Plan kilograms(double kilograms) {
            Load weight = new Load(OptionalDouble.of(kilograms), Optional.empty());
            return new Plan("weights", weight, attempted, valid, clean, unjudged, down, before, after, ending);
        }

        Plan reps(int all, int validOnes, int cleanOnes, int unseen) {
            return new Plan(variant, load, all, validOnes, cleanOnes, unseen, down, before, after, ending);
        }

        Plan lowering(double seconds) {
            return new Plan(variant, load, attempted, valid, clean, unjudged, seconds, before, after, ending);
        }

        Plan pain(int then, int now) {
            return new Plan(
                    variant,
                    load,
                    attempted,
                    valid,
                    clean,
                    unjudged,
                    down,
                    OptionalInt.of(then),
                    OptionalInt.of(now),
                    ending);
        }

        Plan painUnsaid() {
            return new Plan(
                    variant,
                    load,
                    attempted,
                    valid,
                    clean,
                    unjudged,
                    down,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    ending);
        }

        Plan ended(String how) {
            return new Plan(variant, load, attempted, valid, clean, unjudged, down, before, after, how);
        }
    }

    private ProgressionTest did(Plan plan) {
        ZonedDateTime began = FIRST.plusDays(day);
        day += 2;
        Session.Counts counts = new Session.Counts(plan.attempted, plan.valid, plan.clean, plan.unjudged);
        sessions.add(new SessionOverview(
                new SessionId("%tF-%02d%02d".formatted(began, 18, sessions.size())),
                "Ada",
                began,
                KeptSession.Origin.LIVE,
                plan.variant,
                plan.variant,
                plan.load,
                counts,
                List.of(new SessionOverview.SetMetrics(1, counts, 15, plan.ending)),
                OptionalDouble.of(85),
                OptionalDouble.of(102),
                OptionalDouble.of(plan.down),
                OptionalDouble.of(0.6),
                OptionalDouble.of(4),
                Map.of(),
                Map.of(),
                plan.before,
                plan.after,
                90,
                false));
        return this;
    }

    private ProgressionTest did(int times, Plan plan) {
        for (int i = 0; i < times; i++) {
            did(plan);
        }
        return this;
    }

    private Suggestion suggestion() {
        return progression.suggest(sessions);
    }

    private static SuggestionState state(Suggestion suggestion, Criterion criterion) {
        return suggestion.reasons().stream()
                .filter(reason -> reason.criterion() == criterion)
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void beginsWithBareHands() {
        assertThat(suggestion().kind()).isEqualTo(SuggestionKind.BEGIN);
        assertThat(suggestion().step()).contains(LoadStep.BARE_HANDS);
    }

    @Test
    void suggestsTheBandOnlyAfterThreeGoodSessionsInARow() {
        assertThat(did(2, Plan.good()).suggestion().kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(suggestion(), Criterion.FULL_SETS)).isEqualTo(SuggestionState.UNMET);
        Suggestion after = did(Plan.good()).suggestion();
        assertThat(after.kind()).isEqualTo(SuggestionKind.ADVANCE);
        assertThat(after.step()).contains(LoadStep.BAND);
        assertThat(after.reasons())
                .allMatch(reason -> reason.state() == SuggestionState.MET)
                .hasSize(5);
    }

    @Test
    void goesFromBandToWeightsAndFromWeightsToMore() {
        assertThat(did(3, Plan.good().with("band")).suggestion().step()).contains(LoadStep.WEIGHTS);
        Suggestion more = did(3, Plan.good().kilograms(2)).suggestion();
        assertThat(more.kind()).isEqualTo(SuggestionKind.ADVANCE);
        assertThat(more.step()).contains(LoadStep.WEIGHTS);
    }

    @Test
    void aNewLoadBeginsToCountAnew() {
        assertThat(did(3, Plan.good())
                        .did(2, Plan.good().with("band"))
                        .suggestion()
                        .kind())
                .isEqualTo(SuggestionKind.STAY);
        sessions.clear();
        assertThat(did(3, Plan.good().kilograms(2))
                        .did(Plan.good().kilograms(3))
                        .suggestion()
                        .kind())
                .isEqualTo(SuggestionKind.STAY);
    }

    @Test
    void aSetThatIsNotFullBreaksTheRow() {
        assertThat(did(3, Plan.good())
                        .did(Plan.good().reps(14, 14, 14, 0))
                        .suggestion()
                        .kind())
                .isEqualTo(SuggestionKind.STAY);
        assertThat(did(2, Plan.good()).suggestion().kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(did(Plan.good()).suggestion().kind()).isEqualTo(SuggestionKind.ADVANCE);
    }

    @Test
    void whatIsNotCleanOrNotSlowEnoughWaits() {
        Suggestion unclean = did(3, Plan.good().reps(16, 16, 12, 0)).suggestion();
        assertThat(unclean.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(unclean, Criterion.CLEAN)).isEqualTo(SuggestionState.UNMET);
        sessions.clear();
        Suggestion quick = did(3, Plan.good().lowering(1.9)).suggestion();
        assertThat(quick.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(quick, Criterion.PACE)).isEqualTo(SuggestionState.UNMET);
    }

    @Test
    void whatCouldNotBeJudgedProvesNothing() {
        Suggestion blind = did(3, Plan.good().reps(24, 15, 15, 9)).suggestion();
        assertThat(blind.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(blind, Criterion.CLEAN)).isEqualTo(SuggestionState.MET);
        assertThat(state(blind, Criterion.JUDGED)).isEqualTo(SuggestionState.UNMET);
    }

    @Test
    void isTakenBackWhenTheNextSessionIsWorse() {
        assertThat(did(3, Plan.good()).suggestion().kind()).isEqualTo(SuggestionKind.ADVANCE);
        assertThat(did(Plan.good().reps(16, 16, 9, 0)).suggestion().kind()).isEqualTo(SuggestionKind.STAY);
    }

    @Test
    void formThatFallsTwiceAsksForLess() {
        Plan fallen = Plan.good().with("band").reps(16, 15, 6, 0);
        assertThat(did(3, Plan.good()).did(fallen).suggestion().kind()).isEqualTo(SuggestionKind.STAY);
        Suggestion back = did(fallen).suggestion();
        assertThat(back.kind()).isEqualTo(SuggestionKind.BACK);
        assertThat(back.step()).contains(LoadStep.BARE_HANDS);
        assertThat(state(back, Criterion.FORM)).isEqualTo(SuggestionState.UNMET);
    }

    @Test
    void weightsGoBackToLighterOnesAndBareHandsStayBareHands() {
        Plan heavy = Plan.good().kilograms(6).reps(16, 15, 5, 0);
        Suggestion lighter = did(Plan.good().kilograms(4)).did(2, heavy).suggestion();
        assertThat(lighter.kind()).isEqualTo(SuggestionKind.BACK);
        assertThat(lighter.step()).contains(LoadStep.WEIGHTS);
        sessions.clear();
        assertThat(did(2, heavy).suggestion().step()).contains(LoadStep.BAND);
        sessions.clear();
        Suggestion bare = did(2, Plan.good().reps(16, 15, 5, 0)).suggestion();
        assertThat(bare.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(bare.step()).contains(LoadStep.BARE_HANDS);
    }

    @Test
    void neverMoreWhenPainRises() {
        Suggestion within = did(2, Plan.good()).did(Plan.good().pain(2, 3)).suggestion();
        assertThat(within.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(within, Criterion.PAIN)).isEqualTo(SuggestionState.UNMET);
        sessions.clear();
        Suggestion since =
                did(2, Plan.good().pain(1, 1)).did(Plan.good().pain(2, 2)).suggestion();
        assertThat(since.kind()).isEqualTo(SuggestionKind.STAY);
    }

    @Test
    void painThatRisesByTwoAsksForLessAndSeverePainForSomeone() {
        assertThat(did(3, Plan.good().with("band"))
                        .did(Plan.good().with("band").pain(2, 4))
                        .suggestion()
                        .kind())
                .isEqualTo(SuggestionKind.BACK);
        assertThat(did(Plan.good().with("band").pain(4, 7)).suggestion().kind()).isEqualTo(SuggestionKind.SEE_SOMEONE);
    }

    @Test
    void aSetStoppedForPainForbidsMore() {
        Suggestion stopped = did(3, Plan.good()).did(Plan.good().ended("pain")).suggestion();
        assertThat(stopped.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(state(stopped, Criterion.PAIN)).isEqualTo(SuggestionState.UNMET);
    }

    @Test
    void painThatNobodySaidIsShownAsUnknownAndDoesNotForbid() {
        Suggestion unsaid = did(3, Plan.good().painUnsaid()).suggestion();
        assertThat(unsaid.kind()).isEqualTo(SuggestionKind.ADVANCE);
        assertThat(state(unsaid, Criterion.PAIN)).isEqualTo(SuggestionState.UNKNOWN);
    }

    @Test
    void aLongBreakAndSessionsOfOneDayDoNotCountAsARow() {
        did(2, Plan.good());
        day += 20;
        assertThat(did(Plan.good()).suggestion().kind()).isEqualTo(SuggestionKind.STAY);
        sessions.clear();
        for (int i = 0; i < 3; i++) {
            did(Plan.good());
            day -= 2;
        }
        assertThat(suggestion().kind()).isEqualTo(SuggestionKind.STAY);
    }

    @Test
    void aVariantOfOnesOwnHasNoNextLoad() {
        Suggestion own = did(5, Plan.good().with("kneeling")).suggestion();
        assertThat(own.kind()).isEqualTo(SuggestionKind.STAY);
        assertThat(own.step()).isEmpty();
    }

    @Test
    void everySuggestionAndReasonHasWordsInBothLanguages() {
        List<List<Plan>> histories = List.of(
                List.of(),
                List.of(Plan.good()),
                List.of(Plan.good(), Plan.good(), Plan.good()),
                List.of(
                        Plan.good().with("band"),
                        Plan.good().with("band"),
                        Plan.good().with("band")),
                List.of(
                        Plan.good().kilograms(2),
                        Plan.good().kilograms(2),
                        Plan.good().kilograms(2)),
                List.of(
                        Plan.good().with("band").reps(9, 2, 1, 0),
                        Plan.good().with("band").reps(9, 2, 1, 0)),
                List.of(Plan.good().kilograms(2).pain(1, 5)),
                List.of(Plan.good().reps(16, 0, 0, 16)),
                List.of(Plan.good().painUnsaid().ended("pain")),
                List.of(Plan.good().pain(8, 8)));
        for (Language language : Language.values()) {
            MonthWords words = new MonthWords(Words.in(language));
            for (List<Plan> history : histories) {
                sessions.clear();
                history.forEach(this::did);
                Suggestion suggestion = suggestion();
                assertThat(words.title(
                                suggestion,
                                sessions.isEmpty() ? Optional.empty() : LoadStep.of(sessions.get(sessions.size() - 1))))
                        .isNotBlank();
                suggestion
                        .reasons()
                        .forEach(reason ->
                                assertThat(words.reason(reason)).isNotBlank().doesNotContain("{"));
            }
        }
    }

    @Test
    void theCalendarHasWholeWeeksAndCountsDaysWithASession() {
        did(5, Plan.good()); // Monday the 2nd, then every other day to Tuesday the 10th
        Month november =
                Month.of(sessions, YearMonth.of(2026, 11), FIRST.plusDays(8).toLocalDate());
        assertThat(november.weeks()).hasSize(6).allMatch(week -> week.days().size() == 7);
        assertThat(november.weeks().get(0).days().get(0).date()).hasToString("2026-10-26");
        assertThat(november.weeks()).extracting(Month.Week::done).containsExactly(0, 4, 1, 0, 0, 0);
        assertThat(november.done()).isEqualTo(5);
        assertThat(november.wanted()).isEqualTo(12);
    }

    @Test
    void onlyWhatChangedByMoreThanMeasuringErrsIsCalledBetter() {
        did(Plan.good().lowering(1.4))
                .did(2, Plan.good().lowering(1.5))
                .did(3, Plan.good().lowering(2.8));
        List<TrendChange> changes = TrendChange.since(sessions);
        TrendChange down = changes.stream()
                .filter(change -> change.trend() == Trend.DOWN)
                .findFirst()
                .orElseThrow();
        assertThat(down.isBetter()).isTrue();
        TrendChange peak = changes.stream()
                .filter(change -> change.trend() == Trend.PEAK)
                .findFirst()
                .orElseThrow();
        assertThat(peak.isTold()).isFalse();
        MonthWords words = new MonthWords(Words.in(Language.ENGLISH));
        Month november = Month.of(
                sessions, YearMonth.of(2026, 11), sessions.get(5).began().toLocalDate());
        assertThat(words.headline(november, changes, true))
                .isEqualTo("Six of twelve sessions in four weeks, and lowering now takes 2.8 s instead of 1.4 s.");
        assertThat(words.verdict(peak)).isEqualTo("no change beyond ±\u00a04°");
    }
}

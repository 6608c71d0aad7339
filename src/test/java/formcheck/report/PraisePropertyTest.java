package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.coach.SetAdvice;
import formcheck.exercise.BodySide;
import formcheck.exercise.DropReason;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No summary praises what its own figures deny, and none is silent about why nothing was counted; over generated sets. */
class PraisePropertyTest {
    private static final int RUNS = 1500;
    private static final List<DropReason> DROPS = List.of(DropReason.values());
    private static final List<Reason> REASONS = List.of(Reason.values());

    /** Keys of the texts that say that the pace was good, or that nothing is to be changed. */
    private static final List<String> PRAISE = List.of(
            "report.good.slow",
            "report.good.high-slow",
            "report.next.more",
            "report.next.load",
            "advice.set.clean",
            "advice.set.quick",
            "advice.set.unjudged",
            "report.said.steady");

    private static SessionBuilder session(Random random) {
        return session(random, List.of());
    }

    /** @param posture faults of posture that each repetition has which is free of others */
    private static SessionBuilder session(Random random, List<RuleKind> posture) {
        SessionBuilder builder = new SessionBuilder();
        int sets = 1 + random.nextInt(2);
        for (int set = 0; set < sets; set++) {
            int many = 1 + random.nextInt(20);
            double from = 1 + 3 * random.nextDouble();
            double to = random.nextBoolean() ? from : 0.8 + 3 * random.nextDouble();
            double high = 85 + 35 * random.nextDouble();
            double low = random.nextBoolean() ? high : 70 + 50 * random.nextDouble();
            for (int i = 0; i < many; i++) {
                double share = many == 1 ? 0 : (double) i / (many - 1);
                double down = Math.max(0.4, from + (to - from) * share + 0.1 * random.nextGaussian());
                double top = high + (low - high) * share;
                add(builder, down, top, random, posture);
            }
            builder.newSet();
        }
        return builder;
    }

    private static void add(SessionBuilder builder, double down, double top, Random random, List<RuleKind> posture) {
        int dice = random.nextInt(25);
        if (dice == 0) {
            builder.unjudged(Reason.ELBOWS_HIDDEN);
        } else if (dice == 1) {
            builder.dropped(any(DROPS, random));
        } else if (top < 80) {
            builder.broken(RuleKind.ELBOW_HEIGHT, BodySide.BOTH, top, top, top);
        } else if (down < 1.5 * (top - 18) / 90 - 0.2) {
            builder.fast(top, top, down);
        } else {
            builder.posture(top, top, down, 93, posture);
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String start(Words words, String key) {
        return words.text(key).replaceAll("\\{.*", "").strip();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingIsPraisedWhereMostCameDownInAHurryOrTheSetSagged(Language language) {
        Words words = Words.in(language);
        Random random = new Random(11);
        int hurriedSets = 0;
        for (int run = 0; run < RUNS; run++) {
            Session session = session(random).build();
            SessionWords said = new SessionWords(session, words);
            List<Rep> reps = session.reps();
            long hurried = reps.stream().filter(rep -> Pace.of(rep).isHurried()).count();
            String headline = said.headline();
            String all = headline + " " + said.lede() + " " + said.next() + " "
                    + said.advice().told(SetAdvice.of(reps));
            if (hurried * 2 > reps.size()) {
                hurriedSets++;
                assertThat(PRAISE).as("run %d: %s", run, all).noneMatch(key -> all.contains(start(words, key)));
            }
            boolean allClean = start(words, "report.headline.all-clean.many").length() > 0
                    && headline.endsWith(
                            words.text("report.headline.all-clean.many").replaceAll(".*\\}", ""));
            if (allClean && reps.size() > 1) {
                assertThat(hurried).as("run %d: %s", run, headline).isZero();
                assertThat(said.trends()).isEmpty();
            }
            if (!said.trends().isEmpty()) {
                assertThat(headline + " " + said.lede()).contains(said.trends());
                assertThat(headline).doesNotContain(words.text("report.good.high-even"));
            }
        }
        assertThat(hurriedSets).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noHeadlineAndNoAdviceKnowsOfPosture(Language language) {
        Words words = Words.in(language);
        List<RuleKind> posture =
                Stream.of(RuleKind.values()).filter(kind -> !kind.leads()).toList();
        assertThat(posture).hasSize(8);
        for (int run = 0; run < 300; run++) {
            Random random = new Random(run);
            List<RuleKind> some =
                    posture.stream().filter(kind -> random.nextBoolean()).toList();
            Session with = session(new Random(run), some).build();
            Session without = session(new Random(run), List.of()).build();
            SessionWords said = new SessionWords(with, words);
            SessionWords other = new SessionWords(without, words);
            assertThat(said.headline()).isEqualTo(other.headline());
            assertThat(said.next()).isEqualTo(other.next());
            assertThat(said.advice().told(SetAdvice.of(with.reps())))
                    .isEqualTo(other.advice().told(SetAdvice.of(without.reps())));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatIsSaidOfTheSetIsTrueOfItsRepetitions(Language language) {
        Words words = Words.in(language);
        Random random = new Random(12);
        for (int run = 0; run < RUNS; run++) {
            Session session = session(random).build();
            SessionWords said = new SessionWords(session, words);
            List<Rep> reps = session.reps();
            boolean calm = reps.stream().allMatch(rep -> Pace.of(rep) == Pace.CONTROLLED);
            String told = said.advice().told(SetAdvice.of(reps));
            if (told.contains(start(words, "advice.set.clean"))) {
                assertThat(calm).as(told).isTrue();
            }
            if (said.headline().startsWith(words.text("report.good.slow"))
                    || said.headline().startsWith(words.text("report.good.high-slow"))) {
                assertThat(reps).noneMatch(rep -> Pace.of(rep).isHurried());
            }
            Map<Pace, Integer> paces = said.findings().paces();
            assertThat(paces.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(reps.size());
            said.dropped()
                    .ifPresent(sentence -> assertThat(sentence)
                            .startsWith(String.valueOf(session.dropped().size())));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothingCountedIsNeverToldWithoutWhy(Language language) {
        Words words = Words.in(language);
        Random random = new Random(13);
        for (int run = 0; run < 500; run++) {
            SessionBuilder builder = new SessionBuilder().pause(4);
            int movements = random.nextInt(4);
            for (int i = 0; i < movements; i++) {
                builder.dropped(any(DROPS, random));
            }
            boolean blind = random.nextBoolean();
            Reason why = any(REASONS, random);
            if (blind) {
                builder.blind("repetitions", why, 1, 1 + 40 * random.nextDouble());
            }
            Session session = builder.pause(3 * random.nextInt(5)).build();
            SessionWords said = new SessionWords(session, words);
            String all = said.headline() + " " + said.lede();
            for (DropReason reason : said.findings().dropped().keySet()) {
                assertThat(all).contains(words.dropped(reason));
            }
            if (blind) {
                assertThat(all.toLowerCase(language.locale()))
                        .contains(Numbers.inner(words.reason(why)).toLowerCase(language.locale()));
            }
            if (movements == 0 && !blind) {
                assertThat(said.headline()).isEqualTo(words.text("report.headline.nothing"));
            }
        }
    }
}

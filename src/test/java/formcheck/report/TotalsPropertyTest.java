package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.coach.SetAdvice;
import formcheck.exercise.BodySide;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.guide.LiveRepMark;
import formcheck.guide.LiveRepMark.MarkKind;
import formcheck.guide.LiveSet;
import formcheck.motion.Reason;
import formcheck.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page after a set, the report and its text have the same totals and the same advice; over generated sets. */
class TotalsPropertyTest {
    private static final int RUNS = 60;

    private static Session session(Random random) {
        SessionBuilder builder = new SessionBuilder();
        int many = 1 + random.nextInt(20);
        for (int i = 0; i < many; i++) {
            switch (random.nextInt(6)) {
                case 0 -> builder.unjudged(Reason.ELBOWS_HIDDEN);
                case 1 -> builder.broken(RuleKind.ELBOW_HEIGHT, BodySide.BOTH, 72, 72, 72);
                case 2 -> builder.fast(100, 99, 0.5);
                default -> builder.rep(100, 99, 1.8 + 2 * random.nextDouble());
            }
        }
        return builder.build();
    }

    private static LiveSet live(List<Rep> reps) {
        return new LiveSet(1, 0, Optional.empty(), Optional.empty(), reps, OptionalInt.empty(), List.of());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void pageReportAndTextAgree(Language language) {
        Words words = Words.in(language);
        HtmlReport report = new HtmlReport(language);
        Random random = new Random(25);
        for (int run = 0; run < RUNS; run++) {
            Session session = session(random);
            Session.Counts counts = session.counts();
            LiveSet set = live(session.reps());
            List<LiveRepMark> marks = set.marks();

            assertThat(marks).hasSize(counts.attempted());
            assertThat(set.count()).isEqualTo(counts.valid());
            assertThat(marks.stream().filter(LiveRepMark::counts)).hasSize(counts.valid());
            assertThat(marks.stream().filter(mark -> mark.kind() == MarkKind.CLEAN))
                    .as("run %d", run)
                    .hasSize(counts.clean())
                    .allMatch(LiveRepMark::counts);
            assertThat(counts.clean()).isLessThanOrEqualTo(counts.valid());
            assertThat(counts.valid() + counts.unjudged()).isLessThanOrEqualTo(counts.attempted());

            SessionWords said = new SessionWords(session, words);
            String html = report.html(session);
            if (counts.unjudged() < counts.attempted()) {
                assertThat(html)
                        .contains(words.text(
                                "report.lede.counts",
                                "clean",
                                counts.clean(),
                                "attempted",
                                counts.attempted(),
                                "valid",
                                counts.valid()));
            }
            String tally = words.plural(
                    "report.tally",
                    counts.attempted(),
                    "n",
                    counts.attempted(),
                    "valid",
                    counts.valid(),
                    "clean",
                    counts.clean(),
                    "more",
                    counts.unjudged() == 0 ? "" : words.text("report.tally.more", "n", counts.unjudged()));
            assertThat(said.tally()).isEqualTo(tally);
            assertThat(said.next()).isNotBlank();
            if (language == Language.ENGLISH) {
                String text = new TextReport().text(session).replaceAll("\\s+", " ");
                assertThat(text)
                        .contains(
                                tally.replaceAll("\\s+", " "),
                                "%d attempted, %d valid, %d clean, %d not judged"
                                        .formatted(
                                                counts.attempted(), counts.valid(), counts.clean(), counts.unjudged()),
                                said.next().replaceAll("\\s+", " "));
            }
            assertThat(html).contains(said.next().replace("'", "&#39;"));
            assertThat(said.advice().told(SetAdvice.of(session.reps()))).isNotBlank();
        }
    }
}

package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.coach.SetAdvice;
import formcheck.exercise.DropReason;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.FormRule;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    private final Words english = Words.in(Language.ENGLISH);
    private final Words german = Words.in(Language.GERMAN);

    @Test
    void reasonsReadInEnglishAsTheLiveCoachSaysThem() {
        for (Reason reason : Reason.values()) {
            assertThat(english.reason(reason)).isEqualTo(reason.text());
            assertThat(english.remedy(reason)).isEqualTo(reason.remedy());
            assertThat(german.reason(reason)).isNotEqualTo(reason.text());
        }
    }

    @Test
    void whyAMovementWasNotCountedIsToldInBothLanguages() {
        for (DropReason why : DropReason.values()) {
            assertThat(english.dropped(why)).isEqualTo(why.text());
            assertThat(german.dropped(why)).isNotBlank().isNotEqualTo(why.text());
            assertThat(why.id()).matches("[a-z]+(-[a-z]+)*");
        }
    }

    @Test
    void theUsualNamesAndCuesAreTranslatedAndAPersonsOwnStay() {
        assertThat(german.variant("band", "Elastic band")).isEqualTo("Elastisches Band");
        assertThat(german.variant("band", "My red one")).isEqualTo("My red one");
        for (FormRule rule : ExerciseFile.builtIn().variant().rules()) {
            assertThat(german.said(rule.cue())).as(rule.id()).isNotEqualTo(rule.cue());
            assertThat(english.said(rule.cue())).isEqualTo(rule.cue());
        }
        assertThat(german.said("Softly now")).isEqualTo("Softly now");
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(english.seconds(2.44)).isEqualTo("2.4 s");
        assertThat(german.seconds(2.44)).isEqualTo("2,4 s");
        assertThat(german.range(0.41, 0.62, "s")).isEqualTo("0,4 bis 0,6 s");
        assertThat(english.range(74.2, 74.4, "degrees")).isEqualTo("74°");
        assertThat(german.repetitions(1)).isEqualTo("eine Wiederholung");
        assertThat(english.repetitions(13)).isEqualTo("13 repetitions");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void thereAreWordsForEveryRuleVerdictAndAdvice(Language language) {
        Words words = Words.in(language);
        for (RuleKind kind : RuleKind.values()) {
            assertThat(words.rule(kind)).isNotBlank();
            assertThat(words.text("report.brief." + kind.id())).isNotBlank();
            assertThat(words.text("report.advice." + kind.id())).isNotBlank();
            for (int count : new int[] {1, 2}) {
                assertThat(words.plural("report.together." + kind.id(), count)).isNotBlank();
            }
            assertThat(words.has((kind.probability().isPresent() ? "report.probably." : "report.fault.") + kind.id()))
                    .as(kind.id())
                    .isTrue();
        }
        for (Verdict verdict : Verdict.values()) {
            assertThat(words.text("report.verdict." + verdict.id())).isNotBlank();
            assertThat(words.has("report.title." + verdict.id())).isTrue();
        }
        for (SetAdvice.Kind kind : SetAdvice.Kind.values()) {
            assertThat(words.text("advice.set." + kind.id())).as(kind.id()).isNotBlank();
        }
    }

    @Test
    void aGermanReportReadsAsGermanFromTheHeadlineToTheLastLine() {
        SessionWords words = new SessionWords(SessionBuilder.mixed().build(), german);
        assertThat(words.headline()).isEqualTo("Drei Wiederholungen kamen in einer halben Sekunde herunter.");
        assertThat(words.next()).isEqualTo("Zähl bei jedem Senken „eins, zwei, drei“.");
        assertThat(words.lede()).startsWith("10 von 16 waren sauber").contains("2,4 s (Ziel 3 s)");
        String html =
                new HtmlReport(Language.GERMAN).html(SessionBuilder.mixed().build());
        assertThat(html)
                .contains("<html lang=\"de\">", "Der Satz über die Zeit", "mindestens 1,4\u00a0s", "nicht beurteilt")
                .doesNotContain("Repetition", "not judged", "degrees", "Could not judge");
    }
}

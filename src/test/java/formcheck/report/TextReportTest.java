package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.session.Session;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final List<TextReport.Style> STYLES = List.of(
            TextReport.Style.DEFAULT,
            new TextReport.Style(100, false, false),
            new TextReport.Style(100, true, false),
            new TextReport.Style(60, true, false));

    @Test
    void beginsWithTheFiguresInOneSentence() {
        assertThat(new TextReport().text(SessionBuilder.mixed().build()))
                .contains("16 repetitions, 14 valid, 10 clean, 1 could not be judged.\n");
    }

    @Test
    void tellsWhatWasWrongWithValueAndLimit() {
        assertThat(new TextReport().text(SessionBuilder.mixed().build()))
                .contains("lowered in 0.5 s, at least 1.4 s for 84°")
                .contains("elbows reached 74°, 90° wanted")
                .contains("right arm 24° lower, at most 20°")
                .contains("Next time   Count “one, two, three” every time you lower.");
    }

    @Test
    void saysWhatCouldNotBeJudgedWhyWhenAndWhatHelps() {
        assertThat(new TextReport(new TextReport.Style(100, false, false))
                        .text(SessionBuilder.mixed().build()))
                .contains("Could not judge\n")
                .contains("repetitions, 1:14–1:19: you are turned away from the camera. Face the camera.")
                .contains("? not judged");
    }

    /** Else a rule that is missing among those not judged would read as kept. */
    @Test
    void saysWhatOnlyGotNoWorseAndInHowManyRepetitions() {
        SessionBuilder session = new SessionBuilder()
                .unchanged(100, 99, List.of(RuleKind.SLOUCH, RuleKind.SHRUG))
                .unchanged(100, 99, List.of(RuleKind.SLOUCH));
        assertThat(new TextReport().text(session.build()).replaceAll("\\s+", " "))
                .contains(
                        "Compared with when your arms were low: back no rounder (in all repetitions) and shoulders pulled"
                                + " up no higher (in 1 of 2 repetitions). This compares you only with yourself. It does not mean that"
                                + " you sit upright.");
        assertThat(new TextReport().text(SessionBuilder.mixed().build())).doesNotContain("Compared with");
    }

    @Test
    void theSqueezeIsToldCoarselyAndOnlyWhereItWasJudged() {
        SessionBuilder session =
                new SessionBuilder().squeezed(0.83, 1.6).rep(100, 99, 2.5).rep(100, 99, 2.5);
        assertThat(new TextReport().text(session.build()))
                .contains("Squeeze     usually held for about 1.5 s, about 80 % of your own range (a proxy)");
        assertThat(new TextReport().text(SessionBuilder.mixed().build())).doesNotContain("Squeeze");
    }

    @Test
    void noLineIsLongerThanAsked() {
        for (TextReport.Style style : STYLES) {
            for (String name : HostileNames.ALL) {
                Session session =
                        SessionBuilder.mixed().source(name).damaged(name).build();
                assertThat(new TextReport(style).text(session).lines())
                        .allMatch(line -> line.length() <= style.columns())
                        .allMatch(line -> line.equals(line.stripTrailing()));
            }
        }
    }

    @Test
    void asciiMeansAscii() {
        for (String name : HostileNames.ALL) {
            Session session = SessionBuilder.mixed().source(name).build();
            assertThat(new TextReport(new TextReport.Style(80, true, false)).text(session))
                    .matches("(?s)[ -~\n]*");
        }
    }

    @Test
    void namesCannotSteerTheTerminal() {
        for (String name : HostileNames.ALL) {
            String text =
                    new TextReport().text(new SessionBuilder().source(name).build());
            assertThat(text.codePoints())
                    .noneMatch(point -> point != '\n' && Character.isISOControl(point))
                    .noneMatch(point -> Character.getType(point) == Character.FORMAT);
        }
    }

    @Test
    void coloursOnlyWhenAsked() {
        Session session = SessionBuilder.mixed().build();
        String plain = new TextReport().text(session);
        String coloured = new TextReport(new TextReport.Style(80, false, true)).text(session);
        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void aSessionWithoutAPersonSaysSoAndWhatToDo() {
        Session session = new SessionBuilder()
                .nobody()
                .blind("repetitions", Reason.NOBODY, 0, 13)
                .damaged("The file breaks off.")
                .build();
        assertThat(new TextReport().text(session))
                .contains("No one was in view.\n", "Next time   Sit down in front of the camera.")
                .contains("Damage      The file breaks off.")
                .doesNotContain("Verdict");
    }

    @Test
    void theSameSessionGivesTheSameTextInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            String german = new TextReport().text(SessionBuilder.mixed().build());
            Locale.setDefault(Locale.ROOT);
            assertThat(german)
                    .isEqualTo(new TextReport().text(SessionBuilder.mixed().build()));
        } finally {
            Locale.setDefault(before);
        }
    }
}

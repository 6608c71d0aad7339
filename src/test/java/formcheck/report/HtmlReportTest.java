package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.BodySide;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import formcheck.session.Session;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private final HtmlReport report = new HtmlReport();

    @Test
    void needsNothingFromOutsideAndRunsNoScript() {
        String html = report.html(SessionBuilder.mixed().build());
        assertThat(html)
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\"")
                .doesNotContain("<script", "<link", "<iframe", "http://", "https://", "@import", "src=");
        assertThat(count(html, "url(")).isEqualTo(count(html, "url(data:")).isEqualTo(1);
    }

    @Test
    void showsHostileNamesAsText() {
        String plain = report.html(new SessionBuilder().build());
        for (String name : HostileNames.ALL) {
            String html = report.html(new SessionBuilder()
                    .source(name)
                    .damaged(name)
                    .cue(0.1, name)
                    .build());
            assertThat(html.codePoints())
                    .noneMatch(point -> point != '\n' && Character.isISOControl(point))
                    .noneMatch(point -> Character.getType(point) == Character.FORMAT);
            assertThat(count(html, "<")).as(name).isEqualTo(count(plain, "<") + 6);
            assertThat(html).doesNotContain("<script", "<img", ">49<");
            assertThat(html.length()).isLessThan(plain.length() + 4000);
        }
    }

    @Test
    void everyDrawingThatTellsSomethingHasATitleAndADescription() {
        String html = report.html(SessionBuilder.mixed().build());
        assertThat(count(html, "<svg")).isEqualTo(count(html, "aria-hidden=\"true\"><") + count(html, "role=\"img\""));
        assertThat(count(html, "role=\"img\""))
                .isEqualTo(count(html, "<title id="))
                .isEqualTo(count(html, "<desc id="));
        assertThat(html).contains("<html lang=\"en\">", "<th scope=\"col\">", "<th scope=\"row\">");
    }

    @Test
    void theFirstFaultyRepetitionStandsOpenWithItsValuesAndWhatWasSaid() {
        String html = report.html(SessionBuilder.mixed().build());
        assertThat(count(html, "<details open>")).isEqualTo(1);
        assertThat(html)
                .contains("Repetition 4 came down too fast")
                .contains("<b>0.5 s</b>")
                .contains("at least 1.4\u00a0s; 1.2\u00a0s or more counts")
                .contains("at 0:17.8 “Lower slowly”");
    }

    @Test
    void whatCouldNotBeJudgedIsShownAsSuchWithReasonAndRemedy() {
        String html = report.html(new SessionBuilder()
                .unjudged(Reason.ELBOWS_OUTSIDE)
                .frameRateTooLow(95, 95)
                .build());
        assertThat(html)
                .contains("Could not judge. " + Reason.ELBOWS_OUTSIDE.text() + " " + Reason.ELBOWS_OUTSIDE.remedy())
                .contains("Could not judge. " + Reason.FRAME_RATE_TOO_LOW.text())
                .contains("not visible")
                .contains("class=\"c-unjudged\"");
    }

    /** Nobody knows whether somebody sat tall whom nobody asked to. */
    @Test
    void whatIsNoWorseIsNeverCalledGoodOrUpright() {
        Session session = new SessionBuilder()
                .unchanged(100, 99, List.of(RuleKind.SLOUCH, RuleKind.LEANING_BACK, RuleKind.SHRUG))
                .build();
        assertThat(report.html(session))
                .contains(
                        "Compared with when your arms were low: back no rounder, shoulders pulled up no higher and leaning"
                                + " back no further. This compares you only with yourself. It does not mean that you sit upright.")
                .doesNotContain("upright trunk", "shoulders low");
        assertThat(new HtmlReport(Language.GERMAN).html(session))
                .contains(
                        "Im Vergleich zu den Momenten, in denen deine Arme unten waren: Rücken nicht runder,",
                        "Ob du aufrecht sitzt, sagt das nicht.")
                .doesNotContain("aufrechter Rumpf", "Schultern tief");
    }

    @Test
    void aRepetitionTellsHowLongTheSqueezeWasHeldOrWhyThatIsNotKnown() {
        assertThat(report.html(new SessionBuilder()
                        .squeezed(0.83, 1.1)
                        .rep(100, 99, 2.5)
                        .build()))
                .contains("Squeeze held</th><td><b>about 1 s</b>", "about 80 % of your own range");
        assertThat(report.html(new SessionBuilder()
                        .notSqueezed(Reason.NOT_SURE)
                        .rep(100, 99, 2.5)
                        .build()))
                .contains(
                        "Squeeze held</th><td colspan=\"3\">Could not judge. The confidence from one camera is too low.");
        assertThat(report.html(SessionBuilder.mixed().build())).doesNotContain("Squeeze held");
    }

    @Test
    void everyKindOfFaultHasAShapeOfItsOwn() {
        for (RuleKind kind : RuleKind.values()) {
            String html = report.html(new SessionBuilder()
                    .rep(100, 99, 2.4)
                    .broken(kind, BodySide.LEFT, 40, 95, 96)
                    .build());
            assertThat(html)
                    .as(kind.id())
                    .contains(
                            Words.in(Language.ENGLISH).text("report.brief." + kind.id()),
                            kind == RuleKind.FAST_DESCENT ? "class=\"m-chevron\"" : "class=\"m-line\"");
        }
    }

    @Test
    void aSessionWithoutRepetitionsReadsWell() {
        String html = report.html(new SessionBuilder()
                .nobody()
                .blind("repetitions", Reason.NOBODY, 0, 12)
                .build());
        assertThat(html)
                .contains("<h1>No one was in view.</h1>", Reason.NOBODY.remedy())
                .doesNotContain("Every repetition", "All values", "The set over time");
    }

    @Test
    void anHourOfRepetitionsStaysUsable() {
        SessionBuilder builder = new SessionBuilder();
        for (int i = 0; i < 500; i++) {
            builder.rep(100 + i % 5, 98, 2.4);
            if (i % 20 == 19) {
                builder.newSet().pause(35);
            }
        }
        String html = report.html(builder.build());
        assertThat(html.length()).isLessThan(4_000_000);
        Matcher lines =
                Pattern.compile("<path class=\"c-(left|right)\" d=\"([^\"]*)\"").matcher(html);
        int points = 0;
        while (lines.find()) {
            points += count(lines.group(2), "L") + 1;
        }
        assertThat(points).isBetween(1000, 9000);
        assertThat(html).contains("Set 25");
    }

    @Test
    void theSameSessionGivesTheSamePage() {
        Session session = SessionBuilder.mixed().build();
        assertThat(report.html(session))
                .isEqualTo(new HtmlReport().html(SessionBuilder.mixed().build()));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}

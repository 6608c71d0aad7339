package formcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.BodySide;
import formcheck.exercise.RuleKind;
import formcheck.motion.Reason;
import org.junit.jupiter.api.Test;

class SessionWordsTest {

    @Test
    void praisesWhatIsTrueBeforeTheOneThingToChange() {
        SessionWords words =
                words(new SessionBuilder().rep(100, 99, 2.4).rep(100, 99, 2.2).fast(100, 98, 0.5));
        assertThat(words.headline()).isEqualTo("High and even, but one repetition came down in half a second.");
        assertThat(words.next()).isEqualTo("Count “one, two, three” every time you lower.");
    }

    @Test
    void doesNotPraiseWhatWasNotJudged() {
        SessionWords words = words(new SessionBuilder()
                .unjudged(Reason.ELBOWS_HIDDEN)
                .unjudged(Reason.ELBOWS_HIDDEN)
                .fast(100, 98, 0.5));
        assertThat(words.headline()).isEqualTo("One repetition came down in half a second.");
        assertThat(words.next()).isEqualTo(Reason.ELBOWS_HIDDEN.remedy());
    }

    @Test
    void theFaultThatMostRepetitionsShareComesFirst() {
        SessionWords words = words(new SessionBuilder()
                .fast(100, 98, 0.5)
                .broken(RuleKind.HALF_REPETITION, BodySide.BOTH, 48, 96, 95)
                .broken(RuleKind.HALF_REPETITION, BodySide.BOTH, 51, 96, 95));
        assertThat(words.headline()).endsWith("but two repetitions went up again before the bottom.");
        assertThat(words.lede()).contains("Repetitions 2 and 3 lowered 48 to 51 % of the way.");
    }

    @Test
    void allCleanIsSaidPlainlyAndAsksForAFullSet() {
        SessionWords words = words(new SessionBuilder().rep(100, 99, 2.4).rep(100, 99, 2.2));
        assertThat(words.headline()).isEqualTo("All two repetitions were clean.");
        assertThat(words.next()).contains("a set is 15 to 20");
    }

    @Test
    void unjudgedRepetitionsAreNeitherRightNorWrong() {
        SessionWords none = words(new SessionBuilder().unjudged(Reason.TOO_DARK).unjudged(Reason.TOO_DARK));
        assertThat(none.headline()).isEqualTo("Two repetitions, but none could be judged.");
        assertThat(none.lede()).isEqualTo(Reason.TOO_DARK.text());
        SessionWords some =
                words(new SessionBuilder().rep(100, 99, 2.4).rep(100, 99, 2.4).unjudged(Reason.TOO_DARK));
        assertThat(some.headline()).isEqualTo("All two repetitions that could be judged were clean.");
    }

    @Test
    void aMissedLimitIsNeverRoundedIntoAKeptOne() {
        SessionBuilder builder = new SessionBuilder().broken(RuleKind.ELBOW_HEIGHT, BodySide.LEFT, 79.7, 79.7, 93);
        assertThat(words(builder).remarks(builder.build().reps().get(0)))
                .containsExactly(
                        "left elbow reached 79.7°, 90° wanted (80° or more counts: one camera can be off by up to 10°)");
    }

    @Test
    void nothingSeenNamesWhatWasMissing() {
        assertThat(words(new SessionBuilder().nobody().pause(5)).headline()).isEqualTo("No one was in view.");
        assertThat(words(new SessionBuilder().pause(5)).headline())
                .isEqualTo("No repetition: no arm movement detected.");
        assertThat(words(new SessionBuilder().blind("repetitions", Reason.TURNED_AWAY, 0, 20))
                        .headline())
                .isEqualTo("This could not be judged: you are turned away from the camera.");
    }

    private static SessionWords words(SessionBuilder session) {
        return new SessionWords(session.build(), Words.in(Language.ENGLISH));
    }
}

package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.motion.Reason;
import formcheck.pose.LumaGrid;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera, an encoder or a connection stalls while the person goes on. */
class FrozenPictureTest {
    private static final Posture REST = Posture.arms(12);
    private static final Posture TOP = Posture.arms(115);

    /** Three repetitions; the second is lowered from 6.2 to 9.2 s. */
    private static final Movement SET = Movement.from(REST).hold(1).repetitions(3, TOP, 1.6, 3.0);

    private static final double LOWERS_FROM = 1 + 5.7 + 1.6 + 0.5;

    private static Figure at(double rate) {
        return Figure.FRONTAL.rate(rate).seed(3);
    }

    private static PoseFrame with(PoseFrame frame, PoseFrame shown, Optional<LumaGrid> picture) {
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                shown.brightness(),
                shown.pose(),
                Optional.empty(),
                picture);
    }

    private static Optional<LumaGrid> picture(long seed) {
        byte[] rgb = new byte[3 * 64 * 48];
        new Random(seed).nextBytes(rgb);
        return Optional.of(LumaGrid.of(new Frame(0, Duration.ZERO, 64, 48, rgb)));
    }

    /** While it stands, each frame shows what the first one showed. */
    private static List<PoseFrame> frozen(List<PoseFrame> film, DoublePredicate stands, boolean pictures) {
        List<PoseFrame> seen = new ArrayList<>();
        PoseFrame shown = film.get(0);
        for (PoseFrame frame : film) {
            shown = stands.test(frame.seconds()) ? shown : frame;
            seen.add(with(frame, shown, pictures ? picture(shown.index()) : Optional.empty()));
        }
        return seen;
    }

    private static Check pace(Rep rep) {
        return rep.checks().entrySet().stream()
                .filter(check -> check.getKey() instanceof FastDescent)
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "30, 0.9, 2.0, true", "30, 1.2, 2.0, true", "30, 0.9, 2.0, false", "30, 1.2, 1.0, false", "15, 1.0, 2.0, true",
        "15, 1.0, 2.0, false", "60, 1.0, 1.5, true", "60, 1.2, 1.5, false", "30, 1.0, 0.6, false", "24, 0.8, 1.5, false"
    })
    void aLoweringInWhichThePictureStoodStillIsNotJudgedByItsPace(
            double rate, double after, double seconds, boolean pictures) {
        double from = LOWERS_FROM + after;
        List<PoseFrame> film = frozen(at(rate).film(SET), t -> t >= from && t < from + seconds, pictures);
        Watched watched = Watched.of(film);

        assertThat(watched.attempted()).isEqualTo(3);
        assertThat(watched.valid()).isEqualTo(3);
        assertThat(pace(watched.reps().get(1))).isEqualTo(new Check.NotAssessed(Reason.FROZEN));
        assertThat(pace(watched.reps().get(0))).isEqualTo(new Check.Ok());
        assertThat(pace(watched.reps().get(2))).isEqualTo(new Check.Ok());
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .extracting(RepEvent.NotAssessedSpan::reason)
                .contains(Reason.FROZEN);
    }

    @Test
    void picturesThatAreAlikeWhileNobodyMovesDoNoHarm() {
        // A drawn scene: at rest and at the top every picture is the same.
        double[] rests = {0, 1, 2.6, 3.1, 6.1, 6.7, 8.3, 8.8, 11.8, 12.4, 14, 14.5, 17.5, 18.1};
        List<PoseFrame> film = frozen(
                at(30).film(SET),
                t -> {
                    for (int i = 0; i < rests.length; i += 2) {
                        if (t > rests[i] && t < rests[i + 1]) {
                            return true;
                        }
                    }
                    return false;
                },
                true);
        Watched watched = Watched.of(film);

        assertThat(watched.reps()).hasSize(3).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(pace(rep)).isEqualTo(new Check.Ok());
        });
    }

    @Test
    void everyPictureStoredTwiceIsJudgedAsUsual() {
        List<PoseFrame> film = new ArrayList<>();
        for (PoseFrame frame : at(60).film(SET)) {
            PoseFrame shown = frame.index() % 2 == 1 ? film.get(film.size() - 1) : frame;
            film.add(with(frame, shown, picture(frame.index() / 2)));
        }
        assertThat(Watched.of(film).reps())
                .hasSize(3)
                .allSatisfy(rep -> assertThat(pace(rep)).isEqualTo(new Check.Ok()));
    }
}

package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnconfirmedRepTest {
    /** Four repetitions: two slow, one dropped, one after a break that begins another set. */
    private static List<PoseFrame> film() {
        Posture rest = Posture.arms(12);
        Posture top = Posture.arms(115);
        return Figure.FRONTAL.film(Movement.from(rest)
                .hold(1.0)
                .repetitions(2, top, 1.4, 2.8)
                .repetition(top, 1.4, 0.5)
                .hold(1.5)
                .repetition(Posture.arms(70), 1.4, 2.8)
                .hold(1.5));
    }

    /** The judgement of a frame must not read what later frames change. */
    @Test
    void isTheSameWhetherItIsAskedForAtOnceOrAfterAllFrames() {
        FormPipeline asked = new FormPipeline(ExerciseFile.builtIn().variant());
        FormPipeline silent = new FormPipeline(ExerciseFile.builtIn().variant());
        List<Optional<Rep>> atOnce = new ArrayList<>();
        List<FrameResult> kept = new ArrayList<>();
        for (PoseFrame frame : film()) {
            atOnce.add(asked.process(frame).unconfirmed().flatMap(UnconfirmedRep::rep));
            kept.add(silent.process(frame));
        }
        List<Optional<Rep>> later = kept.stream()
                .map(result -> result.unconfirmed().flatMap(UnconfirmedRep::rep))
                .toList();
        assertThat(later).isEqualTo(atOnce);
        assertThat(atOnce.stream().flatMap(Optional::stream).map(Rep::index).distinct())
                .containsExactly(1, 2, 3, 4);
    }

    /** What was unconfirmed right before a repetition was complete is that repetition, but for what a longer look changes. */
    @Test
    void becomesTheCompletedRepetition() {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        Optional<Rep> before = Optional.empty();
        int completed = 0;
        for (PoseFrame frame : film()) {
            FrameResult result = pipeline.process(frame);
            for (RepEvent event : result.events()) {
                if (event instanceof RepEvent.RepCompleted done) {
                    completed++;
                    assertThat(before).hasValueSatisfying(rep -> {
                        assertThat(rep.index()).isEqualTo(done.rep().index());
                        assertThat(rep.set()).isEqualTo(done.rep().set());
                        assertThat(rep.begin()).isCloseTo(done.rep().begin(), within(0.05));
                        assertThat(rep.verdict()).isEqualTo(done.rep().verdict());
                        assertThat(rules(rep)).isEqualTo(rules(done.rep()));
                    });
                }
            }
            before = result.unconfirmed().flatMap(UnconfirmedRep::rep);
        }
        assertThat(completed).isEqualTo(4);
    }

    private static List<FormRule> rules(Rep rep) {
        return rep.faults().stream().map(Fault::rule).toList();
    }

    @Test
    void isJudgedOnceAndOnlyIfItIsAskedFor() {
        AtomicInteger judged = new AtomicInteger();
        UnconfirmedRep rep = new UnconfirmedRep(() -> {
            judged.incrementAndGet();
            return Optional.empty();
        });
        assertThat(judged).hasValue(0);
        assertThat(rep.rep()).isEmpty();
        assertThat(rep.rep()).isEmpty();
        assertThat(judged).hasValue(1);
    }
}

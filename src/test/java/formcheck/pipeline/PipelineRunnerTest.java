package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.SourceInfo;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.pipeline.PipelineRunner.Ending;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipelineRunnerTest {

    private final List<Long> seen = new ArrayList<>();
    private int endings;

    /** Nobody in any frame; what it does meanwhile is up to the test. */
    private record Blind(Consumer<Frame> meanwhile) implements PoseEstimator {
        @Override
        public Optional<Pose> estimate(Frame frame) {
            meanwhile.accept(frame);
            return Optional.empty();
        }

        @Override
        public void reset() {}

        @Override
        public void close() {
            throw new IllegalStateException("the estimator is its owner's to close");
        }
    }

    private final PipelineRunner.Listener listener = new PipelineRunner.Listener() {
        @Override
        public void frame(FrameResult result) {
            seen.add(result.pose().index());
        }

        @Override
        public void end(List<RepEvent> events) {
            endings++;
        }
    };

    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("frames of fake", "poses of fake");
    }

    private Ending run(PipelineRunner runner) throws CaptureException {
        return runner.run(new FormPipeline(ExerciseFile.builtIn().variant()), listener);
    }

    @Test
    void keepsEveryFrameOfAFileInItsOrder() throws Exception {
        FakeFrames file = FakeFrames.file(500);
        try (PipelineRunner runner = PipelineRunner.of(file, new Blind(frame -> {}))) {
            assertThat(run(runner)).isEqualTo(Ending.COMPLETE);
            assertThat(runner.dropped()).isZero();
            assertThat(runner.damage()).contains("a scratch");
        }
        assertThat(seen).isEqualTo(LongStream.range(0, 500).boxed().toList());
        assertThat(endings).isEqualTo(1);
        assertThat(file.isClosed()).isTrue();
    }

    @Test
    void fetchesOnlyAFewFramesOfAFileAhead() throws Exception {
        FakeFrames file = FakeFrames.file(200);
        List<Long> ahead = new ArrayList<>();
        try (PipelineRunner runner =
                PipelineRunner.of(file, new Blind(frame -> ahead.add(file.given() - frame.index())))) {
            run(runner);
        }
        assertThat(ahead).allMatch(frames -> frames <= 6);
    }

    @Test
    void keepsTheNewestFrameOfACameraAndDropsTheRest() throws Exception {
        FakeFrames camera = FakeFrames.camera(100, FakeFrames.Then.END);
        try (PipelineRunner runner = PipelineRunner.of(camera, new Blind(frame -> camera.awaitEnd()))) {
            assertThat(run(runner)).isEqualTo(Ending.COMPLETE);
            assertThat(runner.dropped()).isEqualTo(100 - seen.size());
        }
        // While it looked at one frame all the others came, and the last of them is what is there now.
        assertThat(seen).hasSizeLessThanOrEqualTo(2).endsWith(99L);
    }

    @Test
    void endsWhenItIsStoppedInAFile() throws Exception {
        FakeFrames file = FakeFrames.file(Long.MAX_VALUE);
        CountDownLatch running = new CountDownLatch(10);
        try (PipelineRunner runner = PipelineRunner.of(file, new Blind(frame -> running.countDown()))) {
            CompletableFuture<Ending> ending = CompletableFuture.supplyAsync(() -> quietly(runner));
            running.await();
            runner.stop();
            assertThat(ending.get(5, TimeUnit.SECONDS)).isEqualTo(Ending.STOPPED);
        }
        assertThat(endings).isEqualTo(1);
        assertThat(file.isClosed()).isTrue();
    }

    @Test
    void endsWhenItIsStoppedWhileACameraIsSilent() throws Exception {
        FakeFrames camera = FakeFrames.camera(1, FakeFrames.Then.SILENCE);
        try (PipelineRunner runner = PipelineRunner.of(camera, new Blind(frame -> {}))) {
            CompletableFuture<Ending> ending = CompletableFuture.supplyAsync(() -> quietly(runner));
            camera.awaitEnd();
            runner.stop();
            assertThat(ending.get(5, TimeUnit.SECONDS)).isEqualTo(Ending.STOPPED);
        }
    }

    @Test
    void endsWhenItsThreadIsInterruptedAndKeepsTheInterrupt() throws Exception {
        FakeFrames camera = FakeFrames.camera(1, FakeFrames.Then.SILENCE);
        try (PipelineRunner runner = PipelineRunner.of(camera, new Blind(frame -> {}))) {
            Thread caller = Thread.currentThread();
            CompletableFuture<Void> interrupter = CompletableFuture.runAsync(() -> {
                camera.awaitEnd();
                caller.interrupt();
            });
            assertThat(run(runner)).isEqualTo(Ending.STOPPED);
            assertThat(Thread.interrupted()).isTrue();
            interrupter.join();
        }
    }

    @Test
    void doesNothingIfItIsStoppedBeforeItRuns() throws Exception {
        FakeFrames file = FakeFrames.file(5);
        try (PipelineRunner runner = PipelineRunner.of(file, new Blind(frame -> {}))) {
            runner.stop();
            assertThat(run(runner)).isEqualTo(Ending.STOPPED);
        }
        assertThat(seen).isEmpty();
        assertThat(file.given()).isZero();
    }

    @Test
    void judgesTheFramesBeforeTheSourceFailedAndThenTellsTheFailure() {
        CaptureException unplugged = new CaptureException("unplugged");
        FakeFrames file = FakeFrames.failingAfter(7, unplugged);
        try (PipelineRunner runner = PipelineRunner.of(file, new Blind(frame -> {}))) {
            assertThatThrownBy(() -> run(runner)).isSameAs(unplugged);
        }
        assertThat(seen).hasSize(7);
        assertThat(endings).isEqualTo(1);
        assertThat(file.isClosed()).isTrue();
    }

    @Test
    void tellsAnUnexpectedErrorOfTheFetchingThread() {
        IllegalStateException bug = new IllegalStateException("bug");
        try (PipelineRunner runner = PipelineRunner.of(FakeFrames.failingAfter(2, bug), new Blind(frame -> {}))) {
            assertThatThrownBy(() -> run(runner)).isSameAs(bug);
        }
    }

    @Test
    void findsOnlyAFewPosesOfAFileAhead() throws Exception {
        AtomicLong found = new AtomicLong();
        List<Long> ahead = new ArrayList<>();
        try (PipelineRunner runner =
                PipelineRunner.of(FakeFrames.file(200), new Blind(frame -> found.set(frame.index())))) {
            runner.run(
                    new FormPipeline(ExerciseFile.builtIn().variant()),
                    result -> ahead.add(found.get() - result.pose().index()));
        }
        assertThat(ahead).hasSize(200).allMatch(poses -> poses >= 0 && poses <= 4);
    }

    @Test
    void looksAtNoFrameOfAFileAnyMoreOnceTheRunIsOver() throws Exception {
        AtomicLong looked = new AtomicLong();
        try (PipelineRunner runner =
                PipelineRunner.of(FakeFrames.file(Long.MAX_VALUE), new Blind(frame -> looked.incrementAndGet()))) {
            IllegalStateException full = new IllegalStateException("disk full");
            assertThatThrownBy(() ->
                            runner.run(new FormPipeline(ExerciseFile.builtIn().variant()), result -> {
                                throw full;
                            }))
                    .isSameAs(full);
            long atTheEnd = looked.get();
            Thread.sleep(50);
            assertThat(looked.get()).isEqualTo(atTheEnd);
        }
    }

    @Test
    void tellsAnErrorOfTheEstimatorAndEndsTheFetchingThread() {
        FakeFrames file = FakeFrames.file(Long.MAX_VALUE);
        IllegalStateException bug = new IllegalStateException("bug");
        try (PipelineRunner runner = PipelineRunner.of(file, new Blind(frame -> {
            throw bug;
        }))) {
            assertThatThrownBy(() -> run(runner)).isSameAs(bug);
        }
        assertThat(file.isClosed()).isTrue();
    }

    /** A film of four repetitions in which judging throws at some frames. */
    @SuppressWarnings({"NullAway", "NullOptional"}) // what no frame has stands for whatever judging may stumble over
    private static PoseSource stumblingAt(double... seconds) {
        List<PoseFrame> film = new ArrayList<>(Figure.FRONTAL.film(
                Movement.from(Posture.arms(12)).hold(1).repetitions(4, Posture.arms(115), 1.6, 3.0)));
        for (double at : seconds) {
            int place = (int) Math.round(at * 30);
            PoseFrame was = film.get(place);
            film.set(place, new PoseFrame(was.index(), was.at(), was.width(), was.height(), null, null));
        }
        Iterator<PoseFrame> frames = film.iterator();
        return new PoseSource() {
            @Override
            public SourceInfo info() {
                return new SourceInfo("film", 640, 480, OptionalDouble.of(30), Optional.empty(), true);
            }

            @Override
            public Optional<PoseFrame> next() {
                return frames.hasNext() ? Optional.of(frames.next()) : Optional.empty();
            }

            @Override
            public Optional<String> damage() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    private static final class Bearing implements PipelineRunner.Listener {
        private final List<Double> failures = new ArrayList<>();
        private final List<Rep> reps = new ArrayList<>();
        private RepPhase phase = RepPhase.REST;
        private long frames;

        @Override
        public void frame(FrameResult result) {
            frames++;
            take(result.events());
        }

        @Override
        public void failed(PoseFrame frame, RuntimeException failure) {
            failures.add(frame.seconds());
        }

        @Override
        public void end(List<RepEvent> events) {
            take(events);
        }

        private void take(List<RepEvent> events) {
            for (RepEvent event : events) {
                if (event instanceof RepEvent.RepCompleted completed) {
                    reps.add(completed.rep());
                } else if (event instanceof RepEvent.PhaseChanged changed) {
                    phase = changed.phase();
                }
            }
        }
    }

    @Test
    void goesOnWithItsCountWhereJudgingAFrameThrows() throws Exception {
        Bearing bearing = new Bearing();
        try (PipelineRunner runner = PipelineRunner.of(stumblingAt(9.5, 9.6))) { // in the second lowering
            assertThat(runner.run(new FormPipeline(ExerciseFile.builtIn().variant()), bearing))
                    .isEqualTo(Ending.COMPLETE);
        }
        assertThat(bearing.failures).hasSize(2);
        assertThat(bearing.frames).isBetween(714L, 715L); // those of the whole film
        // The second was cut in two: whether the rest of it counts is the tracker's rule. The count goes on where it
        // was.
        assertThat(bearing.reps).extracting(Rep::index).startsWith(1, 2, 3);
        assertThat(bearing.reps).hasSizeBetween(3, 4).extracting(Rep::index).doesNotHaveDuplicates();
        assertThat(bearing.reps).extracting(Rep::set).containsOnly(1);
        assertThat(bearing.phase).isEqualTo(RepPhase.REST);
    }

    @Test
    void aFaultBetweenRepetitionsCostsNone() throws Exception {
        Bearing bearing = new Bearing();
        try (PipelineRunner runner = PipelineRunner.of(stumblingAt(0.2, 12.1, 12.2))) {
            runner.run(new FormPipeline(ExerciseFile.builtIn().variant()), bearing);
        }
        assertThat(bearing.reps).extracting(Rep::index).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aListenerThatDoesNotBearItEndsTheRun() {
        try (PipelineRunner runner = PipelineRunner.of(stumblingAt(3))) {
            assertThatThrownBy(() -> run(runner)).isInstanceOf(NullPointerException.class);
        }
        assertThat(seen).hasSize(90);
    }

    private Ending quietly(PipelineRunner runner) {
        try {
            return run(runner);
        } catch (CaptureException e) {
            throw new IllegalStateException(e);
        }
    }
}

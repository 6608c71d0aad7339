package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.guide.GuideView;
import formcheck.guide.LiveGuide;
import formcheck.guide.LiveGuide.Command;
import formcheck.guide.LiveSet;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptProof;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Replay;
import formcheck.session.RulesDigest;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.Versions;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store holds, what a replay finds, and what is found again without the database is what the live session counted. */
class KeptAsPlayedTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);

    @TempDir
    private Path folder;

    private static Movement sitting(double seconds) {
        return Movement.from(REST).hold(seconds);
    }

    private static double seconds(Movement movement) {
        List<PoseFrame> frames = Figure.FRONTAL.film(movement);
        return frames.get(frames.size() - 1).seconds();
    }

    @Test
    void whatTheArmsDoInAPauseIsNeitherStoredNorFoundAgain() throws Exception {
        Movement movement = sitting(6).repetitions(3, TOP, 1.2, 2.8).hold(1);
        double pause = seconds(movement);
        movement.hold(2).repetitions(2, TOP, 1.2, 2.8).hold(2);
        double goOn = seconds(movement);
        movement.hold(1).repetitions(2, TOP, 1.2, 2.8).hold(12);
        assertThat(played(movement, Map.of(pause, Command.PAUSE, goOn, Command.PAUSE)))
                .isEqualTo(5);
    }

    @Test
    void aPauseRightAfterARepetitionKeepsIt() throws Exception {
        Movement movement = sitting(6).repetitions(3, TOP, 1.2, 2.8);
        double pause = seconds(movement) + 0.1;
        movement.hold(6);
        double goOn = seconds(movement) - 1;
        movement.repetitions(2, TOP, 1.2, 2.8).hold(12);
        assertThat(played(movement, Map.of(pause, Command.PAUSE, goOn, Command.PAUSE)))
                .isEqualTo(5);
    }

    @Test
    void theRaiseThatBeginsTheSetIsFoundAgain() throws Exception {
        assertThat(played(sitting(0.8).repetitions(4, TOP, 1.2, 2.8).hold(12), Map.of()))
                .isEqualTo(4);
        assertThat(played(sitting(3.2).repetitions(4, TOP, 5, 4).hold(12), Map.of()))
                .isEqualTo(4);
    }

    @Test
    void aRatingAfterAnEmptySetStoresNoRepetitionTwice() throws Exception {
        Movement movement = sitting(6).repetitions(3, TOP, 1.2, 2.8).hold(1);
        double end = seconds(movement);
        Map<Double, Command> wishes = new TreeMap<>();
        wishes.put(end, Command.END);
        wishes.put(end + 1, Command.NEXT);
        wishes.put(end + 1.5, Command.NEXT);
        wishes.put(end + 2, Command.END);
        assertThat(played(movement.hold(4), wishes)).isEqualTo(3);
    }

    @Test
    void aRaiseThatIsFoundToBeOneOnlyLaterIsFoundAgain() throws Exception {
        Posture straight = Posture.arms(100).hands(Posture.Hands.STRAIGHT);
        for (double rest : new double[] {0.8, 2.5, 3.2, 6}) {
            assertThat(played(sitting(rest).repetitions(4, straight, 1.2, 2.4).hold(12), Map.of()))
                    .as("rest %.1f", rest)
                    .isEqualTo(4);
        }
    }

    @Test
    void aStretchThatNothingFollowedIsNotFoundAgain() throws Exception {
        Posture overhead = Posture.arms(160).hands(Posture.Hands.STRAIGHT);
        for (double rest : new double[] {0.8, 6}) {
            Movement movement = sitting(rest)
                    .repetition(overhead, 1.2, 1.5)
                    .hold(9)
                    .repetitions(3, TOP, 1.2, 2.8)
                    .hold(12);
            assertThat(played(movement, Map.of())).as("rest %.1f", rest).isEqualTo(3);
        }
    }

    @Test
    void whatIsFinishedWhenTheSetIsEndedIsKeptAndFoundAgain() throws Exception {
        double down = seconds(sitting(0.8).repetitions(2, TOP, 1.2, 2.8)) - 0.6;
        for (double end : new double[] {-0.1, 0, 0.1, 0.2, 0.4, 0.8}) {
            Movement movement = sitting(0.8).repetitions(2, TOP, 1.2, 2.8).hold(3);
            assertThat(played(movement, Map.of(down + end, Command.END)))
                    .as("ended %.1f s after", end)
                    .isEqualTo(2);
        }
        Movement underWay = sitting(0.8).repetitions(2, TOP, 1.2, 2.8).hold(3);
        assertThat(played(underWay, Map.of(down - 1.5, Command.END))).isEqualTo(1);
        Movement paused = sitting(0.8).repetitions(2, TOP, 1.2, 2.8).hold(3);
        assertThat(played(paused, Map.of(down + 0.1, Command.PAUSE, down + 0.15, Command.END)))
                .isEqualTo(2);
    }

    @Test
    void aPageThatClosesRightAfterARepetitionKeepsIt() throws Exception {
        Movement movement = sitting(0.8).repetitions(2, TOP, 1.2, 2.8);
        List<PoseFrame> frames = Figure.FRONTAL.film(movement);
        double closed = seconds(movement) - 0.5;
        assertThat(played(
                        frames.stream()
                                .filter(frame -> frame.seconds() <= closed)
                                .toList(),
                        Map.of()))
                .isEqualTo(2);
    }

    /** Returns the repetitions that the live session counted, after comparing them with what is stored. */
    private int played(Movement movement, Map<Double, Command> wishes) throws Exception {
        return played(Figure.FRONTAL.film(movement), wishes);
    }

    private int played(List<PoseFrame> frames, Map<Double, Command> wishes) throws Exception {
        Path data = Files.createTempDirectory(folder, "data");
        Exercise exercise = ExerciseFile.builtIn().variant();
        LiveGuide guide = new LiveGuide(exercise);
        try (StoreAccess access = new StoreAccess(data, Optional.empty());
                LiveKeeper keeper = keeper(access, exercise)) {
            TreeMap<Double, Command> left = new TreeMap<>(wishes);
            guide.sourceOpened(0);
            keeper.sourceOpened(0, "camera", Figure.WIDTH, Figure.HEIGHT);
            FormPipeline pipeline = new FormPipeline(exercise);
            double now = 0;
            for (PoseFrame frame : frames) {
                now = frame.seconds();
                while (!left.isEmpty() && left.firstKey() <= now) {
                    keeper.shown(guide.command(left.pollFirstEntry().getValue(), now));
                }
                FrameResult result = pipeline.process(frame);
                GuideView view = guide.see(result);
                keeper.judged(result, view);
            }
            keeper.shown(guide.sourceClosed());
            keeper.shown(guide.ratePain(4));
            keeper.shown(guide.command(Command.END, now));
            keeper.shown(guide.command(Command.END, now));
        }
        List<Rep> live =
                guide.sets().stream().map(LiveSet::reps).flatMap(List::stream).toList();
        try (SessionStore store = SessionStore.openToRead(data)) {
            SessionId id = store.latest().orElseThrow();
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().reps()).as("stored").hasSameSizeAs(live);
            Replay replay = Replay.of(
                    kept, store.motion(id).orElseThrow(), kept.session().exercise());
            assertThat(replay.reps()).as("replayed").hasSameSizeAs(live);
            assertThat(replay.changes()).isEmpty();
        }
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("formcheck.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
        try (SessionStore store = SessionStore.rebuild(data)) {
            KeptSession found = store.find(store.latest().orElseThrow()).orElseThrow();
            assertThat(found.session().reps()).as("found again").hasSameSizeAs(live);
        }
        return live.size();
    }

    private static LiveKeeper keeper(StoreAccess access, Exercise exercise) {
        SessionChoice choice = new SessionChoice("Me", Load.UNKNOWN, OptionalInt.empty(), PictureChoice.NONE, false);
        StorageListener nothingFails = new StorageListener() {
            @Override
            public void problem(Optional<String> problem) {
                assertThat(problem).isEmpty();
            }

            @Override
            public void known(List<KeptProof> proofs) {}
        };
        return new LiveKeeper(
                new SessionStorage(
                        access,
                        rules -> new Versions("1.0", Optional.of("m 1"), Optional.empty(), RulesDigest.of(rules))),
                StartedSession.now(choice, exercise),
                nothingFails);
    }
}

package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.guide.GuideView;
import formcheck.guide.LiveGuide;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptProof;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.RulesDigest;
import formcheck.session.SessionStore;
import formcheck.session.Versions;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video holds the whole first repetition, also of a set that begins when that repetition is over, and its times are right. */
class FilmFromTheFirstRaiseTest {
    private static final Posture REST = Posture.arms(20);
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** Grey levels a second of the filmed images, which tell when each one was taken. */
    private static final double GREY = 8;

    private static final double DARKEST = 20;

    @TempDir
    private Path folder;

    @Test
    void theVideoBeginsBeforeTheFirstRaiseAndShowsEachMomentAtItsTime() throws Exception {
        for (Posture.Hands hands : List.of(Posture.Hands.BENT, Posture.Hands.STRAIGHT)) {
            Movement movement = Movement.from(REST)
                    .hold(1)
                    .repetitions(3, Posture.arms(104).hands(hands), 1.2, 2)
                    .hold(1.5);
            Path data = Files.createDirectory(folder.resolve(hands.name()));
            play(data, Figure.FRONTAL.film(movement));
            try (SessionStore store = SessionStore.openToRead(data);
                    Stream<Path> files = Files.walk(data)) {
                KeptSession kept = store.find(store.latest().orElseThrow()).orElseThrow();
                Rep first = kept.session().reps().get(0);
                assertThat(kept.session().reps()).hasSize(3);
                double from = store.videoStart(store.latest().orElseThrow()).orElseThrow();
                assertThat(from).isLessThan(first.begin() - 0.5);
                Path video = files.filter(file -> file.toString().endsWith(".webm"))
                        .findFirst()
                        .orElseThrow();
                // What comes while the encoder opens may be skipped on a busy machine.
                boolean begunInMidRepetition = hands == Posture.Hands.BENT;
                assertTimes(video, from, first.begin(), begunInMidRepetition ? first.eccentricStart() : first.bottom());
            }
        }
    }

    private static void assertTimes(Path video, double from, double firstRaise, double held) throws Exception {
        List<Double> seen = new ArrayList<>();
        try (FrameSource source = new SourceSpec.VideoFile(video).open(CaptureLimits.DEFAULT)) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                Frame frame = next.get();
                double grey = frame.rgb()[3 * (WIDTH * HEIGHT / 2 + WIDTH / 2)] & 0xff;
                double taken = (grey - DARKEST) / GREY;
                double shown = from + frame.at().toNanos() * 1e-9;
                assertThat(taken).as("image at %.2f s", shown).isBetween(shown - 0.5, shown + 0.5);
                seen.add(shown);
            }
        }
        assertThat(seen).isSorted();
        assertThat(seen.get(0)).isLessThan(firstRaise);
        assertThat(seen.get(seen.size() - 1)).isGreaterThan(held);
        for (int i = 1; i < seen.size() && seen.get(i) < held; i++) {
            assertThat(seen.get(i) - seen.get(i - 1))
                    .as("gap at %.2f s", seen.get(i))
                    .isLessThan(0.4);
        }
    }

    private static void play(Path data, List<PoseFrame> frames) throws Exception {
        Exercise exercise = ExerciseFile.builtIn().variant();
        LiveGuide guide = new LiveGuide(exercise);
        FormPipeline pipeline = new FormPipeline(exercise);
        SessionChoice choice = new SessionChoice(
                "Me",
                Load.UNKNOWN,
                OptionalInt.empty(),
                new PictureChoice(PictureChoice.KeptPictureKind.VIDEO, 30),
                false);
        try (StoreAccess access = new StoreAccess(data, Optional.empty());
                LiveKeeper keeper = new LiveKeeper(
                        new SessionStorage(
                                access,
                                rules -> new Versions(
                                        "1.0", Optional.of("m 1"), Optional.empty(), RulesDigest.of(rules))),
                        StartedSession.now(choice, exercise),
                        new StorageListener() {
                            @Override
                            public void problem(Optional<String> problem) {
                                assertThat(problem).isEmpty();
                            }

                            @Override
                            public void known(List<KeptProof> proofs) {}
                        })) {
            guide.sourceOpened(0);
            keeper.sourceOpened(0, "camera", WIDTH, HEIGHT);
            for (PoseFrame frame : frames) {
                keeper.pictures().offer(0, image(frame.index(), frame.at()));
                FrameResult result = pipeline.process(frame);
                GuideView view = guide.see(result);
                keeper.judged(result, view);
                Thread.sleep(20); // the encoder keeps up, as with a camera
            }
            keeper.shown(guide.command(
                    LiveGuide.Command.END, frames.get(frames.size() - 1).seconds()));
        }
    }

    private static Frame image(long index, Duration at) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(rgb, (byte) Math.round(DARKEST + GREY * at.toNanos() * 1e-9));
        return new Frame(index, at, WIDTH, HEIGHT, rgb);
    }
}

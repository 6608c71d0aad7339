package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.ExerciseFile;
import formcheck.guide.LiveGuide.Command;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelCatalog;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.WholeBody;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who does what the guide asks, or something else, frame by frame; judged by the model of posture itself. */
class ProvingTest {
    private static final double RATE = 15;
    private static final Posture REST = Posture.arms(20);
    private static final Posture BACK = Posture.arms(98).forward(-25);
    private static final Posture FORWARD = Posture.arms(98).forward(50);

    private final LiveGuide guide = new LiveGuide(ExerciseFile.builtIn().variant());
    private final List<GuideView> views = new ArrayList<>();
    private final List<Sound> sounds = new ArrayList<>();
    private final Random random = new Random(5);
    private PostureTracker tracker;
    private FormPipeline pipeline;
    private Posture posture = REST;
    private double now;
    private long index;

    @BeforeEach
    void open() throws Exception {
        tracker = PostureTracker.open(ModelCatalog.at(Path.of("models")).posture());
        pipeline = new FormPipeline(ExerciseFile.builtIn().variant(), Optional.of(tracker));
        guide.calibratePosture(tracker, false);
        guide.prove(tracker);
        guide.sourceOpened(0);
    }

    private interface Doing {
        Posture now(GuideView view);
    }

    /** Goes on in steps of a frame for so many seconds, or until the stage is over. */
    private GuideView go(double seconds, Optional<Stage> during, Doing doing, UnaryOperator<Optional<Pose>> seen) {
        GuideView view = views.isEmpty() ? step(REST, seen) : last();
        for (double end = now + seconds; now < end && (during.isEmpty() || during.get() == view.stage()); ) {
            view = step(doing.now(view), seen);
        }
        return view;
    }

    /** Arms reach where they are wanted within a second or so. */
    private GuideView step(Posture wanted, UnaryOperator<Optional<Pose>> seen) {
        posture = nearer(posture, wanted);
        Optional<Pose> pose =
                seen.apply(Optional.of(WholeBody.of(Figure.FRONTAL.noisy(0.001).pose(posture, random))));
        PoseFrame frame = new PoseFrame(
                index,
                Duration.ofNanos(Math.round(now * 1e9)),
                Figure.WIDTH,
                Figure.HEIGHT,
                OptionalDouble.of(120 + 0.001 * (index % 7)),
                pose);
        index++;
        GuideView view = guide.see(pipeline.process(frame));
        now += 1 / RATE;
        views.add(view);
        sounds.addAll(guide.takeSounds());
        return view;
    }

    private static Posture nearer(Posture from, Posture to) {
        double step = 90 / RATE;
        return new Posture(
                from.left() + clamp(to.left() - from.left(), step),
                from.right() + clamp(to.right() - from.right(), step),
                from.forward() + clamp(to.forward() - from.forward(), step),
                to.hands(),
                from.shrug() + clamp(to.shrug() - from.shrug(), 0.1 / RATE),
                from.down() + clamp(to.down() - from.down(), 0.1 / RATE),
                from.aside() + clamp(to.aside() - from.aside(), 1 / RATE),
                to.lean());
    }

    private static double clamp(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    private GuideView last() {
        return views.get(views.size() - 1);
    }

    private static Optional<Pose> all(Optional<Pose> pose) {
        return pose;
    }

    /** To the first raise of the proving. */
    private void placed() {
        for (PoseFrame frame : Figure.FRONTAL
                .rate(RATE)
                .film(Movement.from(REST)
                        .hold(2)
                        .repetition(Posture.arms(106), 1.2, 2.4)
                        .hold(1))) {
            posture = REST;
            PoseFrame whole = new PoseFrame(
                    frame.index(),
                    frame.at(),
                    frame.width(),
                    frame.height(),
                    frame.brightness(),
                    frame.pose().map(WholeBody::of));
            GuideView view = guide.see(pipeline.process(whole));
            views.add(view);
            sounds.addAll(guide.takeSounds());
            now = frame.seconds() + 1 / RATE;
            index = frame.index() + 1;
        }
        go(30, Optional.of(Stage.PLACEMENT), view -> REST, ProvingTest::all);
        go(30, Optional.of(Stage.BASELINE), view -> REST, ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.PROVE);
    }

    /** Does what is asked, as far as keypoints show it. */
    private static Posture obey(GuideView view) {
        return view.proving()
                .map(proving -> switch (proving.word()) {
                    case "read", "down" -> REST;
                    case "forward" -> FORWARD;
                    case "slouched" -> BACK.down(0.07).shrug(0.02);
                    default -> BACK;
                })
                .orElse(REST);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (GuideView view : views) {
            String word = view.proving()
                    .filter(proving -> view.stage() == Stage.PROVE)
                    .map(proving -> proving.contrast().id() + " " + proving.number() + " " + proving.word())
                    .orElse("");
            if (!word.isEmpty()
                    && (words.isEmpty() || !words.get(words.size() - 1).equals(word))) {
                words.add(word);
            }
        }
        return words;
    }

    private List<ProvenVerdict> found() {
        return guide.proven().orElseThrow();
    }

    @Test
    void leadsThroughAllContrastsWithoutAHandAndTellsWhatTheyProve() {
        placed();
        double began = now;
        go(200, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.PROVE_RESULT);
        assertThat(now - began).isBetween(60.0, 120.0);
        assertThat(words())
                .startsWith(
                        "squeeze 1 read",
                        "squeeze 1 up",
                        "squeeze 1 squeeze",
                        "squeeze 1 let-go",
                        "squeeze 1 down",
                        "squeeze 2 up",
                        "squeeze 2 let-go",
                        "squeeze 2 squeeze")
                .endsWith("slouch 2 up", "slouch 2 slouched", "slouch 2 tall", "slouch 2 down");
        go(1, Optional.empty(), view -> REST, ProvingTest::all);
        assertThat(found()).extracting(ProvenVerdict::contrast).containsExactly(Contrast.values());
        assertThat(found()).extracting(ProvenVerdict::shown).containsExactly(6, 4, 4);
        // Nothing of a squeeze is to be seen in these keypoints: nothing can be proven of it.
        assertThat(found().get(0).mayDecide()).isFalse();
        assertThat(last().proving().orElseThrow().found()).contains(found());
        assertThat(sounds.stream().filter(Sound.TICK::equals)).hasSizeGreaterThanOrEqualTo(2 * 14);
        go(20, Optional.of(Stage.PROVE_RESULT), view -> REST, ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.COUNTDOWN);
    }

    @Test
    void elbowsThatAreShownAreToldFromKeyPointsAlone() {
        placed();
        go(200, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        go(1, Optional.empty(), view -> REST, ProvingTest::all);
        ProvenVerdict elbows = found().get(1);
        assertThat(elbows.wrong()).isZero();
        assertThat(elbows.right()).isPositive();
    }

    @Test
    void whoShowsElbowsTheOtherWayRoundGetsNothingProven() {
        placed();
        go(
                200,
                Optional.of(Stage.PROVE),
                view -> switch (view.proving().map(ProvingView::word).orElse("")) {
                    case "back" -> FORWARD;
                    case "forward" -> BACK;
                    default -> obey(view);
                },
                ProvingTest::all);
        go(1, Optional.empty(), view -> REST, ProvingTest::all);
        assertThat(found().get(1).outcome()).isNotEqualTo(ProvenVerdict.Outcome.PASSED);
    }

    @Test
    void whoLowersTheArmsShowsThePostureAgainAndWhoNeverRaisesThemIsNotWaitedForLong() {
        placed();
        go(60, Optional.empty(), ProvingTest::obey, ProvingTest::all, "squeeze");
        go(1.8, Optional.empty(), view -> BACK, ProvingTest::all);
        assertThat(last().proving().orElseThrow().progress()).isPositive();
        go(3, Optional.empty(), view -> REST, ProvingTest::all);
        assertThat(last().advice()).contains("arms-low");
        assertThat(last().proving().orElseThrow().progress()).isZero();
        assertThat(reached(last(), "squeeze")).isTrue();
        // Two raises that nobody shows end it; nothing was shown, and nothing is proven.
        go(60, Optional.of(Stage.PROVE), view -> REST, ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.PROVE_RESULT);
        go(1, Optional.empty(), view -> REST, ProvingTest::all);
        assertThat(found()).isEmpty();
    }

    @Test
    void aHiddenArmIsWaitedForAndToldAndProvesNothing() {
        placed();
        go(60, Optional.empty(), view -> reached(view, "squeeze") ? BACK : obey(view), ProvingTest::all, "squeeze");
        int before = words().size();
        go(3, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::withoutLeftElbow);
        assertThat(words()).hasSize(before);
        assertThat(last().advice()).isPresent();
        go(8, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        assertThat(words().size()).isGreaterThan(before);
        assertThat(last().advice()).isEmpty();
    }

    @Test
    void aPersonWhoIsGoneIsWaitedForHoweverLong() {
        placed();
        go(60, Optional.empty(), ProvingTest::obey, ProvingTest::all, "squeeze");
        int before = words().size();
        go(90, Optional.of(Stage.PROVE), ProvingTest::obey, pose -> Optional.empty());
        assertThat(last().stage()).isEqualTo(Stage.PROVE);
        assertThat(last().pause()).contains("nobody-seen");
        assertThat(words()).hasSize(before);
        go(200, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.PROVE_RESULT);
    }

    @Test
    void itIsLeftWithOneKeyAndThenNothingIsProven() {
        placed();
        go(20, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        assertThat(guide.command(Command.NEXT, now).stage()).isEqualTo(Stage.COUNTDOWN);
        go(2, Optional.empty(), view -> REST, ProvingTest::all);
        assertThat(guide.proven()).isEmpty();
        assertThat(last().proving()).isEmpty();
    }

    @Test
    void painStopsItAtOnce() {
        placed();
        assertThat(guide.command(Command.PAIN, now).stage()).isEqualTo(Stage.PAIN);
        assertThat(guide.proven()).isEmpty();
    }

    @Test
    void whoMovesTheChairMeanwhileHasProvenNothing() {
        placed();
        go(14, Optional.of(Stage.PROVE), ProvingTest::obey, ProvingTest::all);
        go(20, Optional.of(Stage.PROVE), view -> REST.aside(0.5), ProvingTest::all);
        assertThat(last().stage()).isEqualTo(Stage.COUNTDOWN);
        assertThat(guide.proven()).isEmpty();
        assertThat(guide.raisesShown()).isFalse();
    }

    @Test
    void withoutABaselineThereIsNothingToCompareWithAndItIsNotAsked() {
        go(1, Optional.empty(), view -> REST, ProvingTest::all);
        guide.command(Command.NEXT, now);
        assertThat(guide.command(Command.NEXT, now).stage()).isEqualTo(Stage.SET);
    }

    @Test
    void aCameraThatComesBackBeginsTheRaiseAnew() {
        placed();
        go(60, Optional.empty(), ProvingTest::obey, ProvingTest::all, "let-go");
        guide.sourceOpened(now);
        assertThat(guide.tick(now).proving().orElseThrow().word()).isEqualTo("up");
    }

    private static boolean reached(GuideView view, String word) {
        return view.proving().filter(proving -> proving.word().equals(word)).isPresent();
    }

    /** Until a word is asked for. */
    private void go(
            double seconds, Optional<Stage> during, Doing doing, UnaryOperator<Optional<Pose>> seen, String word) {
        for (double end = now + seconds; now < end && !reached(last(), word); ) {
            go(1.5 / RATE, during, doing, seen);
        }
        assertThat(reached(last(), word)).as(word).isTrue();
    }

    private static Optional<Pose> withoutLeftElbow(Optional<Pose> pose) {
        return pose.map(seen -> {
            Map<Joint, Keypoint> points = new EnumMap<>(seen.keypoints());
            for (Joint joint : List.of(Joint.LEFT_ELBOW, Joint.LEFT_WRIST)) {
                Keypoint point = points.get(joint);
                if (point != null) {
                    points.put(
                            joint,
                            new Keypoint(point.x(), point.y(), OptionalDouble.of(0.05), OptionalDouble.of(0.05)));
                }
            }
            return new Pose(points, seen.world(), seen.presence(), List.of());
        });
    }
}

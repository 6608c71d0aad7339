package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.guide.LiveGuide.Command;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GestureMonitorTest {
    private static final Posture REST = Posture.arms(20);
    private static final double RATE = 30;

    /** Rests, and shows a gesture from one second on for as long as is said. */
    private static List<Gesture> shown(Gesture gesture, double seconds, Figure figure) {
        GestureMonitor monitor = new GestureMonitor();
        List<Gesture> found = new ArrayList<>();
        for (double now = 0; now < seconds + 2; now += 1 / RATE) {
            boolean during = now >= 1 && now < 1 + seconds;
            Pose pose = figure.pose(REST, new Random(1));
            monitor.see(Optional.of(during ? showing(gesture, pose) : pose), now)
                    .ifPresent(found::add);
        }
        return found;
    }

    static Pose showing(Gesture gesture, Pose pose) {
        Keypoint left = pose.keypoint(Joint.LEFT_SHOULDER).orElseThrow();
        Keypoint right = pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow();
        double width = left.distanceTo(right);
        Map<Joint, Keypoint> joints = new EnumMap<>(pose.keypoints());
        if (gesture == Gesture.PAUSE) {
            Keypoint one = pose.keypoint(Joint.LEFT_EAR).orElseThrow();
            Keypoint other = pose.keypoint(Joint.RIGHT_EAR).orElseThrow();
            joints.put(Joint.LEFT_WRIST, new Keypoint(one.x(), one.y() - 0.3 * width));
            joints.put(Joint.RIGHT_WRIST, new Keypoint(other.x(), other.y() - 0.3 * width));
        } else {
            joints.put(Joint.LEFT_WRIST, new Keypoint(right.x(), right.y() + 0.1 * width));
            joints.put(Joint.RIGHT_WRIST, new Keypoint(right.x(), right.y() + 1.3 * width));
        }
        return new Pose(joints, pose.world(), pose.presence(), pose.bystanders());
    }

    @Test
    void aGestureIsReportedOnceWhenItWasHeldForTwoSeconds() {
        for (Gesture gesture : Gesture.values()) {
            for (Figure figure : List.of(Figure.FRONTAL, Figure.FRONTAL.at(3), Figure.FRONTAL.turned(25))) {
                assertThat(shown(gesture, 1.8, figure)).isEmpty();
                assertThat(shown(gesture, 5, figure)).containsExactly(gesture);
            }
        }
    }

    @Test
    void theRingFillsMeanwhileAndEmptiesWhereItIsLetGo() {
        GestureMonitor monitor = new GestureMonitor();
        Pose rest = Figure.FRONTAL.pose(REST, new Random(1));
        double share = 0;
        for (double now = 0; now < 1.9; now += 1 / RATE) {
            assertThat(monitor.see(Optional.of(showing(Gesture.PAUSE, rest)), now))
                    .isEmpty();
            double next = monitor.held(now).map(Gesture.Held::share).orElse(0.0);
            assertThat(next).isGreaterThanOrEqualTo(share);
            share = next;
        }
        assertThat(share).isGreaterThan(0.9);
        for (double now = 1.9; now < 2.3; now += 1 / RATE) {
            monitor.see(Optional.of(rest), now);
        }
        assertThat(monitor.held(2.3)).isEmpty();
        assertThat(monitor.see(Optional.of(showing(Gesture.PAUSE, rest)), 2.35)).isEmpty();
    }

    @Test
    void aHandThatIsLostForAMomentIsNoEnd() {
        GestureMonitor monitor = new GestureMonitor();
        Pose held = showing(Gesture.PAUSE, Figure.FRONTAL.pose(REST, new Random(1)));
        List<Gesture> found = new ArrayList<>();
        for (int frame = 0; frame < 75; frame++) {
            boolean lost = frame % 12 < 5; // a sixth of a second
            monitor.see(lost ? Optional.empty() : Optional.of(held), frame / RATE)
                    .ifPresent(found::add);
        }
        assertThat(found).containsExactly(Gesture.PAUSE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2, 3, 4, 6, 10, 30})
    void aSlowMachineSeesThemTooByTimeNotByFrames(double rate) {
        for (Gesture gesture : Gesture.values()) {
            Pose rest = Figure.FRONTAL.pose(REST, new Random(1));
            Pose held = showing(gesture, rest);
            GestureMonitor monitor = new GestureMonitor();
            double found = Double.NaN;
            for (int frame = 0; frame / rate < 8; frame++) {
                double now = frame / rate;
                boolean during = now >= 1;
                if (monitor.see(Optional.of(during ? held : rest), now).isPresent()) {
                    assertThat(found).as("reported once").isNaN();
                    found = now;
                }
            }
            assertThat(found).as("%s at %.1f frames/s", gesture, rate).isBetween(2.9, 4.1);
            GestureMonitor brief = new GestureMonitor();
            for (int frame = 0; frame / rate < 8; frame++) {
                double now = frame / rate;
                boolean during = now >= 1 && now < 2.5;
                assertThat(brief.see(Optional.of(during ? held : rest), now)).isEmpty();
            }
        }
    }

    @Test
    void framesThatDoNotComeAreNoGesture() {
        Pose held = showing(Gesture.PAUSE, Figure.FRONTAL.pose(REST, new Random(1)));
        GestureMonitor monitor = new GestureMonitor();
        for (double now : new double[] {0, 0.1, 0.2, 0.3, 3, 3.1, 3.2, 3.3}) {
            assertThat(monitor.see(Optional.of(held), now)).isEmpty();
        }
    }

    @Test
    void aSetAtThreeFramesASecondCanBeStopped() {
        Movement movement = Movement.from(REST).hold(12);
        List<PoseFrame> frames = Figure.FRONTAL.rate(3).film(movement).stream()
                .map(frame -> frame.seconds() < 8
                        ? frame
                        : new PoseFrame(
                                frame.index(),
                                frame.at(),
                                frame.width(),
                                frame.height(),
                                frame.brightness(),
                                frame.pose().map(pose -> showing(Gesture.PAIN, pose))))
                .toList();
        Played played = new Played().source(Figure.FRONTAL, Movement.from(REST).hold(6));
        assertThat(played.last().stage()).isEqualTo(Stage.SET);
        assertThat(played.source(frames).last().stage()).isEqualTo(Stage.PAIN);
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("samples"))) {
            return files.filter(file -> file.toString().endsWith(".truth.json.gz"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noSampleContainsAGesture(Path truth) throws IOException {
        GestureMonitor monitor = new GestureMonitor();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(truth))) {
            JsonNode sample = new JsonMapper().readTree(in);
            int frame = 0;
            for (JsonNode row : sample.path("frames").path("keypoints")) {
                Map<Joint, Keypoint> joints = new EnumMap<>(Joint.class);
                for (int k = 0; k < sample.path("joints").size() && 2 * k + 1 < row.size(); k++) {
                    String name = sample.path("joints").get(k).asText().toUpperCase(Locale.ROOT);
                    for (Joint joint : Joint.values()) {
                        if (joint.name().equals(name)) {
                            joints.put(
                                    joint,
                                    new Keypoint(
                                            row.get(2 * k).asDouble(),
                                            row.get(2 * k + 1).asDouble()));
                        }
                    }
                }
                assertThat(joints).containsKeys(Joint.LEFT_EAR, Joint.LEFT_WRIST, Joint.RIGHT_SHOULDER);
                double now = frame++ / sample.path("framesPerSecond").asDouble();
                assertThat(monitor.see(Optional.of(new Pose(joints)), now)).isEmpty();
                assertThat(monitor.held(now))
                        .as("not even begun, second %.1f", now)
                        .isEmpty();
            }
            assertThat(frame).isGreaterThan(100);
        }
    }

    @Test
    void handsThatStayOnTheHeadAskOnceHoweverTheBodySwaysOrTheHandsAreLost() {
        GestureMonitor monitor = new GestureMonitor();
        List<Gesture> found = new ArrayList<>();
        for (int frame = 0; frame < 300; frame++) {
            boolean lost = frame % 40 < 14; // half a second
            Pose body = Figure.FRONTAL.pose(REST.aside(0.06 * Math.sin(frame / 20.0)), new Random(1));
            monitor.see(lost && frame > 70 ? Optional.empty() : Optional.of(showing(Gesture.PAUSE, body)), frame / RATE)
                    .ifPresent(found::add);
        }
        assertThat(found).containsExactly(Gesture.PAUSE);
    }

    // ---------------------------------------------------------------- in a session

    private static List<PoseFrame> film(Movement movement, Gesture gesture, double... from) {
        return Figure.FRONTAL.film(movement).stream()
                .map(frame -> {
                    boolean during = false;
                    for (double start : from) {
                        during |= frame.seconds() >= start && frame.seconds() < start + 2.5;
                    }
                    return new PoseFrame(
                            frame.index(),
                            Duration.ofNanos(frame.at().toNanos()),
                            frame.width(),
                            frame.height(),
                            frame.brightness(),
                            during ? frame.pose().map(pose -> showing(gesture, pose)) : frame.pose());
                })
                .toList();
    }

    private static double seconds(Movement movement) {
        return Figure.FRONTAL.film(movement).size() / RATE;
    }

    @Test
    void handsOnTheHeadPauseTheSetAndGoOnWithIt() {
        Posture top = Posture.arms(106);
        Movement movement = Movement.from(REST).hold(6).repetitions(3, top, 1.2, 2.8);
        double paused = seconds(movement) + 1;
        movement.hold(6).repetitions(2, top, 1.2, 2.8).hold(20); // in the pause: not counted
        double goesOn = seconds(movement) + 1;
        movement.hold(6).repetitions(2, top, 1.2, 2.8).hold(2);
        Played played = new Played().source(film(movement, Gesture.PAUSE, paused, goesOn));
        assertThat(played.pauses()).contains("asked");
        assertThat(played.guide.sets()).as("a pause does not end the set").isEmpty();
        assertThat(played.last().stage()).isEqualTo(Stage.SET);
        assertThat(played.last().pause()).isEmpty();
        assertThat(played.count()).isEqualTo(5);
        assertThat(played.views.stream().flatMap(view -> view.gesture().stream()))
                .isNotEmpty();
    }

    @Test
    void aPauseOfMinutesBeforeTheFirstRepetitionEndsNothing() {
        Played back = new Played().source(Figure.FRONTAL, Movement.from(REST).hold(6));
        back.command(Command.PAUSE);
        back.source(Figure.FRONTAL, Movement.from(REST).hold(320)).command(Command.PAUSE);
        assertThat(back.last().stage()).isEqualTo(Stage.SET);
    }

    @Test
    void aHandOnTheOtherShoulderStopsBecauseOfPain() {
        Movement movement = Movement.from(REST).hold(6).repetitions(3, Posture.arms(106), 1.2, 2.8);
        double hurts = seconds(movement) + 1;
        Played played = new Played().source(film(movement.hold(6), Gesture.PAIN, hurts));
        assertThat(played.last().stage()).isEqualTo(Stage.PAIN);
        assertThat(played.guide.sets().get(0).ending()).contains(LiveSet.SetEnding.PAIN);
    }

    @Test
    void outsideOfASetAGestureMeansNothing() {
        Movement movement = Movement.from(REST).hold(3.4);
        Played played = new Played().source(film(movement, Gesture.PAIN, 0.2));
        assertThat(played.stages()).doesNotContain(Stage.PAIN, Stage.DONE);
        assertThat(played.command(Command.PAUSE).last().pause()).isEmpty();
    }

    @Test
    void theKeyPausesAndGoesOnAsTheGestureDoes() {
        Movement movement = Movement.from(REST).hold(6).repetitions(3, Posture.arms(106), 1.2, 2.8);
        Played played = new Played().source(Figure.FRONTAL, movement).command(Command.PAUSE);
        assertThat(played.last().pause()).contains("asked");
        assertThat(played.silence(1).last().pause()).contains("asked");
        assertThat(played.command(Command.PAUSE).last().pause()).isEmpty();
        played.command(Command.PAUSE).command(Command.END);
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        assertThat(played.last().pause()).as("a pause ends with its set").isEmpty();
    }
}

package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Asymmetry;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.Verdict;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.MotionTracker;
import formcheck.motion.Reason;
import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.EstimatedPoses;
import formcheck.pose.ModelException;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Estimators;
import formcheck.testkit.Watched;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Real people, labelled by hand: the whole line from file to verdict. Of their posture nothing is known; of that it is shown that
 * nothing silly is told. The clips are other people's, so they lie beside the
 * project and not in it.
 */
@Tag("long")
class RealFootageIT {
    private static final double DESCENT_TOLERANCE = 0.25;

    private static final double TOP_TOLERANCE = 0.2;

    private static final int TALL_FRAMES = 7;

    /** Repetitions seen from the front in all clips. */
    private static final int FEWEST_FROM_THE_FRONT = 35;

    private int fromTheFront;
    private int toldFromTheFront;

    /** A label's top and a measured one this near are the same repetition, seconds. */
    private static final double SAME_TOP = 0.6;

    @TestFactory
    Stream<DynamicTest> everyLabelledClipIsCountedAndTimed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String folder : List.of("clips", "clips2")) {
            Path labels = BesideProject.file(folder + "/labels.json");
            for (JsonNode label : new JsonMapper().readTree(labels.toFile())) {
                tests.add(DynamicTest.dynamicTest(
                        label.get("id").textValue(),
                        () -> check(
                                label, labels.resolveSibling(label.get("file").textValue()))));
            }
        }
        tests.add(DynamicTest.dynamicTest("posture told of people seen from the front", this::postureFromTheFront));
        return tests.stream();
    }

    private void postureFromTheFront() {
        System.out.printf("from the front %d repetitions, posture told in %d%n", fromTheFront, toldFromTheFront);
        assertThat(fromTheFront).isGreaterThan(FEWEST_FROM_THE_FRONT);
        assertThat(3 * toldFromTheFront).as("at least a third").isGreaterThanOrEqualTo(fromTheFront);
    }

    private void check(JsonNode label, Path clip) throws Exception {
        // A look holds its picture; where there is no repetition nothing is told of posture anyway.
        Seen seen = watch(clip, !label.get("role").textValue().equals("negative"));
        Watched watched = seen.counted;
        switch (label.get("role").textValue()) {
            case "negative" -> assertThat(watched.attempted()).as("attempted").isZero();
            case "partial" -> {
                assertThat(watched.valid()).as("valid").isZero();
                assertThat(watched.attempted()).as("attempted").isGreaterThanOrEqualTo(1);
            }
            case "offview" ->
                assertThat(accepted(label).contains(watched.valid())
                                || watched.events(RepEvent.NotAssessedSpan.class).stream()
                                        .anyMatch(blind -> blind.reason() == Reason.TURNED_AWAY))
                        .as("counted, or the view named as the reason")
                        .isTrue();
            default -> {
                // Where the view carries no verdict of the height a repetition is counted all the same.
                long counted = watched.reps().stream()
                        .filter(rep -> rep.verdict() != Verdict.ATTEMPTED)
                        .count();
                assertThat(accepted(label)).as("counted").contains((int) counted);
                descents(label, watched);
                tops(label, watched);
                falsely(label, watched);
            }
        }
        posture(label, seen);
        if (label.get("view").textValue().startsWith("front")) {
            fromTheFront += seen.asIs.attempted();
            toldFromTheFront += (int) seen.asIs.reps().stream()
                    .filter(rep -> !told(rep).isEmpty())
                    .count();
        }
    }

    /**
     * What was made of a clip.
     *
     * @param counted without posture
     * @param asIs with posture, as a recording: none of the clips begins with sitting still, some have short rests
     * @param taught with posture, its lowest arms taken for sitting tall
     */
    private record Seen(Watched counted, Watched asIs, Watched taught) {}

    /** Nobody knows what is true of these people's posture; but what is told must not be silly. */
    private static void posture(JsonNode label, Seen seen) {
        for (Rep rep : seen.asIs.reps()) {
            assertThat(told(rep))
                    .as("told of somebody whom nobody asked to sit tall")
                    .doesNotContainEntry("slouch", "ok")
                    .doesNotContainEntry("head-forward", "ok")
                    .doesNotContainEntry("leaning-back", "ok");
            denied(label).forEach((rule, verdict) -> {
                assertThat(told(rep)).as("told against what an eye sees").doesNotContainEntry(rule, verdict);
                if (verdict.equals("ok")) {
                    assertThat(told(rep))
                            .as("a fault that an eye sees, told to be no worse")
                            .doesNotContainEntry(rule, "unchanged");
                }
            });
        }
        Map<String, Set<String>> bySet = new TreeMap<>();
        for (Rep rep : seen.taught.reps()) {
            told(rep)
                    .forEach((rule, verdict) -> bySet.computeIfAbsent(
                                    "set " + rep.set() + ": " + rule, key -> new TreeSet<>())
                            .add(verdict));
        }
        assertThat(bySet)
                .allSatisfy((rule, verdicts) -> assertThat(verdicts)
                        .as("told good and not good in one set")
                        .hasSize(1));
        if (label.get("role").textValue().equals("fast")) {
            assertThat(bySet).as("told of somebody who jumps").isEmpty();
        }
        long known = seen.asIs.reps().stream()
                .filter(rep -> rep.checks().values().stream()
                        .noneMatch(verdict -> verdict.equals(new Check.NotAssessed(Reason.NEVER_STILL))))
                .count();
        long told =
                seen.asIs.reps().stream().filter(rep -> !told(rep).isEmpty()).count();
        System.out.printf(
                "%s, %s: %d repetitions, sitting tall known in %d, posture told in %d; with the lowest arms first %s%n",
                label.get("id").textValue(), label.get("view").textValue(), seen.asIs.attempted(), known, told, bySet);
    }

    /** Verdicts that a hand-made label says are wrong. */
    private static Map<String, String> denied(JsonNode label) {
        String elbows = label.path("elbows_at_top").asText("");
        String head = label.path("head_or_slouch").asText("");
        Map<String, String> denied = new TreeMap<>();
        if (elbows.contains("in plane")) {
            denied.put("elbows-back", "fault");
        } else if (elbows.contains("forward")) {
            denied.put("elbows-back", "ok");
        }
        if (head.contains("upright")) {
            denied.put("slouch", "fault");
        }
        if (head.contains("head neutral")) {
            denied.put("head-forward", "fault");
        } else if (head.contains("head slightly forward")) {
            denied.put("head-forward", "ok");
        }
        if (head.contains("leans back")) {
            denied.put("leaning-back", "ok");
        }
        return denied;
    }

    /** Verdicts on posture by rule: only those that were told. */
    private static Map<String, String> told(Rep rep) {
        Map<String, String> told = new TreeMap<>();
        rep.checks().forEach((rule, check) -> {
            if (rule.kind().coachesOnly()
                    && !(check instanceof Check.NotAssessed || check instanceof Check.NotApplicable)) {
                told.put(rule.id(), check.id());
            }
        });
        return told;
    }

    private static void descents(JsonNode label, Watched watched) {
        for (Rep rep : watched.reps()) {
            Optional<Double> labelled = descent(label, rep);
            if (labelled.isPresent()) {
                double seconds = labelled.get();
                assertThat(rep.eccentricSeconds())
                        .as("descent of repetition %d", rep.index())
                        .isBetween(seconds - DESCENT_TOLERANCE, seconds + DESCENT_TOLERANCE);
                boolean fast = rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
                boolean hidden = rep.checks().values().stream()
                        .anyMatch(pace -> pace.equals(new Check.NotAssessed(Reason.ELBOWS_HIDDEN)));
                if (seconds <= 0.75 && !hidden) {
                    assertThat(fast).as("repetition %d is fast", rep.index()).isTrue();
                }
                if (seconds >= 2) {
                    assertThat(fast).as("repetition %d is fast", rep.index()).isFalse();
                    assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
                }
            }
        }
    }

    /** A label's top lies within the time that the arms were at theirs, or a little beside it. */
    private static void tops(JsonNode label, Watched watched) {
        for (Rep rep : watched.reps()) {
            for (JsonNode top : label.get("tops_s")) {
                double at = top.doubleValue();
                if (Math.abs(at - rep.top()) < SAME_TOP) {
                    assertThat(at)
                            .as("top of repetition %d", rep.index())
                            .isBetween(rep.top() - TOP_TOLERANCE, rep.eccentricStart() + TOP_TOLERANCE);
                }
            }
        }
    }

    /** In none of the clips is one arm lower than the other by much, and none was filmed from steeply above or below. */
    private static void falsely(JsonNode label, Watched watched) {
        String id = label.get("id").textValue();
        assertThat(watched.reps().stream().flatMap(rep -> rep.faults().stream()))
                .as(id)
                .noneMatch(fault -> fault.rule() instanceof Asymmetry);
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .as(id)
                .noneMatch(told -> told.reason() == Reason.CAMERA_TOO_LOW || told.reason() == Reason.CAMERA_TOO_HIGH);
    }

    private static Optional<Double> descent(JsonNode label, Rep rep) {
        JsonNode tops = label.get("tops_s");
        JsonNode descents = label.get("descent_s");
        for (int i = 0; i < Math.min(tops.size(), descents.size()); i++) {
            if (Math.abs(tops.get(i).doubleValue() - rep.top()) < SAME_TOP
                    && !descents.get(i).isNull()) {
                return Optional.of(descents.get(i).doubleValue());
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> accepted(JsonNode label) {
        Set<Integer> counts = new HashSet<>();
        label.get("reps_accept").forEach(count -> counts.add(count.intValue()));
        return counts;
    }

    private static Seen watch(Path clip, boolean crops) throws CaptureException, ModelException {
        List<PoseFrame> poses = new ArrayList<>();
        Exercise exercise = ExerciseFile.builtIn().variant();
        try (DjlPoseEstimator estimator = Estimators.open("full");
                FrameSource frames = SourceSpec.parse(clip.toString()).open(CaptureLimits.DEFAULT);
                EstimatedPoses source = new EstimatedPoses(frames, estimator)) {
            for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                poses.add(crops ? frame.get() : withoutCrop(frame.get()));
            }
            PostureTracker posture = PostureTracker.of(estimator).orElseThrow();
            posture.calibrate(CalibrationStep.RESTS, lowestArms(poses));
            return new Seen(
                    Watched.of(poses, exercise),
                    Watched.of(poses, FormPipeline.ofRecording(exercise, PostureTracker.of(estimator))),
                    Watched.of(poses, new FormPipeline(exercise, Optional.of(posture))));
        }
    }

    private static PoseFrame withoutCrop(PoseFrame frame) {
        return new PoseFrame(
                frame.index(), frame.at(), frame.width(), frame.height(), frame.brightness(), frame.pose());
    }

    /** As many frames as a baseline takes, in their order. Where no arm is ever down, there is nothing to learn in them. */
    private static List<PoseFrame> lowestArms(List<PoseFrame> poses) {
        MotionTracker motion = new MotionTracker();
        Map<PoseFrame, Double> higherArm = new LinkedHashMap<>();
        for (PoseFrame pose : poses) {
            BodyMeasures measures = motion.track(pose);
            OptionalDouble left = measures.seen(Measure.LEFT_ELEVATION);
            OptionalDouble right = measures.seen(Measure.RIGHT_ELEVATION);
            if (left.isPresent() && right.isPresent()) {
                higherArm.put(pose, Math.max(left.getAsDouble(), right.getAsDouble()));
            }
        }
        return higherArm.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(TALL_FRAMES)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingLong(PoseFrame::index))
                .toList();
    }
}

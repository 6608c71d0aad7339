package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.EstimatedPoses;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import formcheck.testkit.Estimators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * How long it takes from the start to the set and to the first counted repetition, and what the waits are for, with real people
 * and with samples as the camera. Prints one row for each. A clip of real people has no stillness: its frame with the lowest arms
 * is held for three seconds before it, and the whole goes round.
 */
@Tag("long")
class FirstRepetitionIT {
    /** Seconds from the start in which somebody who can be seen is in the set. */
    private static final double IN_THE_SET = 15;

    /** Seconds from the start to the first counted repetition of somebody who does the exercise. */
    private static final double COUNTED = 20;

    private static final double HELD = 3;
    private static final double WATCHED = 60;

    private static final List<String> CLIPS = List.of(
            "clips/p04_sum_seatpress_front.mp4",
            "clips/p08_jinz_lateral_front.mp4",
            "clips2/q06_vallabh_lateral_front.mp4",
            "clips/p09_noor_lateral_oblique.mp4",
            "clips/p10_goon_seatlateral_oblique.mp4",
            "clips2/q04_har_seatlateral_oblique.mp4");

    private static final List<String> SAMPLES =
            List.of("samples/live/sit-down.mp4", "samples/perfect-form.mp4", "samples/fast-drops.mp4");

    /** @param waits seconds of each stage before the set, and of what was advised or in the way there */
    private record Course(double inSet, double firstCounted, int counted, Map<String, Double> waits) {}

    @TestFactory
    Stream<DynamicTest> isInTheSetSoon() {
        Stream<DynamicTest> clips = CLIPS.stream()
                .map(clip -> DynamicTest.dynamicTest(clip, () -> {
                    List<PoseFrame> frames = poses(BesideProject.file(clip));
                    Course course = follow(clip, around(withStillness(frames)));
                    assertThat(course.inSet).as("in the set").isLessThanOrEqualTo(IN_THE_SET);
                }));
        Stream<DynamicTest> samples = SAMPLES.stream()
                .map(sample -> DynamicTest.dynamicTest(sample, () -> {
                    Course course = follow(sample, poses(Path.of(sample)));
                    assertThat(course.firstCounted).as("first counted").isLessThanOrEqualTo(COUNTED);
                }));
        return Stream.concat(clips, samples);
    }

    private static List<PoseFrame> poses(Path video) throws Exception {
        List<PoseFrame> frames = new ArrayList<>();
        try (DjlPoseEstimator estimator = Estimators.open("full");
                FrameSource source = new SourceSpec.VideoFile(video).open(CaptureLimits.DEFAULT);
                EstimatedPoses poses = new EstimatedPoses(source, estimator)) {
            for (Optional<PoseFrame> frame = poses.next(); frame.isPresent(); frame = poses.next()) {
                PoseFrame now = frame.get();
                frames.add(new PoseFrame(
                        now.index(),
                        now.at(),
                        now.width(),
                        now.height(),
                        now.brightness(),
                        now.pose(),
                        Optional.empty(),
                        now.luma()));
            }
        }
        return frames;
    }

    /** The frame with the lowest hands, again and again. */
    private static List<PoseFrame> withStillness(List<PoseFrame> frames) {
        double between = frames.get(frames.size() - 1).seconds() / (frames.size() - 1);
        int lowest = frames.indexOf(frames.stream()
                .max(Comparator.comparingDouble(FirstRepetitionIT::handsDown))
                .orElseThrow());
        List<PoseFrame> all = new ArrayList<>();
        for (int n = 0; n * between < HELD; n++) {
            all.add(frames.get(Math.max(0, lowest - n % 2))); // two in turn: one alone would be a frozen camera
        }
        all.addAll(frames);
        return again(all, between, 0);
    }

    private static double handsDown(PoseFrame frame) {
        return frame.pose()
                .map(pose -> pose.keypoint(formcheck.pose.Joint.LEFT_ELBOW)
                                .map(p -> p.y())
                                .orElse(0.0)
                        + pose.keypoint(formcheck.pose.Joint.RIGHT_ELBOW)
                                .map(p -> p.y())
                                .orElse(0.0))
                .orElse(0.0);
    }

    private static List<PoseFrame> around(List<PoseFrame> frames) {
        double between = frames.get(frames.size() - 1).seconds() / (frames.size() - 1);
        List<PoseFrame> all = new ArrayList<>();
        while (all.size() * between < WATCHED) {
            all.addAll(again(frames, between, all.size()));
        }
        return all;
    }

    private static List<PoseFrame> again(List<PoseFrame> frames, double between, int first) {
        List<PoseFrame> timed = new ArrayList<>();
        for (PoseFrame frame : frames) {
            int index = first + timed.size();
            timed.add(new PoseFrame(
                    index,
                    Duration.ofNanos((long) (index * between * 1e9)),
                    frame.width(),
                    frame.height(),
                    frame.brightness().isPresent()
                            ? java.util.OptionalDouble.of(frame.brightness().getAsDouble() + 1e-3 * (index % 7))
                            : frame.brightness(),
                    frame.pose(),
                    frame.crop(),
                    frame.luma()));
        }
        return timed;
    }

    private static Course follow(String name, List<PoseFrame> frames) {
        LiveGuide guide = new LiveGuide(ExerciseFile.builtIn().variant());
        guide.sourceOpened(0);
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        Map<String, Double> waits = new LinkedHashMap<>();
        double inSet = Double.POSITIVE_INFINITY;
        double counted = Double.POSITIVE_INFINITY;
        double last = 0;
        GuideView view = guide.tick(0);
        for (PoseFrame frame : frames) {
            FrameResult result = pipeline.process(frame);
            view = guide.see(result);
            double now = frame.seconds();
            if (view.stage() == Stage.SET) {
                inSet = Math.min(inSet, now);
                if (view.set().orElseThrow().count() > 0) {
                    counted = Math.min(counted, now);
                }
            } else if (view.stage() != Stage.REST) {
                String why = view.pause().or(view::advice).orElse("-");
                waits.merge(view.stage().id() + ": " + why, now - last, Double::sum);
            }
            last = now;
        }
        Course course =
                new Course(inSet, counted, view.set().map(LiveSet::count).orElse(0), waits);
        System.out.printf(
                "%-45s in the set %5.1f s, counted %5.1f s, %2d counted;", name, inSet, counted, course.counted);
        waits.forEach((what, seconds) -> System.out.printf(" %s %.1f s;", what, seconds));
        System.out.println();
        return course;
    }
}

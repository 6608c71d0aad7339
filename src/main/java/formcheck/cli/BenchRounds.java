package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the same frames again, one round per request, so that a script can alternate between programs on a machine with other
 * load. Each input line names a round, each output line is its JSON.
 *
 * <p>{@code follow}: follows the person; {@code search}: resets the person before each frame; {@code lose}: replaces every sixth
 * frame by black, so that the person is lost and found again; {@code judge}: judges the poses of the last {@code follow}, as
 * those of a stored stream.
 */
final class BenchRounds {
    private static final int BLACK_EVERY = 6;

    private final List<Frame> frames;
    private final PoseEstimator estimator;
    private final List<PoseFrame> poses = new ArrayList<>();

    private BenchRounds(List<Frame> frames, PoseEstimator estimator) {
        this.frames = frames;
        this.estimator = estimator;
    }

    /** Decodes up to this many frames into memory. */
    static BenchRounds of(FrameSource source, int most, PoseEstimator estimator) throws CaptureException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = source.next(); frame.isPresent() && frames.size() < most; frame = source.next()) {
            frames.add(frame.get());
        }
        return new BenchRounds(frames, estimator);
    }

    /** Runs until the input ends. */
    void serve(BufferedReader in, Terminal terminal) throws IOException, CommandException {
        for (String round = in.readLine(); round != null; round = in.readLine()) {
            terminal.print(
                    switch (round.strip()) {
                        case "follow" -> {
                            poses.clear();
                            yield estimate(frames, false, poses);
                        }
                        case "search" -> estimate(frames, true, new ArrayList<>());
                        case "lose" -> estimate(withGaps(), false, new ArrayList<>());
                        case "judge" -> judge();
                        default ->
                            throw CommandException.usage(
                                    "A round is called follow, search, lose or judge, not " + round + ".");
                    });
        }
    }

    private String estimate(List<Frame> shown, boolean forgetting, List<PoseFrame> seen) {
        estimator.reset();
        List<String> millis = new ArrayList<>();
        double before = cpuSeconds();
        for (Frame frame : shown) {
            if (forgetting) {
                estimator.reset();
            }
            long begun = System.nanoTime();
            Optional<Pose> pose = estimator.estimate(frame);
            long time = System.nanoTime() - begun;
            millis.add(String.format(Locale.ROOT, "%.3f", time * 1e-6));
            seen.add(PoseFrame.of(frame, pose, Optional.empty()));
        }
        double cpu = cpuSeconds() - before;
        // The first frame of a round runs the detector, so it is not measured as following.
        return String.format(
                Locale.ROOT,
                "{\"millis\":[%s],\"cpuMillis\":%.3f}",
                millis.stream().skip(forgetting ? 0 : 1).collect(Collectors.joining(",")),
                1000 * cpu / shown.size());
    }

    private List<Frame> withGaps() {
        List<Frame> shown = new ArrayList<>(frames);
        for (int i = BLACK_EVERY - 1; i < shown.size(); i += BLACK_EVERY) {
            Frame frame = shown.get(i);
            byte[] black = new byte[3 * frame.width() * frame.height()];
            shown.set(i, new Frame(frame.index(), frame.at(), frame.width(), frame.height(), black));
        }
        return shown;
    }

    private String judge() {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        poses.forEach(pipeline::process);
        pipeline.finish();
        long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        return String.format(Locale.ROOT, "{\"framesPerSecond\":%.0f}", poses.size() / Math.max(1e-9, time * 1e-9));
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() * 1e-9)
                .orElse(0.0);
    }
}

package formcheck.session;

import formcheck.motion.BodyMeasures;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How fast a session of ten minutes is judged again: the first time in a JVM, and once it is warm. */
public final class ReplayBenchmark {
    private static final double SECONDS = 600;
    private static final int ROUNDS = 12;

    private ReplayBenchmark() {}

    /**
     * @param arguments an exported motion (.fcm) that is played over and over, without one bodies of known movement; and a folder
     *     in which the session is to stay, for {@code replay} itself to be timed on it
     */
    public static void main(String[] arguments) throws Exception {
        boolean stays = arguments.length > 1;
        Path folder = stays ? Path.of(arguments[1]) : Files.createTempDirectory("formcheck-replay");
        try (SessionStore store = SessionStore.open(folder)) {
            List<FrameResult> once = arguments.length > 0 ? motion(Path.of(arguments[0])) : figures();
            KeptSession kept = keep(store, repeated(once));
            KeptFile motion = store.motion(kept.id()).orElseThrow();
            double best = Double.POSITIVE_INFINITY;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                Replay replay = Replay.of(kept, motion, kept.session().exercise());
                double seconds = (System.nanoTime() - start) * 1e-9;
                best = Math.min(best, seconds);
                System.out.printf(
                        Locale.ROOT,
                        "round %2d: %d frames in %.2f s, %.0f frames/s%n",
                        round + 1,
                        replay.frames(),
                        seconds,
                        replay.frames() / seconds);
            }
            System.out.printf(
                    Locale.ROOT,
                    "best: %.0f frames/s; the file holds %.0f bytes a frame%n",
                    kept.session().frames() / best,
                    (double) motion.size() / kept.session().frames());
        } finally {
            if (!stays) {
                DataFolder.deleteTree(folder);
            }
        }
    }

    private static List<FrameResult> figures() {
        List<FrameResult> results = new ArrayList<>();
        FormPipeline pipeline = new FormPipeline(KeptPlay.EXERCISE);
        for (PoseFrame frame : KeptPlay.frames(10)) {
            results.add(pipeline.process(frame));
        }
        return results;
    }

    private static List<FrameResult> motion(Path file) throws StoreException {
        List<FrameResult> results = new ArrayList<>();
        try (MotionReader reader = KeptFile.plain(file).openMotion()) {
            for (Optional<KeptFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                results.add(new FrameResult(frame.get().pose(), frame.get().measures(), List.of(), Optional.empty()));
            }
        }
        return results;
    }

    private static List<FrameResult> repeated(List<FrameResult> once) {
        List<FrameResult> all = new ArrayList<>();
        Duration span = once.get(once.size() - 1).measures().at().plusMillis(33);
        for (int round = 0; round * span.toNanos() * 1e-9 < SECONDS; round++) {
            for (FrameResult result : once) {
                Duration at = result.measures().at().plus(span.multipliedBy(round));
                PoseFrame pose = result.pose();
                BodyMeasures measures = result.measures();
                all.add(new FrameResult(
                        new PoseFrame(all.size(), at, pose.width(), pose.height(), pose.brightness(), pose.pose()),
                        new BodyMeasures(
                                all.size(), at, measures.observations(), measures.reasons(), measures.continuous()),
                        List.of(),
                        Optional.empty()));
            }
        }
        return all;
    }

    private static KeptSession keep(SessionStore store, List<FrameResult> frames) throws StoreException {
        MotionBuffer motion = new MotionBuffer();
        frames.forEach(frame -> motion.add(frame, 0));
        return store.keep(
                KeptPlay.details("Ada"),
                new Session(
                        "recording",
                        Optional.of("blazepose-full"),
                        KeptPlay.EXERCISE,
                        false,
                        frames.get(0).pose().width(),
                        frames.get(0).pose().height(),
                        frames.get(frames.size() - 1).measures().at(),
                        frames.size(),
                        frames.size(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                motion);
    }
}

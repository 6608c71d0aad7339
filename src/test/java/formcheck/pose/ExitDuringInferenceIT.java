package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.testkit.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is terminated during inference exits without a crash. Unloaded native libraries crashed it before. */
class ExitDuringInferenceIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder = Path.of("");

    @RepeatedTest(5)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to end in peace")
    void aSignalInTheMidstOfInferenceIsNoCrash() throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, errorFile(), EndlessInference.class);
        ForkedJvm.awaitLine(process, log, "at work");
        process.destroy();
        assertEndedInPeace(process, log, TERMINATED);
    }

    @RepeatedTest(3)
    void anExitInTheMidstOfInferenceIsNoCrash() throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, errorFile(), EndlessInference.class, "exit");
        ForkedJvm.awaitLine(process, log, "at work"); // how long the start takes is another matter
        assertEndedInPeace(process, log, 0);
    }

    @RepeatedTest(2)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to end in peace")
    void aProgramThatClosesTheEstimatorWhenItIsTerminatedIsNotDelayed() throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, errorFile(), EndlessInference.class, "hook");
        ForkedJvm.awaitLine(process, log, "at work");
        process.destroy();
        assertEndedInPeace(process, log, TERMINATED);
        assertThat(ForkedJvm.read(log)).contains("closed by the program");
    }

    private void assertEndedInPeace(Process process, Path log, int code) throws Exception {
        assertThat(ForkedJvm.end(process, 30)).as(ForkedJvm.read(log)).isEqualTo(code);
        assertThat(folder.resolve("crash.log")).doesNotExist();
        assertThat(ForkedJvm.read(log)).doesNotContain("Exception");
    }

    private List<String> errorFile() {
        return List.of("-XX:ErrorFile=" + folder.resolve("crash.log"), "-XX:-CreateCoredumpOnCrash");
    }

    /** Two threads that infer until a signal comes or, with "exit", until they have run a little. */
    static final class EndlessInference {
        public static void main(String[] arguments) throws Exception {
            Frame frame = TestFrames.ofFixture("still-raised.png", 0);
            List<String> modes = List.of(arguments);
            for (String model : List.of("lite", "full")) {
                PoseEstimator estimator = DjlPoseEstimator.open(ModelCatalog.find(), model);
                Thread worker = new Thread(() -> {
                    while (true) {
                        estimator.estimate(frame);
                    }
                });
                if (modes.contains("hook")) {
                    // A program that stops orderly is done with its thread when the estimator says that it is closed.
                    worker.setUncaughtExceptionHandler((thread, thrown) -> {});
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        estimator.close();
                        System.out.println("closed by the program");
                    }));
                }
                worker.start();
            }
            Thread.sleep(200);
            System.out.println("at work");
            if (modes.contains("exit")) {
                System.exit(0);
            }
        }
    }
}

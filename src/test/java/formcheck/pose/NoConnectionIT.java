package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import formcheck.testkit.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Estimating a pose opens no network connection, not even when the native libraries are unpacked for the first time. */
class NoConnectionIT {

    @TempDir
    Path folder = Path.of("");

    @Test
    void fromTheFirstStartToThePoseNoConnectionIsTried() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("djl"));
        String said = run(cache, EstimateOnePose.class);
        assertThat(said).contains("pose found").doesNotContain(ClosedNetwork.ASKED);
        try (var unpacked = Files.walk(cache)) {
            assertThat(unpacked.filter(Files::isRegularFile).toList()).isNotEmpty();
        }
    }

    @Test
    void thisTestWouldDetectTheTelemetryOfTheEngine() throws Exception {
        assertThat(run(null, StartTheEngineAsItComes.class)).contains(ClosedNetwork.ASKED + "/169.254.169.254:80");
    }

    private String run(@org.jspecify.annotations.Nullable Path cache, Class<?> main) throws Exception {
        Path log = folder.resolve("log");
        List<String> options = cache == null
                ? List.of(ClosedNetwork.OPTION)
                : List.of("-Dformcheck.cache=" + cache, ClosedNetwork.OPTION);
        Process process = ForkedJvm.start(folder, log, options, main);
        assertThat(ForkedJvm.end(process, 120)).as(ForkedJvm.read(log)).isZero();
        return ForkedJvm.read(log);
    }

    /** Runs catalog, engine and both networks on one frame. */
    static final class EstimateOnePose {
        public static void main(String[] arguments) throws Exception {
            ClosedNetwork.close();
            try (PoseEstimator estimator = DjlPoseEstimator.open(ModelCatalog.find(), "lite")) {
                estimator
                        .estimate(TestFrames.ofFixture("still-raised.png", 0))
                        .ifPresent(pose -> System.out.println("pose found"));
            }
        }
    }

    /** Starts DJL with its default telemetry. */
    static final class StartTheEngineAsItComes {
        public static void main(String[] arguments) throws Exception {
            ClosedNetwork.close();
            Engine.getEngine("PyTorch");
        }
    }
}

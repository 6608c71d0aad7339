package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line on the sample: five rendered repetitions, the second dropped, the fourth too low. */
class SampleIT {

    private static final String SAMPLE = "samples/hips-outside.mp4";

    @Test
    void judgesTheSampleAsItWasMadeAndTheSameEachTime(@TempDir Path folder) throws Exception {
        Path first = folder.resolve("first.jsonl");
        Path again = folder.resolve("again.jsonl");
        Path motion = folder.resolve("motion.csv");
        assertThat(Run.of("analyze", "--json", first.toString(), "--keypoints", motion.toString(), SAMPLE)
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        // The second input finds the model loaded, and nothing left of the first one's person.
        assertThat(Run.of("analyze", "--json", again.toString(), SAMPLE, SAMPLE).exitCode())
                .isEqualTo(ExitCode.OK);

        List<String> lines = Files.readAllLines(again);
        assertThat(lines).hasSize(2).containsOnly(Files.readString(first).strip());

        JsonNode session = new ObjectMapper().readTree(lines.get(0));
        assertThat(session.at("/model").asText()).isEqualTo("blazepose-full");
        assertThat(session.at("/framesWithPose").asInt())
                .isEqualTo(session.at("/frames").asInt());
        assertThat(session.at("/repetitions").toString())
                .isEqualTo("{\"attempted\":5,\"valid\":4,\"clean\":3,\"unjudged\":0}");
        assertThat(session.at("/reps/1/checks/fast-descent").asText()).isEqualTo("fault");
        assertThat(session.at("/reps/3/checks/elbow-height").asText()).isEqualTo("fault");

        Run fromMotion = Run.of("analyze", "--json", "-", motion.toString());
        assertThat(new ObjectMapper().readTree(fromMotion.out()).at("/repetitions"))
                .isEqualTo(session.at("/repetitions"));
    }

    @Test
    void measuresWhatAFrameCosts() {
        Run run = Run.of("bench", "--frames", "60", SAMPLE);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("decode", "detect", "landmarks", "the rest", "first judged frame", "cores");
        assertThat(run.out())
                .containsPattern("posture features +\\d+\\.\\d{3} ms *\\d+\\.\\d{3} ms +\\d+\\.\\d % of the landmarks")
                .containsPattern("posture, judging +\\d+\\.\\d{3} ms *\\d+\\.\\d{3} ms +\\d+\\.\\d % of the landmarks")
                .containsPattern("with the arms raised \\d+\\.\\d ms");
    }
}

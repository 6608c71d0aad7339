package formcheck.session.motionfile;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.JsonMutations;
import formcheck.testkit.JsonMutations.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The header of a motion file is read whole or refused in one line. */
class MotionHeaderTest {
    @Test
    void aDamagedHeaderIsRefusedInOneLineOrReadsAsItWas() throws Exception {
        byte[] valid = new String(MotionFormat.Header.of(1.5, 640, 480).bytes(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"later\":\"ü\",")
                .getBytes(StandardCharsets.UTF_8);
        MotionFormat.Header whole = MotionFormat.Header.read(valid);
        assertThat(whole).isEqualTo(MotionFormat.Header.of(1.5, 640, 480));
        int refused = 0;
        for (Mutation mutation : JsonMutations.of(valid, new Random(25))) {
            try {
                MotionFormat.Header read = MotionFormat.Header.read(mutation.bytes());
                assertThat(mutation.valid()).as("%s", mutation).isTrue();
                assertThat(read).as("%s", mutation).isEqualTo(whole);
            } catch (IOException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
            }
        }
        assertThat(refused).isGreaterThan(500);
    }
}

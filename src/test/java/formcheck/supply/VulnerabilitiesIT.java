package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * What this build hands out, held against the advisories of the project's file on the day that they were asked for: the same
 * sources pass or fail on any day. {@code scripts/vulnerabilities} asks for newer ones, and tells when an exception ends.
 */
class VulnerabilitiesIT {
    @Test
    void nothingIsHandedOutThatIsKnownToBeVulnerable() throws IOException {
        assumeTrue(
                Files.exists(Vulnerabilities.BILL) || "true".equals(System.getenv("CI")),
                "an offline build writes no bill of materials: leave out -o");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int end = new Vulnerabilities(
                        Vulnerabilities.BILL,
                        Vulnerabilities.FILE,
                        Advisories.read(Vulnerabilities.FILE).asked(),
                        new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(Osv.ADDRESS, "--offline");
        assertThat(end).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(Vulnerabilities.NOTHING);
    }
}

package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protected sessions by the commands that a user types. */
class ProtectedSessionsTest {
    @TempDir
    Path folder;

    private Path right;
    private Path wrong;
    private Path other;

    @BeforeEach
    void files() throws IOException {
        right = secret("right", "four plain words here\n");
        wrong = secret("wrong", "four plain words there\n");
        other = secret("other", "and now five other words");
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Run sessions(String... words) {
        List<String> all = new ArrayList<>(
                List.of("sessions", "--data", folder.resolve("data").toString()));
        all.addAll(List.of(words));
        return Run.of(all.toArray(String[]::new));
    }

    private static void refused(Run run, String... words) {
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(words);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aPassphraseIsSetNeededChangedAndTakenAway() {
        Run protect = sessions("--protect", "--passphrase-file", right.toString());
        assertThat(protect.exitCode()).as(protect.err()).isEqualTo(ExitCode.OK);
        assertThat(protect.err()).contains("whoever loses it has lost them");
        refused(sessions(), "protected by a passphrase", "--passphrase-file");
        refused(sessions("--rebuild"), "protected by a passphrase");
        refused(sessions("--passphrase-file", wrong.toString()), "The passphrase is wrong");
        assertThat(sessions("--passphrase-file", right.toString()).exitCode()).isEqualTo(ExitCode.OK);
        refused(sessions("--protect", "--passphrase-file", right.toString()), "protected already");

        Run change = sessions("--passphrase-file", right.toString(), "--new-passphrase-file", other.toString());
        assertThat(change.exitCode()).as(change.err()).isEqualTo(ExitCode.OK);
        refused(sessions("--passphrase-file", right.toString()), "The passphrase is wrong");
        refused(sessions("--unprotect", "--passphrase-file", right.toString()), "The passphrase is wrong");

        assertThat(sessions("--unprotect", "--passphrase-file", other.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(sessions().exitCode()).isEqualTo(ExitCode.OK);
        refused(sessions("--passphrase-file", other.toString()), "are not protected");
        refused(sessions("--unprotect"), "not protected");
    }

    @Test
    void aPassphraseThatOthersMayReadOrThatIsNoneIsRefused() throws Exception {
        Path open = Files.writeString(folder.resolve("open"), "four plain words here");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        refused(sessions("--protect", "--passphrase-file", open.toString()), "may be read by others");
        refused(
                sessions(
                        "--protect", "--passphrase-file", folder.resolve("none").toString()),
                "cannot be read");
        refused(
                sessions(
                        "--protect",
                        "--passphrase-file",
                        secret("short", "short\n").toString()),
                "8 to 1024");
        Path noise = secret("noise", "");
        Files.write(noise, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refused(sessions("--protect", "--passphrase-file", noise.toString()), "holds no text");
        refused(sessions("--protect"), "no terminal to ask");
        assertThat(folder.resolve("data").resolve("protection.json")).doesNotExist();
    }
}

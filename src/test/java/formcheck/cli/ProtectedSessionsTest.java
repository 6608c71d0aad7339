package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
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
        assertThat(protect.err()).contains("nobody can recover them");
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

    /** What editors and systems write differently is the same passphrase, and what follows the first line is nobody's matter. */
    @Test
    void theSamePassphraseFromAnotherSystemOpensTheSame() throws Exception {
        String phrase = "f\u00fcnf gro\u00dfe W\u00f6rter \u043f\u0430\u0440\u043e\u043b\u044c \ud83d\udd11";
        Path made = secret("made", phrase + "\n");
        Run protect = sessions("--protect", "--passphrase-file", made.toString());
        assertThat(protect.exitCode()).as(protect.err()).isEqualTo(ExitCode.OK);
        List<String> same = List.of(
                phrase,
                phrase + "\r\n",
                "\ufeff" + phrase + "\r\nand more",
                Normalizer.normalize(phrase, Normalizer.Form.NFD) + "\n",
                phrase + "\n" + "x".repeat(8_176) + "\u00fc".repeat(10));
        for (int i = 0; i < same.size(); i++) {
            Run run = sessions(
                    "--passphrase-file", secret("same-" + i, same.get(i)).toString());
            assertThat(run.exitCode()).as(i + run.err()).isEqualTo(ExitCode.OK);
        }
        refused(
                sessions(
                        "--passphrase-file",
                        secret("other-letters", phrase.replace('\u00fc', 'u')).toString()),
                "The passphrase is wrong");
        refused(
                sessions(
                        "--passphrase-file",
                        secret("endless", "y".repeat(10_000)).toString()),
                "longer than");
    }

    /** Where the locale has no UTF-8, Java reads each of those letters as the same sign: any of that length would open it. */
    @Test
    void aPassphraseThatTheSystemCouldNotReadIsRefused() throws Exception {
        Path unread = secret("unread", "\ufffd".repeat(20));
        refused(sessions("--protect", "--passphrase-file", unread.toString()), "could not be read", "UTF-8");
        assertThat(folder.resolve("data").resolve("protection.json")).doesNotExist();
        sessions("--protect", "--passphrase-file", right.toString());
        refused(sessions("--passphrase-file", unread.toString()), "could not be read", "UTF-8");
    }
}

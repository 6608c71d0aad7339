package formcheck.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What came of one command line. */
record Run(int exitCode, String out, String err) {

    /** Runs a command as the program does, in this JVM. */
    static Run of(String... words) {
        return of(new StopSignal(), words);
    }

    static Run of(StopSignal stop, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(new PrintStream(out), new PrintStream(err), StandardCharsets.UTF_8, false, false, 80);
        Home home = new Home(List.of(Path.of("")));
        int exitCode = Main.run(new Shell(terminal, stop, home, System.nanoTime()), words);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** One whose output nobody reads. */
    static Terminal terminal() {
        return new Terminal(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                StandardCharsets.UTF_8,
                false,
                false,
                80);
    }

    /** Of a command that reads nothing. */
    static CommandFiles files() {
        return CommandFiles.of(CommandSpec.create(), line -> {});
    }

    List<String> errLines() {
        return err.lines().toList();
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}

package formcheck.cli;

import formcheck.report.export.JsonReport;
import formcheck.session.Session;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Writes a line for each input to the target of --json, if given: standard output or a file. The file replaces an older one with
 * the first result, so that a run without results leaves the old file. From then on it holds every line as soon as it is there,
 * whatever ends the run.
 */
abstract class JsonLines implements AutoCloseable {
    private static final String STANDARD_OUTPUT = "-";

    static boolean takesStandardOutput(Optional<String> option) {
        return option.filter(STANDARD_OUTPUT::equals).isPresent();
    }

    static JsonLines to(Optional<String> option, Terminal terminal, CommandFiles files) throws CommandException {
        if (option.isEmpty()) {
            return new Nowhere();
        }
        return takesStandardOutput(option)
                ? new JsonOutput(terminal)
                : new ToFile(files.begin("--json", Path.of(option.get())));
    }

    void add(Session session) throws CommandException {
        write(JsonReport.line(session));
        keep();
    }

    void addFailure(String source, String error) throws CommandException {
        write(JsonReport.failure(source, error));
    }

    /** @param line without line end */
    abstract void write(String line) throws CommandException;

    /** All lines written so far and later stay. */
    void keep() throws CommandException {}

    @Override
    public void close() {}

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static final class Nowhere extends JsonLines {
        @Override
        void write(String line) {}
    }

    private static final class JsonOutput extends JsonLines {
        private final Terminal terminal;

        JsonOutput(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        void write(String line) throws CommandException {
            terminal.machine(bytes(line));
        }
    }

    private static final class ToFile extends JsonLines {
        private final OutputFile file;

        ToFile(OutputFile file) {
            this.file = file;
        }

        @Override
        void write(String line) throws CommandException {
            Path path = file.path();
            long before = path.toFile().length();
            try {
                Files.write(path, bytes(line), StandardOpenOption.APPEND);
            } catch (IOException e) {
                cut(path, before);
                throw CommandException.failure("The JSON could not be written: " + OutputFile.reason(e) + ".");
            }
        }

        /** Truncates an incomplete line that a full disk left. */
        private static void cut(Path path, long length) {
            if (Files.isRegularFile(path)) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(length);
                } catch (IOException e) {
                    return; // the write error is reported anyway
                }
            }
        }

        @Override
        void keep() throws CommandException {
            file.keep();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}

package formcheck.cli;

import formcheck.report.HtmlReport;
import formcheck.session.KeptSession;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report of a kept session. */
@Command(
        name = "report",
        sortOptions = false,
        header = "Writes the report of a kept session, one HTML file that needs no other.",
        synopsisHeading = "%nUsage: ",
        description = {"", "See 'formcheck sessions' for what is kept.", ""},
        optionListHeading = "%n",
        footer = {"", "Example:", "  formcheck report latest --to today.html"})
final class ReportCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Where to write it. Default: the session's name with .html, here.")
    private Optional<Path> to = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Mixin
    private CommonOptions common = new CommonOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.open()) {
            KeptSession kept = DataOptions.find(store, session);
            Path path = to.orElse(Path.of(kept.id() + ".html"));
            try (OutputFile file = OutputFile.begin(path)) {
                Files.writeString(file.path(), new HtmlReport().html(kept.session()), StandardCharsets.UTF_8);
                file.keep();
            } catch (IOException e) {
                throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
            }
            shell.terminal().tell("Report: " + path);
        }
        return ExitCode.OK;
    }
}

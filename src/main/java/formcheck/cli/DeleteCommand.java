package formcheck.cli;

import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a kept session. */
@Command(
        name = "delete",
        sortOptions = false,
        header = "Deletes a kept session: figures, key points, pictures.",
        synopsisHeading = "%nUsage: ",
        description = {"", "It cannot be brought back.", ""},
        optionListHeading = "%n")
final class DeleteCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Mixin
    private CommonOptions common = new CommonOptions();

    DeleteCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.openKept()) {
            SessionId id = data.id(store, session);
            store.delete(id);
            shell.terminal().tell("Deleted " + id + ".");
        }
        return ExitCode.OK;
    }
}

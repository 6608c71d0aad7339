package formcheck.cli;

import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a stored session. */
@Command(
        name = "delete",
        sortOptions = false,
        header = "Deletes a kept session: values, keypoints, images.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "For 24 hours 'formcheck sessions --undo-delete SESSION' brings it back; after that it goes for good when FormCheck"
                    + " starts next.",
            ""
        },
        optionListHeading = "%n")
final class DeleteCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Option(names = "--now", description = "Delete it at once and for good, also from the trash.")
    private boolean now;

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    DeleteCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.openKept()) {
            SessionId id = data.id(store, session);
            if (now) {
                store.erase(id);
                shell.terminal().tell("Deleted " + id + " for good.");
            } else {
                store.delete(id);
                shell.terminal()
                        .tell("Deleted " + id + ". To bring it back within 24 hours: formcheck sessions --undo-delete "
                                + id);
            }
        }
        return ExitCode.OK;
    }
}

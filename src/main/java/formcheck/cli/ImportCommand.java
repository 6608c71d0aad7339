package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.SessionTransfer.Imported;
import formcheck.session.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Imports what the export command wrote. */
@Command(
        name = "import",
        sortOptions = false,
        header = "Takes back what export wrote, also on another computer.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Reads the folder of an export, or a ZIP file of it, and adds its sessions with pain, cues, proofs, motion, videos"
                    + " and stills. Sessions keep their names, unless another session has it. What is there already stays as"
                    + " it is, so a second import adds nothing.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck import everything",
            "  formcheck import everything.zip --data other-folder"
        })
final class ImportCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "EXPORT", description = "A folder that export wrote, or a ZIP file of it.")
    @Reads(Reads.ContentKind.EVERYTHING)
    private Path from = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    ImportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.open()) {
            Imported imported = new SessionTransfer(store).importFrom(from);
            int added = imported.added().size();
            int known = imported.known().size();
            shell.terminal()
                    .tell("Imported " + added + (added == 1 ? " session" : " sessions") + " of "
                            + PlainText.visible(String.join(", ", imported.people()))
                            + (known == 0
                                    ? "."
                                    : "; " + known + (known == 1 ? " was" : " were") + " here already"
                                            + trashed(store.trash(), imported.known())));
        }
        return ExitCode.OK;
    }

    private static String trashed(List<SessionId> trash, List<SessionId> known) {
        List<SessionId> there = known.stream().filter(trash::contains).toList();
        return there.isEmpty()
                ? "."
                : ", " + there.size() + " of them in the trash: formcheck sessions --undo-delete " + there.get(0);
    }
}

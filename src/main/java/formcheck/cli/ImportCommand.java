package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.SessionTransfer.Imported;
import formcheck.session.StoreException;
import formcheck.session.prescription.SignedPrescription;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
                    + " it is, so a second import adds nothing. A prescription comes along where its key was accepted here.",
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

    @Option(
            names = "--accept",
            paramLabel = "FINGERPRINT",
            description = "Also take over the prescriptions that were signed by this key, and trust it from now on.")
    private Optional<String> accepted = Optional.empty();

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
            Imported imported = new SessionTransfer(store)
                    .importFrom(
                            from,
                            from.toString(),
                            accepted.map(typed -> typed.strip().toUpperCase(Locale.ROOT)));
            int added = imported.added().size();
            int known = imported.known().size();
            shell.terminal()
                    .tell("Imported " + added + (added == 1 ? " session" : " sessions") + " of "
                            + PlainText.visible(String.join(", ", imported.people()))
                            + (known == 0
                                    ? "."
                                    : "; " + known + (known == 1 ? " was" : " were") + " here already"
                                            + trashed(store.trash(), imported.known())));
            tell(imported.untrusted());
        }
        return ExitCode.OK;
    }

    private void tell(List<SignedPrescription> untrusted) {
        Map<String, SignedPrescription> byKey = new LinkedHashMap<>();
        untrusted.forEach(one -> byKey.put(one.fingerprint(), one));
        byKey.forEach((key, one) -> shell.terminal()
                .tell(PlainText.visible("Left out: what " + one.prescription().practitioner() + " prescribed. If " + key
                        + " is their key, import again with --accept " + key)));
    }

    private static String trashed(List<SessionId> trash, List<SessionId> known) {
        List<SessionId> there = known.stream().filter(trash::contains).toList();
        return there.isEmpty()
                ? "."
                : ", " + there.size() + " of them in the trash: formcheck sessions --undo-delete " + there.get(0);
    }
}

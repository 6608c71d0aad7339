package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.Load;
import formcheck.session.Protection;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the stored sessions. */
@Command(
        name = "sessions",
        sortOptions = false,
        header = "Lists the sessions that are kept.",
        synopsisHeading = "%nUsage: ",
        description = {"", "One line a session, the newest last. Nothing is deleted.", ""},
        optionListHeading = "%n")
final class SessionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE dd MMM uuuu HH:mm", Locale.ENGLISH);

    private final Shell shell;

    @Option(names = "--person", paramLabel = "NAME", description = "Those of one person only.")
    private Optional<String> person = Optional.empty();

    @Option(
            names = "--rebuild",
            description =
                    "Take in every session whose folder is there and which the database does not know, and make values again"
                            + " that cannot be read. A damaged database is put aside first.")
    private boolean rebuild;

    @Option(
            names = "--undo-delete",
            paramLabel = "SESSION",
            description = "Bring a session back that was deleted in the last 24 hours.")
    private Optional<String> undo = Optional.empty();

    @Option(
            names = "--protect",
            description =
                    "Seal what is kept with a passphrase: from then on nobody can read it without. If the passphrase is lost,"
                            + " so are the sessions.")
    private boolean protect;

    @Option(names = "--unprotect", description = "Take the passphrase away: what is kept can be read as before.")
    private boolean unprotect;

    @Option(names = "--new-passphrase", description = "Ask for another passphrase instead of the present one.")
    private boolean newPassphrase;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "Take another passphrase from the first line of a file.")
    @Reads
    private Optional<Path> newPassphraseFile = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    SessionsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        if (protect || unprotect || newPassphrase || newPassphraseFile.isPresent()) {
            return turn();
        }
        if (data.isUnused() && person.isEmpty() && undo.isEmpty()) {
            shell.terminal().print(data.nothingKept());
            return ExitCode.OK;
        }
        try (SessionStore store = opened()) {
            if (undo.isPresent()) {
                SessionId id = data.id(store, undo.get());
                store.undoDelete(id);
                shell.terminal().tell("Session " + id + " is back.");
                return ExitCode.OK;
            }
            store.findings().lines().forEach(line -> shell.terminal().tell(PlainText.visible(line)));
            if (rebuild) {
                int many = store.findings().adopted().size();
                shell.terminal().tell("Found again: " + (many == 1 ? "1 session." : many + " sessions."));
            }
            Set<SessionId> foundAgain = store.foundAgain();
            List<String> people = store.people();
            if (person.isPresent() && people.stream().noneMatch(person.get()::equalsIgnoreCase)) {
                throw CommandException.failure("No one here is called " + PlainText.visible(person.get()) + ".");
            }
            boolean any = false;
            for (String name : person.map(List::of).orElse(people)) {
                List<SessionOverview> sessions = store.overviews(name);
                any |= !sessions.isEmpty();
                if (!sessions.isEmpty() && people.size() > 1) {
                    shell.terminal().print(PlainText.visible(name));
                }
                sessions.forEach(session -> shell.terminal()
                        .print(line(session) + (foundAgain.contains(session.id()) ? ", found again" : "")));
            }
            if (!any) {
                shell.terminal().print(data.nothingKept());
            }
            tellTrash(store.trash());
        }
        return ExitCode.OK;
    }

    private int turn() throws StoreException, CommandException {
        if (protect) {
            if (Protection.isOn(data.folder())) {
                throw CommandException.usage("The sessions are protected already. --new-passphrase changes it.");
            }
            Protection fresh = SessionStore.protect(data.folder(), data.newPassphrase());
            SessionStore.openToRead(data.folder(), Optional.of(fresh)).close(); // checks that it opens
            shell.terminal()
                    .tell("Protected. Only the passphrase opens your sessions: without it, nobody can recover them."
                            + " Earlier unprotected copies may remain on the disk until they are overwritten.");
            return ExitCode.OK;
        }
        Protection protection = data.protection()
                .orElseThrow(() -> CommandException.usage(
                        "The sessions are not protected. To protect them: formcheck sessions --protect"));
        if (unprotect) {
            SessionStore.unprotect(data.folder(), protection);
            shell.terminal().tell("Not protected any more.");
        } else {
            protection.change(
                    data.folder(),
                    newPassphraseFile.isPresent()
                            ? Passphrase.of(newPassphraseFile.get())
                            : Passphrase.askForNew("New passphrase; if it is lost, so are your sessions: "));
            shell.terminal().tell("The new passphrase opens your sessions from now on.");
        }
        return ExitCode.OK;
    }

    private SessionStore opened() throws StoreException, CommandException {
        return rebuild && !data.isUnused() ? SessionStore.rebuild(data.folder(), data.protection()) : data.openToRead();
    }

    private void tellTrash(List<SessionId> trash) {
        if (!trash.isEmpty()) {
            SessionId last = trash.get(trash.size() - 1);
            shell.terminal()
                    .tell("In the trash: "
                            + trash.stream().map(SessionId::text).collect(Collectors.joining(", "))
                            + ". To bring one back: formcheck sessions --undo-delete " + last);
        }
    }

    private static String line(SessionOverview session) {
        if (session.unreadable()) {
            return String.format(
                    Locale.ROOT,
                    "%-18s %s  %-14s its values cannot be read; to make them again: formcheck sessions --rebuild",
                    session.id(),
                    DAY.format(session.began()),
                    PlainText.visible(session.variant()));
        }
        return String.format(
                Locale.ROOT,
                "%-18s %s  %-14s %3d attempted, %d valid, %d clean in %d set%s%s%s",
                session.id(),
                DAY.format(session.began()),
                PlainText.visible(session.variant()),
                session.counts().attempted(),
                session.counts().valid(),
                session.counts().clean(),
                session.sets().size(),
                session.sets().size() == 1 ? "" : "s",
                load(session.load()),
                session.painAfter().isPresent()
                        ? ", pain " + session.painAfter().getAsInt()
                        : "");
    }

    static String load(Load load) {
        String kilograms = load.kilograms().isPresent()
                ? ", "
                        + BigDecimal.valueOf(load.kilograms().getAsDouble())
                                .stripTrailingZeros()
                                .toPlainString()
                        + " kg"
                : "";
        return kilograms
                + load.band().map(band -> ", band " + PlainText.visible(band)).orElse("");
    }
}

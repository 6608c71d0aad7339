package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.Load;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the sessions that are kept. */
@Command(
        name = "sessions",
        sortOptions = false,
        header = "Lists the sessions that are kept.",
        synopsisHeading = "%nUsage: ",
        description = {"", "One line a session, the newest last.", ""},
        optionListHeading = "%n")
final class SessionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE dd MMM uuuu HH:mm", Locale.ENGLISH);

    private final Shell shell;

    @Option(names = "--person", paramLabel = "NAME", description = "Those of one person only.")
    private Optional<String> person = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Mixin
    private CommonOptions common = new CommonOptions();

    SessionsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        if (data.isUnused() && person.isEmpty()) {
            shell.terminal().print(data.nothingKept());
            return ExitCode.OK;
        }
        try (SessionStore store = data.openKept()) {
            List<String> people = store.people();
            if (person.isPresent() && people.stream().noneMatch(person.get()::equalsIgnoreCase)) {
                throw CommandException.failure("Nobody here is called " + PlainText.visible(person.get()) + ".");
            }
            boolean any = false;
            for (String name : person.map(List::of).orElse(people)) {
                List<SessionOverview> sessions = store.overviews(name);
                any |= !sessions.isEmpty();
                if (!sessions.isEmpty() && people.size() > 1) {
                    shell.terminal().print(PlainText.visible(name));
                }
                sessions.forEach(session -> shell.terminal().print(line(session)));
            }
            if (!any) {
                shell.terminal().print(data.nothingKept());
            }
        }
        return ExitCode.OK;
    }

    private static String line(SessionOverview session) {
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

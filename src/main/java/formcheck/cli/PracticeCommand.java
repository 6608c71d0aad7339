package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.PracticeAddress;
import formcheck.session.PracticeAdmin;
import formcheck.session.StoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prepares a practice's database, and decides who sees whom. */
@Command(
        name = "practice",
        sortOptions = false,
        header = "Prepares a practice's PostgreSQL database, and decides who sees whom.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "For the owner of the database. Actions: init; practitioner LOGIN; person NAME --login LOGIN; entrust NAME --to LOGIN;"
                    + " withdraw NAME --from LOGIN; audit [--person NAME].",
            "The password comes from $FORMCHECK_DB_PASSWORD or ~/.pgpass.",
            ""
        },
        optionListHeading = "%n")
final class PracticeCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** What the owner asks for. */
    enum PracticeAction {
        INIT,
        PRACTITIONER,
        PERSON,
        ENTRUST,
        WITHDRAW,
        AUDIT
    }

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "ACTION", description = "One of: ${COMPLETION-CANDIDATES}.")
    private PracticeAction action = PracticeAction.INIT;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A person's name, or a practitioner's login.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--login", paramLabel = "LOGIN", description = "The PostgreSQL login of the person.")
    private Optional<String> login = Optional.empty();

    @Option(names = "--to", paramLabel = "LOGIN", description = "The practitioner who may see the person.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--from", paramLabel = "LOGIN", description = "The practitioner who may no longer see the person.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--person", paramLabel = "NAME", description = "Whose lines of the audit trail; all otherwise.")
    private Optional<String> person = Optional.empty();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "URL",
            description = "The database, as jdbc:postgresql://host/database?user=owner.")
    private String data = "";

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    PracticeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (PracticeAdmin admin = new PracticeAdmin(PracticeAddress.of(data))) {
            switch (action) {
                case INIT -> {
                    admin.init();
                    shell.terminal()
                            .tell("The database is ready. Admit practitioners: formcheck practice practitioner LOGIN");
                }
                case PRACTITIONER -> {
                    admin.practitioner(required(name, "LOGIN"));
                    tell(required(name, "LOGIN") + " may add people, and sees those.");
                }
                case PERSON -> {
                    admin.person(required(name, "NAME"), required(login, "--login LOGIN"));
                    tell(required(login, "--login LOGIN") + " sees " + required(name, "NAME") + " alone.");
                }
                case ENTRUST -> {
                    admin.entrust(required(name, "NAME"), required(to, "--to LOGIN"));
                    tell(required(to, "--to LOGIN") + " sees " + required(name, "NAME") + " from now on.");
                }
                case WITHDRAW -> {
                    admin.withdraw(required(name, "NAME"), required(from, "--from LOGIN"));
                    tell(required(from, "--from LOGIN") + " does not see " + required(name, "NAME") + " any more.");
                }
                case AUDIT ->
                    admin.audit(person).forEach(line -> shell.terminal().print(shown(line)));
            }
        }
        return ExitCode.OK;
    }

    private void tell(String line) {
        shell.terminal().tell(PlainText.visible(line));
    }

    private String required(Optional<String> given, String what) throws CommandException {
        return given.orElseThrow(() -> CommandException.usage(
                "'practice " + action.name().toLowerCase(Locale.ROOT) + "' needs " + what + "."));
    }

    private static String shown(PracticeAdmin.AuditLine line) {
        return PlainText.visible(String.join(
                        "  ",
                        TIME.format(
                                Instant.ofEpochMilli(line.at().toEpochMilli()).atZone(ZoneId.systemDefault())),
                        line.login(),
                        line.action(),
                        line.person().orElse("-"),
                        line.session().orElse("")))
                .stripTrailing();
    }
}

package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a person with all sessions. */
@Command(
        name = "erase",
        sortOptions = false,
        header = "Deletes a person with all sessions.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Asks first. What is in the trash goes too. It cannot be brought back; 'formcheck export --person' takes a copy.",
            ""
        },
        optionListHeading = "%n")
final class EraseCommand implements Callable<Integer> {
    private static final int LONGEST_ANSWER = 64;

    private final Shell shell;
    private final InputStream answers;

    @Option(names = "--person", required = true, paramLabel = "NAME", description = "Whom.")
    private String person = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    /** @param answers source of the answer */
    EraseCommand(Shell shell, InputStream answers) {
        this.shell = shell;
        this.answers = answers;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        String name = PlainText.visible(person);
        try (SessionStore store = data.openToReadAll()) {
            if (store.profile(person).isEmpty()) {
                throw CommandException.failure("No one here is called " + name + ".");
            }
            int many = store.overviews(person).size();
            String sessions = many == 1 ? "1 session" : many + " sessions";
            if (!yes) {
                shell.terminal().tell("Delete " + name + " with " + sessions + "? Type yes to go on.");
                if (!answer().equals("yes")) {
                    throw CommandException.failure("Nothing was deleted.");
                }
            }
            for (String line : store.erase(person)) {
                shell.terminal().tell(PlainText.visible(line));
            }
            shell.terminal().tell("Deleted " + name + " with " + sessions + ".");
        }
        return ExitCode.OK;
    }

    private String answer() throws CommandException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = answers.read(); c >= 0 && c != '\n' && line.length() < LONGEST_ANSWER; c = answers.read()) {
                line.append(new String(new byte[] {(byte) c}, Charset.defaultCharset()));
            }
        } catch (IOException e) {
            throw CommandException.failure("No answer could be read. Say --yes to delete without being asked.");
        }
        return line.toString().strip();
    }
}

package formcheck.cli;

import formcheck.report.HtmlReport;
import formcheck.report.Language;
import formcheck.report.PdfReport;
import formcheck.report.PlainText;
import formcheck.report.StoredPictures;
import formcheck.report.TextReport;
import formcheck.session.KeptSession;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Writes the report of a stored session. */
@Command(
        name = "report",
        sortOptions = false,
        header = "Writes the report of a kept session, one file that needs no other: HTML, PDF for paper, or text.",
        synopsisHeading = "%nUsage: ",
        description = {"", "See 'formcheck sessions' for what is kept.", ""},
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck report latest --to today.html",
            "  formcheck report latest --to today.pdf",
            "  formcheck report latest --to -              prints it"
        })
final class ReportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description =
                    "Where to write it: a name that ends in .html, .pdf or .txt, or - for text on standard output."
                            + " Default: the session's name with .html, here.")
    @Writes
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "en or de (default: en). Text is in English only.",
            converter = LanguageConverter.class)
    private Language language = Language.ENGLISH;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    private byte[] content(SessionStore store, KeptSession kept, String kind) throws IOException {
        StoredPictures pictures = new StoredPictures(store, kept.id());
        return switch (kind) {
            case "pdf" -> new PdfReport(language).pdf(kept, pictures);
            case "txt" -> new TextReport().text(kept).getBytes(StandardCharsets.UTF_8);
            default -> new HtmlReport(language).html(kept, pictures).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Returns the kind by the extension: html, pdf or txt. */
    private static String kind(String name) throws CommandException {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (end) {
            case "html", "pdf", "txt" -> end;
            case "htm" -> "html";
            default ->
                throw CommandException.usage(PlainText.visible(name)
                        + " names no kind of report. Name a file that ends in .html, .pdf or .txt.");
        };
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        boolean printed = to.equals(Optional.of(STANDARD_OUTPUT));
        String kind = printed ? "txt" : kind(to.orElse(".html"));
        try (SessionStore store = data.openToRead()) {
            KeptSession kept = data.find(store, session);
            if (printed) {
                shell.terminal().print(new TextReport(shell.terminal().style()).text(kept));
                return ExitCode.OK;
            }
            Path path = path(to.orElse(kept.id() + ".html"));
            try (OutputFile file = common.files(shell.terminal()).begin("--to", path)) {
                Files.write(file.path(), content(store, kept, kind));
                file.keep();
            } catch (IOException e) {
                throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
            }
            shell.terminal().tell("Report: " + PlainText.visible(path.toString()));
        }
        return ExitCode.OK;
    }

    private static Path path(String name) throws CommandException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw CommandException.usage("'" + PlainText.visible(name) + "' cannot be the name of a file.");
        }
    }

    /** Reads a language by its tag. */
    static final class LanguageConverter implements ITypeConverter<Language> {
        @Override
        public Language convert(String tag) {
            return Language.ofTag(tag)
                    .orElseThrow(() -> new TypeConversionException("there are en and de, not " + tag));
        }
    }
}

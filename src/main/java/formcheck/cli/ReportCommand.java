package formcheck.cli;

import formcheck.report.HtmlReport;
import formcheck.report.Language;
import formcheck.report.PdfReport;
import formcheck.report.StoredPictures;
import formcheck.session.KeptSession;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** Writes the report of a kept session. */
@Command(
        name = "report",
        sortOptions = false,
        header = "Writes the report of a kept session, one file that needs no other: HTML, or PDF for paper.",
        synopsisHeading = "%nUsage: ",
        description = {"", "See 'formcheck sessions' for what is kept.", ""},
        optionListHeading = "%n",
        footer = {
            "",
            "Example:",
            "  formcheck report latest --to today.html",
            "  formcheck report latest --to today.pdf"
        })
final class ReportCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private String session = "";

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description =
                    "Where to write it; a name that ends in .pdf makes it a PDF. Default: the session's name with .html, here.")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "en or de (default: en).",
            converter = LanguageConverter.class)
    private Language language = Language.ENGLISH;

    @Mixin
    private DataOptions data = new DataOptions();

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Mixin
    private CommonOptions common = new CommonOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    private byte[] content(SessionStore store, KeptSession kept, Path path) throws IOException {
        StoredPictures pictures = new StoredPictures(store, kept.id());
        boolean paper = path.toString().toLowerCase(Locale.ROOT).endsWith(".pdf");
        return paper
                ? new PdfReport(language).pdf(kept, pictures)
                : new HtmlReport(language).html(kept, pictures).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        try (SessionStore store = data.open()) {
            KeptSession kept = DataOptions.find(store, session);
            Path path = to.orElse(Path.of(kept.id() + ".html"));
            try (OutputFile file = OutputFile.begin(path)) {
                Files.write(file.path(), content(store, kept, path));
                file.keep();
            } catch (IOException e) {
                throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
            }
            shell.terminal().tell("Report: " + path);
        }
        return ExitCode.OK;
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

package formcheck.cli;

import formcheck.report.Language;
import formcheck.report.PlainText;
import formcheck.report.PractitionerPdf;
import formcheck.report.Words;
import formcheck.report.export.DoneSessions;
import formcheck.report.month.PrescriptionWords;
import formcheck.session.Prescriptions;
import formcheck.session.Profile;
import formcheck.session.SessionDetails;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts, shows and ends a prescription. */
@Command(
        name = "prescription",
        sortOptions = false,
        header = "Accepts a practitioner's prescription, shows it, or ends it.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "The live coach follows an accepted one: variant, limits, repetitions, sets and days. The first file of a"
                    + " practitioner needs --accept with the fingerprint of their key, as they told it to you.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck prescription ada.json --accept 1A2B-3C4D-5E6F-7A8B-9C0D-1E2F-3A4B-5C6D",
            "  formcheck prescription                      shows what is in force",
            "  formcheck prescription --end"
        })
final class PrescriptionCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What the practitioner wrote.")
    @Reads
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--accept",
            paramLabel = "FINGERPRINT",
            description = "Trust the key with this fingerprint from now on.")
    private Optional<String> accepted = Optional.empty();

    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Whose. Default: who exercised last, or the only person.")
    private Optional<String> person = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write what was done of it, for the practitioner: days, repetitions, pain, what was not judged.")
    @Writes
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "Write what was done on one page, for the practitioner.")
    @Writes
    private Optional<Path> pdf = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "en or de, of the page (default: en).",
            converter = ReportCommand.LanguageConverter.class)
    private Language language = Language.ENGLISH;

    @Option(names = "--end", description = "End it: FormCheck goes on as without one.")
    private boolean end;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    PrescriptionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        if ((file.isPresent() ? 1 : 0) + (end ? 1 : 0) + (report.isPresent() || pdf.isPresent() ? 1 : 0) > 1) {
            throw CommandException.usage("Name one of FILE, --report or --pdf, and --end.");
        }
        if (accepted.isPresent() && file.isEmpty()) {
            throw CommandException.usage("--accept goes with the FILE that is accepted.");
        }
        if (file.isPresent()) {
            accept(read(file.get()));
            return ExitCode.OK;
        }
        try (SessionStore store = end ? data.openKept() : data.openToRead()) {
            String name = person(store);
            if (end) {
                boolean was = store.prescriptions().end(name);
                tell(was ? "The prescription of " + name + " has ended." : "Nothing is prescribed to " + name + ".");
            } else if (report.isPresent() || pdf.isPresent()) {
                report(store, name);
            } else {
                show(store, name);
            }
        }
        return ExitCode.OK;
    }

    private void show(SessionStore store, String name) throws StoreException {
        Optional<Prescription> newest = store.prescriptions().newest(name);
        if (newest.isEmpty()) {
            tell("Nothing is prescribed to " + name + ".");
            return;
        }
        new PrescriptionWords(Words.in(Language.ENGLISH)).all(newest.get()).forEach(this::tell);
    }

    private void report(SessionStore store, String name) throws StoreException, CommandException {
        Prescription asked = store.prescriptions()
                .newest(name)
                .orElseThrow(
                        () -> CommandException.failure("Nothing is prescribed to " + PlainText.visible(name) + "."));
        List<SessionOverview> sessions = store.overviews(name);
        if (report.isPresent()) {
            DoneSessions done = DoneSessions.of(asked, sessions);
            write("--report", report.get(), done::file);
            int many = done.sessions().size();
            tell("What was done: " + report.get() + " (" + many + (many == 1 ? " session)" : " sessions)"));
        }
        if (pdf.isPresent()) {
            LocalDate today = SessionDetails.now().toLocalDate();
            write("--pdf", pdf.get(), () -> new PractitionerPdf(language).pdf(asked, sessions, today));
            tell("Page: " + pdf.get());
        }
    }

    private interface FileContent {
        byte[] bytes() throws IOException;
    }

    private void write(String label, Path path, FileContent content) throws CommandException {
        try (OutputFile out = common.files(shell.terminal()).begin(label, path)) {
            Files.write(out.path(), content.bytes());
            out.keep();
        } catch (IOException e) {
            throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
        }
    }

    private String person(SessionStore store) throws StoreException, CommandException {
        if (person.isPresent()) {
            return store.profile(person.get())
                    .map(Profile::name)
                    .orElseThrow(() ->
                            CommandException.failure("No one here is called " + PlainText.visible(person.get()) + "."));
        }
        List<String> people = store.people();
        return store.latestPerson()
                .or(() -> people.size() == 1 ? Optional.of(people.get(0)) : Optional.empty())
                .orElseThrow(() -> CommandException.usage("Name the person with --person."));
    }

    private void accept(SignedPrescription signed) throws StoreException, CommandException {
        Prescription prescription = signed.prescription();
        String shown = PlainText.visible(file.map(Path::toString).orElse(""));
        if (person.isPresent() && !person.get().equalsIgnoreCase(prescription.person())) {
            throw CommandException.failure(shown + " is for " + PlainText.visible(prescription.person()) + ".");
        }
        checkExercise(prescription, shown);
        Optional<String> trusted = accepted.map(typed -> typed.strip().toUpperCase(Locale.ROOT));
        if (trusted.isPresent() && !trusted.get().equals(signed.fingerprint())) {
            throw CommandException.failure(
                    shown + " is signed by another key: " + signed.fingerprint() + ". Nothing was changed.");
        }
        try (SessionStore store = data.open()) {
            store.prescriptions().follow(signed, trusted);
            new PrescriptionWords(Words.in(Language.ENGLISH)).all(prescription).forEach(this::tell);
            tell(accepted(prescription));
        }
    }

    private static String accepted(Prescription prescription) {
        LocalDate today = SessionDetails.now().toLocalDate();
        if (prescription.until().isBefore(today)) {
            return "Accepted. It ended on " + prescription.until() + ": the live coach does not follow it.";
        }
        return prescription.from().isAfter(today)
                ? "Accepted. The live coach follows it from " + prescription.from() + " on."
                : "Accepted. The live coach follows it.";
    }

    private static void checkExercise(Prescription prescription, String shown) throws CommandException {
        Optional<String> unsuitable = Prescriptions.unsuitable(prescription);
        if (unsuitable.isPresent()) {
            throw CommandException.failure(
                    shown + " asks for what this exercise does not have: " + PlainText.visible(unsuitable.get()) + ".");
        }
    }

    private static SignedPrescription read(Path file) throws CommandException {
        String shown = PlainText.visible(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            return SignedPrescription.read(in.readNBytes(SignedPrescription.LONGEST + 1));
        } catch (NoSuchFileException e) {
            throw CommandException.failure("No such file: " + shown + ". Check the path.");
        } catch (IOException e) {
            throw CommandException.failure(shown + " could not be read: " + OutputFile.reason(e) + ".");
        } catch (IllegalArgumentException e) {
            throw CommandException.failure(
                    shown + " was not accepted: " + PlainText.visible(ErrorText.message(e)) + ". Nothing was changed.");
        }
    }

    private void tell(String line) {
        shell.terminal().tell(PlainText.visible(line));
    }
}

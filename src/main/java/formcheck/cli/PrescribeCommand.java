package formcheck.cli;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.report.Language;
import formcheck.report.PlainText;
import formcheck.report.Words;
import formcheck.report.month.PrescriptionWords;
import formcheck.session.PrescriberKeys;
import formcheck.session.Profile;
import formcheck.session.SessionDetails;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.prescription.PrescriberKey;
import formcheck.session.prescription.Prescription;
import formcheck.session.prescription.SignedPrescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a prescription, for a practitioner. */
@Command(
        name = "prescribe",
        sortOptions = false,
        header = "For practitioners: writes a signed prescription, which the person's FormCheck follows.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Keeps it in --data, and writes it to a file for 'formcheck prescription FILE' on the person's machine. In a"
                    + " practice's database the person's FormCheck finds it without a file. Signs with a key of its own,"
                    + " made at the first call; tell the person its fingerprint.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Example:",
            "  formcheck prescribe --for Ada --by \"Dr. Kim\" --repetitions 12-15 --sets 3 --days mon,wed,fri --out ada.json"
        })
final class PrescribeCommand implements Callable<Integer> {
    private static final Pattern REPETITIONS = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final int DAY_LETTERS = 3;

    private final Shell shell;

    @Option(
            names = "--read",
            paramLabel = "FILE",
            description =
                    "Show what a person did, as their 'formcheck prescription --report' wrote it; prescribes nothing.")
    @Reads
    private Optional<Path> read = Optional.empty();

    @Option(names = "--for", paramLabel = "NAME", description = "The person, as FormCheck knows them.")
    private String person = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who prescribes.")
    private String practitioner = "";

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = "bare-hands (default), band, weights or larger-range.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--height",
            paramLabel = "DEGREES",
            description = "Elbow height to reach: 90 is horizontal. Default: the exercise's own.")
    private Optional<Double> height = Optional.empty();

    @Option(
            names = "--lowering",
            paramLabel = "SECONDS",
            description = "Least time of a lowering of 90 degrees. Default: the exercise's own.")
    private Optional<Double> lowering = Optional.empty();

    @Option(
            names = "--repetitions",
            paramLabel = "FROM-TO",
            description = "Repetitions of a set, such as 12-15. Default: the exercise's own.")
    private Optional<String> repetitions = Optional.empty();

    @Option(names = "--sets", paramLabel = "N", description = "Sets of a session, 1 to 10 (default: 1).")
    private int sets = 1;

    @Option(names = "--days", paramLabel = "DAYS", description = "Days of the week, such as mon,wed,fri (default).")
    private String days = "mon,wed,fri";

    @Option(names = "--from", paramLabel = "DATE", description = "First day, such as 2026-12-01. Default: today.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--weeks", paramLabel = "N", description = "How long, 1 to 52 weeks (default: 4).")
    private int weeks = 4;

    @Option(names = "--kilograms", paramLabel = "KG", description = "Weight, both hands together.")
    private Optional<Double> kilograms = Optional.empty();

    @Option(names = "--band", paramLabel = "WORDS", description = "Which band.")
    private Optional<String> band = Optional.empty();

    @Option(names = "--note", paramLabel = "WORDS", description = "A note to the person, up to 500 characters.")
    private String note = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it.")
    @Writes
    private Optional<Path> out = Optional.empty();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    PrescribeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        if (read.isPresent()) {
            new DoneTable(shell.terminal()).print(read.get());
            return ExitCode.OK;
        }
        if (person.isEmpty() || practitioner.isEmpty()) {
            throw CommandException.usage("Say --for whom and --by whom.");
        }
        PrescriberKey key = PrescriberKeys.of(data.folder());
        try (SessionStore store = data.open()) {
            Prescription prescription = prescription(store);
            SignedPrescription signed = SignedPrescription.sign(prescription, key);
            store.prescriptions().accept(signed, Optional.of(key.fingerprint()));
            for (String line : new PrescriptionWords(Words.in(Language.ENGLISH)).all(prescription)) {
                shell.terminal().tell(PlainText.visible(line));
            }
            shell.terminal().tell("Your key: " + key.fingerprint());
            if (out.isPresent()) {
                write(out.get(), signed.file());
            }
        }
        return ExitCode.OK;
    }

    private Prescription prescription(SessionStore store) throws StoreException, CommandException {
        try {
            String name = Profile.checkedName(person);
            ExerciseFile exercises = ExerciseFile.builtIn();
            Exercise usual = variant.isPresent() ? exercises.variant(variant.get()) : exercises.variant();
            LocalDate first = from.map(LocalDate::parse)
                    .orElseGet(() -> SessionDetails.now().toLocalDate());
            if (weeks < 1 || weeks > 52) {
                throw new IllegalArgumentException("--weeks is from 1 to 52");
            }
            int[] range = repetitions(usual);
            Prescription prescription = new Prescription(
                    name,
                    Profile.checkedName(practitioner),
                    store.prescriptions().nextNumber(name),
                    first,
                    first.plusWeeks(weeks).minusDays(1),
                    usual.variant(),
                    number(height),
                    number(lowering),
                    range[0],
                    range[1],
                    sets,
                    days(),
                    number(kilograms),
                    band.map(String::strip),
                    note.strip());
            prescription.applyTo(usual);
            return prescription;
        } catch (ExerciseException e) {
            throw CommandException.usage(e);
        } catch (DateTimeException e) {
            throw CommandException.usage(
                    "--from " + PlainText.visible(from.orElse("")) + " is no day, like 2026-12-01.");
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("Not prescribed: " + e.getMessage() + ".");
        }
    }

    private int[] repetitions(Exercise usual) {
        if (repetitions.isEmpty()) {
            return new int[] {usual.fewestRepetitions(), usual.mostRepetitions()};
        }
        Matcher range = REPETITIONS.matcher(repetitions.get().strip());
        if (!range.matches()) {
            throw new IllegalArgumentException("--repetitions is a number, or two like 12-15");
        }
        int fewest = Integer.parseInt(range.group(1));
        return new int[] {fewest, range.group(2) == null ? fewest : Integer.parseInt(range.group(2))};
    }

    private Set<DayOfWeek> days() {
        Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
        for (String typed : days.split(",")) {
            String name = typed.strip().toLowerCase(Locale.ROOT);
            boolean known = false;
            for (DayOfWeek day : DayOfWeek.values()) {
                String whole = day.name().toLowerCase(Locale.ROOT);
                if (name.equals(whole) || name.equals(whole.substring(0, DAY_LETTERS))) {
                    all.add(day);
                    known = true;
                }
            }
            if (!known) {
                throw new IllegalArgumentException("--days are mon, tue, wed, thu, fri, sat and sun, with commas");
            }
        }
        return all;
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private void write(Path path, byte[] content) throws CommandException {
        try (OutputFile file = common.files(shell.terminal()).begin("--out", path)) {
            Files.write(file.path(), content);
            file.keep();
        } catch (IOException e) {
            throw CommandException.failure(path + " could not be written: " + OutputFile.reason(e) + ".");
        }
        shell.terminal().tell("Prescription: " + PlainText.visible(path.toString()));
    }
}

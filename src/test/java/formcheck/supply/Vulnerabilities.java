package formcheck.supply;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the bill of materials against the known advisories: those of OSV, where it can be reached, and those of a dated file.
 * Fails on one of high or critical severity that is reachable, or that nobody has looked at.
 */
final class Vulnerabilities {
    static final Path BILL = Path.of("target/formcheck-sbom.json");
    static final Path FILE = Path.of("src/test/resources/formcheck/supply/advisories.json");

    /** After so many days the file is called old. */
    static final int OLD_AFTER_DAYS = 45;

    static final int NOTHING = 0;
    static final int FOUND = 1;
    static final int UNUSABLE = 2;

    private static final String USE = "scripts/vulnerabilities [--offline] [--update] [--strict]";

    private final Path bill;
    private final Path file;
    private final LocalDate today;
    private final PrintStream out;

    Vulnerabilities(Path bill, Path file, LocalDate today, PrintStream out) {
        this.bill = bill;
        this.file = file;
        this.today = today;
        this.out = out;
    }

    /** Ends with {@link #NOTHING}, {@link #FOUND} or {@link #UNUSABLE}. */
    public static void main(String[] arguments) {
        System.exit(new Vulnerabilities(BILL, FILE, LocalDate.now(ZoneId.systemDefault()), System.out)
                .run(Osv.ADDRESS, arguments));
    }

    int run(URI osv, String... arguments) {
        List<String> options = List.of(arguments);
        if (!List.of("--offline", "--update", "--strict").containsAll(options)
                || (options.contains("--offline") && options.contains("--update"))) {
            out.println("Usage: " + USE);
            return UNUSABLE;
        }
        if (!Files.exists(bill)) {
            out.println("There is no " + bill + ": run mvn package first.");
            return UNUSABLE;
        }
        try {
            List<Library> libraries = Library.ofBill(bill);
            Advisories known = Advisories.read(file);
            boolean asked = !options.contains("--offline");
            if (asked) {
                try {
                    known = withNews(known, libraries, new Osv(osv));
                } catch (IOException e) {
                    asked = false;
                    out.println("OSV could not be asked (" + why(e) + ").");
                    if (options.contains("--update")) {
                        return UNUSABLE;
                    }
                }
            }
            if (options.contains("--update")) {
                known.write(file);
                out.println(file + " is of " + today + " now.");
            }
            return judge(known, libraries, asked, options.contains("--strict"));
        } catch (IOException e) {
            out.println(why(e));
            return UNUSABLE;
        }
    }

    private static String why(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private Advisories withNews(Advisories known, List<Library> libraries, Osv osv) throws IOException {
        List<Library> names = libraries.stream()
                .flatMap(library -> known.namesOf(library).stream())
                .toList();
        List<Advisory> all = new ArrayList<>(known.all());
        for (String id : osv.known(names)) {
            if (all.stream().noneMatch(advisory -> advisory.isKnownAs(id))) {
                Advisory advisory = osv.advisory(id);
                if (advisory.aliases().stream()
                        .noneMatch(alias -> all.stream().anyMatch(other -> other.isKnownAs(alias)))) {
                    all.add(advisory);
                    out.println("New: " + id + ", which the file of " + known.asked() + " lacks (--update writes it).");
                }
            }
        }
        Set<String> asked = new TreeSet<>();
        libraries.forEach(library -> asked.add(library.name()));
        return new Advisories(today, List.copyOf(asked), known.inside(), List.copyOf(all));
    }

    private int judge(Advisories known, List<Library> libraries, boolean asked, boolean strict) {
        int failing = 0;
        int concerning = 0;
        for (Library library : libraries) {
            for (Library name : known.namesOf(library)) {
                for (Advisory advisory : known.all()) {
                    if (advisory.concerns(name)) {
                        concerning++;
                        boolean fails = advisory.severity().isGrave() && !advisory.isOutOfReach(today);
                        failing += fails ? 1 : 0;
                        out.println((fails ? "FAILS  " : "       ") + line(library, name, advisory));
                    }
                }
            }
        }
        boolean doubtful = false;
        if (!asked) {
            doubtful = tellDoubts(known, libraries);
        }
        out.println(libraries.size() + " libraries, advisories of " + known.asked() + ": " + concerning
                + " concern them, " + failing + " of them fail the build.");
        return failing > 0 || (strict && doubtful) ? FOUND : NOTHING;
    }

    private String line(Library library, Library name, Advisory advisory) {
        String inside = library.equals(name) ? "" : " (" + name + ")";
        String text = library + inside + ": " + advisory.id() + ", " + advisory.severity() + ". " + advisory.summary();
        return text
                + advisory.verdict()
                        .map(verdict -> {
                            if (verdict.reachable()) {
                                return " Reachable: " + verdict.because();
                            }
                            String until =
                                    verdict.until().map(LocalDate::toString).orElse("");
                            return advisory.isOutOfReach(today)
                                    ? " Not reachable (looked at again by " + until + "): " + verdict.because()
                                    : " The exception ended on " + until + ": look at it again.";
                        })
                        .orElse(" Nobody has looked at what it means here.");
    }

    /** What a file cannot know. */
    private boolean tellDoubts(Advisories known, List<Library> libraries) {
        long age = ChronoUnit.DAYS.between(known.asked(), today);
        if (age > OLD_AFTER_DAYS) {
            out.println("The file is " + age + " days old: ask again where OSV can be reached (--update).");
        }
        Set<String> asked = new HashSet<>(known.libraries());
        List<String> others = libraries.stream()
                .map(Library::name)
                .filter(name -> !asked.contains(name))
                .distinct()
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            out.println("Nobody has asked about " + String.join(", ", others) + " yet.");
        }
        return age > OLD_AFTER_DAYS || !others.isEmpty();
    }
}

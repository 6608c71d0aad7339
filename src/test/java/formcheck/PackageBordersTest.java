package formcheck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The import table of the packages, row by row, each with its reason. */
class PackageBordersTest {

    private static final List<String> FLOW = List.of("capture", "pose", "motion", "exercise", "coach");
    private static final List<String> ALL = List.of(
            "natives",
            "capture",
            "pose",
            "motion",
            "exercise",
            "coach",
            "pipeline",
            "guide",
            "session",
            "report",
            "evaluation",
            "live",
            "web",
            "cli");

    /** Package, the packages it may import, why. */
    private record ImportRow(String name, List<String> mayImport, String because) {}

    private static final List<ImportRow> TABLE = List.of(
            new ImportRow(
                    "natives", List.of(), "where libraries are unpacked is settled before anything else is known"),
            new ImportRow("capture", List.of("natives"), "frames know nothing of bodies"),
            new ImportRow(
                    "pose", List.of("capture", "natives"), "a pose is found in a frame, and knows nothing of angles"),
            new ImportRow("motion", List.of("pose"), "motion gives the number and never sees a picture or a rule"),
            new ImportRow(
                    "exercise",
                    List.of("motion"),
                    "rules judge numbers: live, file and replay must be the same to them"),
            new ImportRow("coach", List.of("exercise"), "the coach decides when to speak about what exercise judged"),
            new ImportRow("pipeline", FLOW, "the pipeline spells the flow out and nothing more"),
            new ImportRow(
                    "guide",
                    plus(FLOW, "pipeline"),
                    "what comes next follows from what the pipeline yields, and not from a page"),
            new ImportRow(
                    "session", plus(FLOW, "pipeline", "natives"), "what is remembered is what the pipeline yields"),
            new ImportRow(
                    "report", plus(FLOW, "pipeline", "session"), "a report shows a session and the types it holds"),
            new ImportRow(
                    "evaluation",
                    plus(FLOW, "pipeline", "session", "report"),
                    "the scoreboard measures all of them; no page and no command that it measures may use it"),
            new ImportRow(
                    "live",
                    plus(FLOW, "pipeline", "guide", "session"),
                    "a live session runs whatever server or page shows it"),
            new ImportRow(
                    "web",
                    plus(FLOW, "pipeline", "guide", "session", "report", "evaluation", "live"),
                    "the server shows the page and does not know the commands that start it"));

    /** Pages of past sessions, a certificate that ends on a day, and classes that store when a session began. None of them times anything live. */
    private static final String KNOW_DAYS =
            "formcheck\\.(web\\.(MonthPage|PhoneCertificate|ReportPages|WebServer)|live\\.(StartedSession|RecordingWriter))(\\$.*)?";

    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "ai.djl..", List.of("pose", "motion"),
            "org.bytedeco..", List.of("capture", "session"),
            "org.opencv..", List.of("capture", "pose"),
            "java.sql..", List.of("session"),
            "org.sqlite..", List.of("session"),
            "org.flywaydb..", List.of("session"),
            "org.postgresql..", List.of("session"),
            "io.javalin..", List.of("web"),
            "com.google.zxing..", List.of("web"),
            "picocli..", List.of("cli"));

    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("formcheck");

    @TestFactory
    Stream<DynamicTest> eachPackageImportsOnlyWhatTheTableAllows() {
        return TABLE.stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    String[] forbidden = ALL.stream()
                            .filter(other -> !other.equals(row.name())
                                    && !row.mayImport().contains(other))
                            .map(other -> "formcheck." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("formcheck." + row.name() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .because(row.because())
                            .allowEmptyShould(true)
                            .check(program);
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachHeavyLibraryStaysInItsPackages() {
        return LIBRARIES.entrySet().stream()
                .map(library -> DynamicTest.dynamicTest(
                        library.getKey(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(library.getValue().stream()
                                        .map(name -> "formcheck." + name + "..")
                                        .toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(library.getKey())
                                .because("native memory and foreign types die in the stage that made them")
                                .allowEmptyShould(true)
                                .check(program)));
    }

    @Test
    void everyClassIsInAPackageOfTheTable() {
        classes()
                .should()
                .resideInAnyPackage(
                        Stream.concat(Stream.of("formcheck"), ALL.stream().map(name -> "formcheck." + name + ".."))
                                .toArray(String[]::new))
                .because("there is no util, no common, and no package without a question it answers")
                .check(program);
    }

    /** A sub-package that stands by itself, and the packages that would close a circle with it. */
    private record OneWay(String from, String to, String because) {}

    private static final List<OneWay> ONE_WAY = List.of(
            new OneWay("session.motionfile..", "session", "a file format knows nothing of the store that keeps it"),
            new OneWay("report", "report.export..", "a page and a text need no format of other programs"),
            new OneWay("evaluation", "evaluation.guided..", "a score does not depend on how its clips were recorded"));

    @TestFactory
    Stream<DynamicTest> eachSubPackageIsReachedOneWay() {
        return ONE_WAY.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.from() + " to " + row.to(),
                        () -> noClasses()
                                .that()
                                .resideInAPackage("formcheck." + row.from())
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("formcheck." + row.to())
                                .because(row.because())
                                .check(program)));
    }

    @Test
    void theLiveSessionKnowsNoJsonAndNoServer() {
        noClasses()
                .that()
                .resideInAPackage("formcheck.live..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "io.javalin..", "org.eclipse.jetty..", "formcheck.web..")
                .because("requests and views are records, and their form on the wire is the business of web")
                .check(program);
    }

    @Test
    void onlyTheCommandsPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackage("formcheck.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output belongs to the commands")
                .check(program);
    }

    @Test
    void theStagesThatJudgeReadNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "formcheck.pose..",
                        "formcheck.motion..",
                        "formcheck.exercise..",
                        "formcheck.coach..",
                        "formcheck.guide..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Instant")
                .because("live and replay run the same code, and the same frames give the same result")
                .allowEmptyShould(true)
                .check(program);
    }

    @Test
    void nothingLiveReadsTheWallClock() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "formcheck.capture..", "formcheck.pipeline..", "formcheck.live..", "formcheck.web..")
                .and(DescribedPredicate.not(HasName.Predicates.nameMatching(KNOW_DAYS)))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.time\\.(Clock|Instant|.*DateTime|LocalDate|LocalTime)")
                .because("somebody may set the clock, or the hour may change, in the middle of a set")
                .check(program);
    }

    private static List<String> plus(List<String> names, String... more) {
        return Stream.concat(names.stream(), Arrays.stream(more)).toList();
    }
}

package formcheck.archive;

import formcheck.exercise.ExerciseException;
import formcheck.report.PlainText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands of the archive, in local mode or on a cluster. */
@Command(
        name = "archive",
        sortOptions = false,
        header = "Judges, compares and follows many sessions at once, with Apache Spark.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, also if streams could not be judged (their rows say why), 1 the job failed, 2 wrong usage."
        },
        subcommands = {
            KeypointsCommand.class,
            JudgeCommand.class,
            CompareCommand.class,
            CohortCommand.class,
            PrepareCommand.class
        })
public final class ArchiveMain implements Runnable {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.",
            scope = CommandLine.ScopeType.INHERIT)
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        quiet();
        CommandLine line = new CommandLine(new ArchiveMain());
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return line.setOut(out)
                .setErr(error)
                .setParameterExceptionHandler((e, given) -> {
                    error.println(PlainText.visible(OneLine.text(e)));
                    error.println("See: archive " + (given.length > 0 && !given[0].startsWith("-") ? "COMMAND " : "")
                            + "--help");
                    return USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    error.println(OneLine.ofJob(e));
                    boolean wrongUse =
                            e instanceof ExerciseException || (e instanceof ArchiveException known && known.wrongUse());
                    return wrongUse ? USAGE : FAILED;
                })
                .execute(arguments);
    }

    /** Spark tells hundreds of lines a job; what matters comes as the job's own error. On a cluster its own settings hold. */
    private static void quiet() {
        for (String chatty : List.of("org.apache", "org.sparkproject", "io.netty")) {
            String property = "org.slf4j.simpleLogger.log." + chatty;
            if (System.getProperty(property) == null) {
                System.setProperty(property, "off");
            }
        }
    }

    /** Returns the session of {@code spark-submit}, or one in this JVM. */
    static SparkSession spark(String master) {
        SparkSession.Builder session = SparkSession.builder()
                .appName("FormCheck archive")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd");
        if (System.getProperty("spark.master") == null) {
            session.master(master)
                    .config("spark.ui.enabled", false)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1");
        }
        return session.getOrCreate();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

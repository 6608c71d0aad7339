package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.OpenCvException;
import formcheck.exercise.ExerciseException;
import formcheck.natives.NativeCache;
import formcheck.natives.NativesException;
import formcheck.pose.ModelException;
import formcheck.session.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** FormCheck on the command line. */
@Command(
        name = "formcheck",
        versionProvider = Main.Version.class,
        header = "Counts, measures and judges the repetitions of one exercise for a slouched upper back.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Without a command, FormCheck opens the live coach in the browser. Everything stays on this machine.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  formcheck                              the live coach, in the browser",
            "  formcheck analyze set.mp4              judge a video",
            "  formcheck analyze --help               everything that analyze can do",
            "  formcheck live                         the first camera, in the terminal",
            "  formcheck report latest                the report of the last session",
            "",
            "'formcheck' stands for one of these, in FormCheck's own folder:",
            "  mvn -q exec:java -Dexec.args=\"analyze set.mp4\"",
            "  java -jar target/formcheck-VERSION.jar analyze set.mp4",
            "PowerShell needs quotes around the whole option:",
            "  mvn -q exec:java '-Dexec.args=analyze set.mp4'",
            "",
            "Exit codes: 0 done, 1 something could not be analyzed, 2 wrong usage.",
        })
public final class Main implements Callable<Integer> {
    static final String SAMPLE = "samples/hips-outside.mp4";

    private static final String NO_MEMORY =
            "There is not enough memory. Give Java more with -Xmx2g, or close other programs.";

    /** Bytes given back when memory runs out, for saying so and for ending. */
    private static final int RESERVE = 512 * 1024;

    /** Made before memory runs out. */
    private static final byte[] NO_MEMORY_LINE =
            (NO_MEMORY + System.lineSeparator()).getBytes(StandardCharsets.US_ASCII);

    private final Shell shell;

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Mixin
    private CommonOptions common = new CommonOptions();

    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
    private boolean version;

    Main(Shell shell) {
        this.shell = shell;
    }

    @SuppressWarnings("ModifiedButNotUsed") // frees memory when it is cleared
    public static void main(String[] args) {
        List<byte[]> reserve = new ArrayList<>(List.of(new byte[RESERVE]));
        int exitCode;
        try {
            exitCode = run(System.nanoTime(), args);
        } catch (OutOfMemoryError e) { // not even enough for the commands
            reserve.clear();
            tellNoMemory();
            exitCode = ExitCode.FAILED;
        }
        // Success just returns: this may be Maven's own JVM.
        if (exitCode != ExitCode.OK) {
            System.exit(exitCode);
        }
    }

    private static int run(long started, String... args) {
        Optional<String> refusal = SystemLimits.refusal();
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            return ExitCode.FAILED;
        }
        try (StopSignal stop = StopSignal.onShutdown()) {
            return run(new Shell(Terminal.ofSystem(), stop, Home.ofSystem(), started), args);
        }
    }

    /** With next to no memory: what {@link System#err} does to a line takes more than there may be. */
    private static void tellNoMemory() {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.err)) {
            out.write(NO_MEMORY_LINE);
        } catch (IOException e) {
            // Nobody reads it.
        }
    }

    /** One command from its words to its exit code. */
    static int run(Shell shell, String... args) {
        try {
            return ran(shell, args);
        } catch (OutOfMemoryError | LinkageError e) {
            return failed(shell, e, args);
        }
    }

    private static int ran(Shell shell, String... args) {
        Terminal terminal = shell.terminal();
        StringWriter help = new StringWriter();
        CommandLine commandLine = commandLine(shell);
        commandLine
                .setOut(new PrintWriter(help))
                .setUsageHelpWidth(Math.max(55, terminal.width()))
                .registerConverter(Double.class, Main::number)
                .setExecutionStrategy(parsed -> {
                    if (List.of(args).contains("--verbose")) {
                        beVerbose();
                    }
                    Integer helped = CommandLine.executeHelpRequest(parsed);
                    if (helped != null) {
                        return helped;
                    }
                    settle(parsed, terminal);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((e, words) -> {
                    String message = oneLine(message(e));
                    terminal.tell(message + (message.endsWith(".") ? "" : ".") + hint(e));
                    return ExitCode.WRONG_USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> failed(shell, e, args));
        int exitCode = commandLine.execute(args);
        return finish(terminal, help.toString(), exitCode);
    }

    /** All commands. */
    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Main(shell))
                .addSubcommand(new CoachCommand(shell))
                .addSubcommand(new AnalyzeCommand(shell))
                .addSubcommand(new LiveCommand(shell))
                .addSubcommand(new CamerasCommand(shell))
                .addSubcommand(new SessionsCommand(shell))
                .addSubcommand(new ReportCommand(shell))
                .addSubcommand(new ReplayCommand(shell))
                .addSubcommand(new ExportCommand(shell))
                .addSubcommand(new DeleteCommand(shell))
                .addSubcommand(new EraseCommand(shell, System.in))
                .addSubcommand(new EvaluateCommand(shell))
                .addSubcommand(new RecordCommand(shell))
                .addSubcommand(new BenchCommand(shell));
    }

    @Override
    public Integer call() throws Exception {
        return CommandLine.populateCommand(new CoachCommand(shell)).call();
    }

    /** What is known before a command does anything: where native libraries are unpacked, and what it must not write over. */
    private static void settle(ParseResult parsed, Terminal terminal) {
        Optional<Path> cache = Optional.empty();
        ParseResult last = parsed;
        for (ParseResult next = parsed; next != null; next = next.hasSubcommand() ? next.subcommand() : null) {
            Optional<Path> named = next.matchedOptionValue(CommonOptions.CACHE, Optional.<Path>empty());
            cache = named.isPresent() ? named : cache;
            last = next;
        }
        CommandLine command = last.commandSpec().commandLine();
        try {
            cache.ifPresent(folder -> System.setProperty(
                    NativeCache.CHOSEN, folder.toAbsolutePath().toString()));
            CommandFiles.of(command.getCommandSpec(), terminal::tell).check();
            NativeCache.open();
        } catch (CommandException e) {
            throw new CommandLine.ExecutionException(command, message(e), e);
        } catch (NativesException e) {
            throw new CommandLine.ExecutionException(
                    command,
                    message(e),
                    cache.isPresent() ? CommandException.usage(e) : CommandException.failure(message(e)));
        }
    }

    private static int failed(Shell shell, Throwable e, String[] args) {
        Terminal terminal = shell.terminal();
        if (List.of(args).contains("--verbose")) {
            terminal.tell(trace(e));
        }
        // What was cut short by the end of the program did not go wrong.
        boolean stopped = shell.stop().asked() && !(e instanceof CommandException);
        terminal.tell(stopped ? "Stopped." : oneLine(explain(e)));
        return e instanceof CommandException command ? command.exitCode() : ExitCode.FAILED;
    }

    static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }

    /** What went wrong in words; those of an error that nobody foresaw are Java's own. */
    static String explain(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError lacking) {
                return noMemory(lacking);
            }
            String said = String.valueOf(cause.getMessage());
            if (said.contains("failed to map segment") || said.contains("Cannot allocate memory")) {
                return "The system gives FormCheck not enough memory. Close other programs, or raise the limit: ulimit -v";
            }
            if (said.contains("Too many open files")) {
                return "FormCheck may not open as many files as it needs. Raise the limit: ulimit -n 1024";
            }
        }
        if (e instanceof CommandException
                || e instanceof CaptureException
                || e instanceof ModelException
                || e instanceof ExerciseException
                || e instanceof StoreException
                || e instanceof NativesException
                || e instanceof OpenCvException) {
            return message(e);
        }
        if (e instanceof LinkageError) {
            return "FormCheck's native libraries do not load on " + System.getProperty("os.name") + " ("
                    + System.getProperty("os.arch") + "): " + message(e) + ". It runs on Linux (x86_64, arm64), macOS"
                    + " with Apple silicon and Windows (x86_64), built on the system that it shall run on.";
        }
        return "FormCheck failed unexpectedly: " + e + ". Run it again with --verbose to see where.";
    }

    /** Java says the same of a heap that is too small and of a thread that the system does not give. */
    private static String noMemory(OutOfMemoryError e) {
        return String.valueOf(e.getMessage()).contains("native thread")
                ? "The system lets FormCheck start no more threads. Close other programs, or raise the limit: ulimit -u"
                : NO_MEMORY;
    }

    /** What an error says of itself, or its name if it says nothing. */
    static String message(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** A message that may hold a file's name, on one line and without what would steer a terminal. */
    static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a number");
        }
    }

    private static String hint(ParameterException e) {
        return " See: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static int finish(Terminal terminal, String help, int exitCode) {
        if (!help.isEmpty()) {
            terminal.print(help);
        }
        try {
            terminal.finish();
            return exitCode;
        } catch (IOException e) {
            terminal.tell(message(e));
            return ExitCode.FAILED;
        }
    }

    /** Before the first logger: the settings are read once. */
    private static void beVerbose() {
        System.setProperty("org.slf4j.simpleLogger.log.formcheck", "debug");
        System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", "info");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }

    /** The version of the jar, which classes alone do not have. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"FormCheck " + ofProgram(), "Java " + System.getProperty("java.version")};
        }

        static String ofProgram() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "from its classes" : version;
        }
    }
}
